"""Dossiers that may be of one person, what tells two apart, and what a merge would do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.catalog.fields import CodeField
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate
from congvu.core.text import clean
from congvu.people.choices import PersonStatus
from congvu.people.columns.cells import DOTS
from congvu.people.columns.registry import columns
from congvu.people.families import FAMILIES, PERSON_COLUMNS, Family
from congvu.people.models import DossierMerge, MergeMove, Person
from congvu.people.permissions import People

MOST_PAIRS = 200
COLUMNS = tuple(name for name in PERSON_COLUMNS if name not in {"unit", "photo"})
"""What the officer chooses between; the unit follows the posts."""

# Hash joins on plain equality, which policies let through; births are compared after them.
_PAIRS = """
WITH p AS MATERIALIZED (
    SELECT id, personal_id, old_id, staff_number, full_name, name_fold, born, born_from, born_to,
           sex, unit_path
    FROM people_person WHERE status <> 'merged' AND unit_path <@ ANY (%(paths)s::ltree[])
), numbers AS (
    SELECT id, personal_id AS number FROM p WHERE personal_id IS NOT NULL
    UNION SELECT id, old_id FROM p WHERE old_id <> ''
), pairs AS (
    SELECT a.id AS first, b.id AS second, 1 AS step
    FROM numbers a JOIN numbers b ON a.number = b.number AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, CASE WHEN a.born_from = a.born_to AND b.born_from = b.born_to
                            THEN 2 ELSE 3 END
    FROM p a JOIN p b ON a.name_fold = b.name_fold AND a.id < b.id
    WHERE a.born_from <= b.born_to AND a.born_to >= b.born_from
      AND (a.sex = b.sex OR a.sex = '' OR b.sex = '')
      AND NOT coalesce(length(a.personal_id) = 12 AND length(b.personal_id) = 12, false)
)
SELECT first, second, min(step) FROM pairs
WHERE NOT EXISTS (SELECT FROM people_differentpeople told
                  WHERE told.first_id = first AND told.second_id = second
                    AND told.undone_at IS NULL)
GROUP BY 1, 2 ORDER BY 3, 1, 2 LIMIT %(most)s
"""

WHY: Mapping[int, Promise] = {
    1: gettext_lazy("same identity number"),
    2: gettext_lazy("same name and birth date"),
    3: gettext_lazy("same name, birth dates that agree"),
}


class NotTwoDossiers(DomainError):
    """What is to be merged are not two standing dossiers."""


@dataclass(frozen=True)
class Pair:
    """Two dossiers that may be of one person, and why."""

    first: Person
    second: Person
    why: Promise


@dataclass(frozen=True)
class Difference:
    """A column in which two dossiers differ; `best` is the side to take where none says else."""

    name: str
    label: str
    survivor: str
    merged: str
    best: str

    @property
    def is_guarded(self) -> bool:
        """Whether it is sensitive."""
        return self.name in columns() and columns()[self.name].is_guarded

    def masked(self) -> "Difference":
        """The same without what it says."""
        dots = [DOTS if told else "" for told in (self.survivor, self.merged)]
        return replace(self, survivor=dots[0], merged=dots[1])


@dataclass(frozen=True)
class Piece:
    """One fact of the merged dossier, and what becomes of it: moved, same, disputed or stays."""

    family: Family
    row: Any
    fate: str


@dataclass(frozen=True)
class Plan:
    """What a merge would do."""

    survivor: Person
    merged: Person
    differences: list[Difference]
    pieces: list[Piece]

    def counts(self) -> dict[str, int]:
        """How many facts move, are the same, are disputed, stay."""
        fates = [piece.fate for piece in self.pieces]
        return {fate: fates.count(fate) for fate in ("moved", "same", "disputed", "stays")}

    def by_family(self) -> list[tuple[Promise, dict[str, int]]]:
        """The same by family."""
        found: dict[str, tuple[Promise, dict[str, int]]] = {}
        for piece in self.pieces:
            _title, counts = found.setdefault(piece.family.key, (piece.family.title, {}))
            counts[piece.fate] = counts.get(piece.fate, 0) + 1
        return list(found.values())


def suggested_pairs(*, actor: Actor) -> list[Pair]:
    """Pairs of dossiers in the actor's units that may be of one person, surest first.

    Two statements.
    """
    paths = list(actor.paths(People.RECORD_CHANGE))
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"paths": paths, "most": MOST_PAIRS})
        found = cursor.fetchall()
    keys = {key for first, second, _step in found for key in (first, second)}
    people = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit")
    by_key = people.in_bulk(list(keys))
    return [
        Pair(by_key[first], by_key[second], WHY[step])
        for first, second, step in found
        if first in by_key and second in by_key
    ]


def find_dossier(*, actor: Actor, text: str) -> Person:
    """The one dossier an ID, staff number or address of a dossier names.

    Raises: NotTwoDossiers where there is none, or more than one.
    """
    told = clean(text).rstrip("/").rsplit("/", 1)[-1]
    people = Person.objects.visible_to(actor, People.RECORD_CHANGE)
    people = people.exclude(status=PersonStatus.MERGED)
    try:
        found = list(people.filter(pk=UUID(told)))
    except ValueError:
        found = list(people.filter(personal_id=told)[:2]) if told else []
        found = found or (list(people.filter(staff_number=told)[:2]) if told else [])
    if len(found) != 1:
        raise NotTwoDossiers(
            _("“%(text)s” names no single dossier in your units. Give an ID or a staff number.")
            % {"text": text}
        )
    person: Person = found[0]
    return person


def standing_dossier(*, actor: Actor, person_id: UUID) -> UUID:
    """The dossier itself, or the one it was merged into. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_standing_dossier(%s)", [person_id])
        found: UUID = cursor.fetchone()[0]
    return found


def merge_plan(*, actor: Actor, survivor_id: UUID, merged_id: UUID, lock: bool = False) -> Plan:
    """What merging would do. Two statements a family and one for the persons.

    Requires: people.record.change where both are.
    Raises: NotVisible, Forbidden, NotTwoDossiers.
    """
    people = Person.objects.visible_to(actor, People.RECORD_VIEW).order_by("pk")
    people = people.select_for_update(of=["self"]) if lock else people.select_related("unit")
    found = {one.pk: one for one in people.filter(pk__in=[survivor_id, merged_id])}
    if len(found) == 2:
        actor.require(People.RECORD_CHANGE, *(one.unit_path for one in found.values()))
    if len(found) != 2 or any(one.status == PersonStatus.MERGED for one in found.values()):
        raise NotTwoDossiers(
            _("These are not two dossiers in your units any more: one may be merged already.")
        )
    survivor, merged = found[survivor_id], found[merged_id]
    pieces = [piece for family in FAMILIES for piece in _pieces(family, survivor, merged)]
    return Plan(survivor, merged, differences(survivor, merged), pieces)


def differences(survivor: Person, merged: Person) -> list[Difference]:
    """The columns in which two dossiers differ, and the account."""
    found = []
    for name in (*COLUMNS, "account_id"):
        ours, theirs = getattr(survivor, name), getattr(merged, name)
        if (ours or "") != (theirs or ""):
            best = "survivor" if ours else "merged"
            label = _("Account") if name == "account_id" else _label(name)
            found.append(Difference(name, label, _told(name, ours), _told(name, theirs), best))
    return found


def _label(name: str) -> str:
    label = str(getattr(Person._meta.get_field(name), "verbose_name", name))
    return f"{label[:1].upper()}{label[1:]}"


def _told(name: str, value: Any) -> str:
    if not value:
        return ""
    held: Any = Person._meta.get_field(name)
    if isinstance(held, CodeField):
        return held.name_of(value)
    if held.choices:
        return str(dict(held.flatchoices).get(value, value))
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if held.get_internal_type() == "PartialDateField":
        return str(PartialDate(value))
    return str(value)


def _pieces(family: Family, survivor: Person, merged: Person) -> list[Piece]:
    """What becomes of the merged dossier's rows of one family."""
    theirs = list(family.model.objects.filter(person=merged).order_by("pk"))
    if not theirs:
        return []
    ours = list(family.model.objects.standing().filter(person=survivor))
    said = {_said(family, row) for row in ours}
    fates: dict[int, str] = {}
    for row in theirs:
        if row.replaced_by_id is None and row.voided_by_id is None:
            is_same = _said(family, row) in said
            clashes = not row.is_disputed and any(_clash(family, row, one) for one in ours)
            fates[row.pk] = "same" if is_same else "disputed" if clashes else "moved"
    rows = {row.pk: row for row in theirs}
    return [Piece(family, row, _fate(row, rows, fates)) for row in theirs]


def _fate(row: Any, rows: Mapping[int, Any], fates: Mapping[int, str]) -> str:
    """A row that stands no more goes where the one in its place goes."""
    if row.pk in fates:
        return fates[row.pk]
    seen = {row.pk}
    while row.replaced_by_id in rows and row.replaced_by_id not in seen:
        row = rows[row.replaced_by_id]
        seen.add(row.pk)
    return "stays" if fates.get(row.pk) == "same" else "moved"


def _said(family: Family, row: Any) -> tuple[Any, ...]:
    """All that a row says, whatever paper it rests on."""
    names = [row._meta.get_field(name).attname for name in family.columns]
    told = tuple(getattr(row, name) for name in names)
    return (*told, row.valid.lower, row.valid.upper, row.since_printed, row.until_printed)


def _clash(family: Family, row: Any, other: Any) -> bool:
    """Whether both cannot stand undisputed for one person."""
    if other.is_disputed:
        return False
    if family.key == "ratings":
        return bool(row.year == other.year)
    values = {name: getattr(row, name) for name in family.columns}
    others = {name: getattr(other, name) for name in family.columns}
    if not (family.is_lined(values) and family.is_lined(others)):
        return False
    if any(values[name] != others[name] for name in family.line or ()):
        return False
    first, second = row.valid, other.valid
    return (first.upper is None or second.lower is None or second.lower < first.upper) and (
        second.upper is None or first.lower is None or first.lower < second.upper
    )


def get_merge(*, actor: Actor, merge_id: int, lock: bool = False) -> DossierMerge:
    """One merge of dossiers in the actor's units.

    Raises: NotVisible.
    """
    merges = DossierMerge.objects.select_related("survivor__unit", "merged__unit")
    if lock:
        merges = DossierMerge.objects.all()
    merge: DossierMerge = merges.one(pk=merge_id)
    Person.objects.visible_to(actor, People.RECORD_VIEW).one(pk=merge.survivor_id)
    return merge


def latest_merges(*, actor: Actor, most: int = 20) -> list[DossierMerge]:
    """The merges made lately in the actor's units."""
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).values("pk")
    merges = DossierMerge.objects.filter(survivor__in=seen)
    return list(merges.select_related("survivor", "merged").order_by("-pk")[:most])


def leaning_on_merge(*, actor: Actor, merge: DossierMerge) -> list[str]:
    """What was done since that stands in the way of undoing, in words."""
    found: list[str] = []
    survivor = merge.survivor
    if survivor.status == PersonStatus.MERGED:
        found.append(_("The dossier was itself merged into another: undo that merge first."))
    later = DossierMerge.objects.filter(survivor=survivor, undone_at=None, pk__gt=merge.pk)
    if later.exists():
        found.append(_("Another dossier was merged into it since: undo that merge first."))
    for name, value in merge.after.items():
        if as_json(survivor, name) != value:
            label = _("Account") if name == "account_id" else _label(name)
            found.append(_("Changed since: %(what)s.") % {"what": label})
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, count(*) FROM congvu_merge_changed(%s) GROUP BY 1 "
                       "ORDER BY 1", [merge.pk])  # fmt: skip
        changed = dict(cursor.fetchall())
    for family in FAMILIES:
        if family.table in changed:
            found.append(
                _("%(family)s: %(n)d ended, replaced or voided by a later paper.")
                % {"family": family.title, "n": changed[family.table]}
            )
    return found


def as_json(person: Person, name: str) -> Any:
    """A column of the person as a merge keeps it."""
    value = getattr(person, name)
    return value.isoformat() if isinstance(value, date) else value


def moved_by_table(*, actor: Actor, merge: DossierMerge) -> dict[str, int]:
    """How many rows of each table went along."""
    found: dict[str, int] = {}
    for name in MergeMove.objects.filter(merge=merge).values_list("table_name", flat=True):
        found[name] = found.get(name, 0) + 1
    return found
