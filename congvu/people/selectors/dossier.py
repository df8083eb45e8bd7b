"""Reading one dossier as it was on a day, as known now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import PartialDate, last_day
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper, StoredFile
from congvu.people.choices import PersonStatus
from congvu.people.families import FAMILIES, Family, Privacy, family
from congvu.people.groups import GROUPS, Group, privacy_of
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.querysets import PersonQuerySet
from congvu.people.selectors.whole import Whole, whole_dossier
from congvu.people.types import Basis, Dossier, FactFamily, Head, Line, Tab
from congvu.people.values import UNIT_NAME, NamesOverTime, in_words

CAREER = ("posts", "ranks", "pay", "training", "party", "rewards", "discipline", "status")
"""The families of the picture across the top, in their order."""

DOTS = "••••"
_UNKNOWN = Basis("", "", "", None, is_verifying=False)


@dataclass(frozen=True)
class Reader:
    """Who reads: the person, the office that keeps the dossier, or another in scope.

    `opened` are the families opened for a purpose in this request.
    """

    is_own: bool
    is_office: bool
    opened: frozenset[str] = frozenset()

    def sees(self, privacy: Privacy) -> bool:
        """Whether a row of that class is there at all for this reader."""
        return privacy is not Privacy.RESTRICTED or (self.is_office and not self.is_own)

    def is_masked(self, family: Family, privacy: Privacy) -> bool:
        """Whether a row is shown as dots until it is opened."""
        if self.is_own or family.key in self.opened:
            return False
        return privacy in (Privacy.SENSITIVE, Privacy.FINANCIAL, Privacy.RESTRICTED)


def get_person(*, actor: Actor, person_id: UUID) -> Person:
    """One person in the actor's units, or the actor's own dossier. One statement.

    Raises: NotVisible.
    """
    is_own = Q(pk=actor.person_id) if actor.person_id else Q(pk__in=[])
    in_scope = PersonQuerySet.within(actor.paths(People.RECORD_VIEW))
    seen = Person.objects.filter(in_scope | is_own).exclude(status=PersonStatus.MERGED)
    person: Person = seen.select_related("unit__parent", "rank").one(pk=person_id)
    return person


def reader_of(actor: Actor, person: Person, opened: frozenset[str] = frozenset()) -> Reader:
    """As whom `actor` reads the dossier of `person`."""
    return Reader(
        is_own=actor.person_id == str(person.pk),
        is_office=actor.may(People.RECORD_CHANGE, person.unit_path),
        opened=opened,
    )


def dossier_of(
    *,
    actor: Actor,
    person: Person,
    on: date,
    group: Group | None = None,
    whole: Whole | None = None,
    opened: frozenset[str] = frozenset(),
) -> Dossier:
    """What a page shows of a dossier: one `group` of it, or all; no statement where read whole."""
    whole = whole or whole_dossier(actor=actor, person=person)
    reader = reader_of(actor, person, opened)
    begun = {kind.key: _seen(kind, whole, reader, on) for kind in FAMILIES}
    every = [row for rows in begun.values() for row in rows]
    families = group.families if group else FAMILIES
    shown = [_shown(kind, begun[kind.key], whole, reader, on) for kind in families]
    return Dossier(
        head=_head(person, whole, begun, reader, on),
        tabs=[
            Tab(one.key, one.title, sum(len(begun[kind.key]) for kind in one.families))
            for one in GROUPS
        ],
        families=[one for one in shown if reader.sees(family(one.key).privacy)],
        career=_career(begun, whole, reader, on),
        unverified=sum(not _basis(whole, row).is_verifying for row in every),
        disputed=sum(row.is_disputed for row in every),
    )


def _career(
    begun: dict[str, list[Any]], whole: Whole, reader: Reader, on: date
) -> list[FactFamily]:
    """The lanes of the picture; posts beside the main one have a lane of their own."""
    posts = begun["posts"]
    beside = [row for row in posts if not row.is_main]
    lanes = [(family(key), begun[key]) for key in CAREER if key != "posts"]
    lanes[:0] = [(family("posts"), [row for row in posts if row.is_main])]
    shown = [_shown(kind, rows, whole, reader, on) for kind, rows in lanes]
    other = replace(_shown(family("posts"), beside, whole, reader, on), title=_("Other posts"))
    return [shown[0], other, *shown[1:]]


def person_known_on(person: Person, whole: Whole, on: date) -> Person:
    """The person with the columns as the dossier knew them at the end of `on`."""
    zone = get_current_timezone()
    for change in reversed(whole.changes):
        recorded: datetime = change.recorded_at
        if recorded.astimezone(zone).date() > on:
            for name, text in change.before.items():
                _put_back(person, name, text)
    return person


def without_later_photo(*, actor: Actor, person: Person, on: date) -> Person:
    """The person without a photo that was put in after `on`. One statement where there is one."""
    zone = get_current_timezone()
    if person.photo_id is None:
        return person
    stored = StoredFile.objects.filter(pk=person.photo_id).values_list("stored_at", flat=True)
    if any(at.astimezone(zone).date() > on for at in stored):
        person.photo = None
    return person


def _put_back(person: Person, name: str, text: str | None) -> None:
    field: Any = Person._meta.get_field(name)
    empty = None if field.null else ""
    setattr(person, field.attname, field.to_python(text) if text else empty)
    if name == "born":
        bounds = PartialDate(text).bounds() if text else (None, None)
        person.born_from, person.born_to = bounds


def _seen(kind: Family, whole: Whole, reader: Reader, on: date) -> list[Any]:
    """The standing rows that had begun by `on` and are there for the reader."""
    return [
        row
        for row in whole.standing(kind)
        if (row.valid.lower is None or row.valid.lower <= on) and reader.sees(privacy_of(kind, row))
    ]


def _shown(kind: Family, rows: Iterable[Any], whole: Whole, reader: Reader, on: date) -> FactFamily:
    ordered = sorted(rows, key=lambda row: (row.valid.lower or date.min, row.pk), reverse=True)
    lines = [line_of_row(kind, row, whole, reader, on) for row in ordered]
    return FactFamily(
        kind.key,
        kind.title,
        lines,
        _("Nothing is on file yet."),
        is_masked=any(line.is_masked for line in lines),
        is_moment=kind.is_moment,
    )


def line_of_row(kind: Family, row: Any, whole: Whole, reader: Reader, on: date) -> Line:
    """One row in words, or as dots."""
    is_masked = reader.is_masked(kind, privacy_of(kind, row))
    text, detail = (DOTS, "") if is_masked else in_words(kind, row, whole.names, on)
    basis = _basis(whole, row)
    paper = whole.basis_of(row)
    return Line(
        text=text,
        detail=detail,
        since=None if is_masked else row.valid.lower,
        until=None if is_masked or kind.is_moment else last_day(row.valid),
        since_printed="" if is_masked else row.since_printed,
        until_printed="" if is_masked else row.until_printed,
        basis=Basis(basis.kind, DOTS, "", None, basis.is_verifying) if is_masked else basis,
        is_disputed=row.is_disputed,
        is_now=(row.valid.upper is None or row.valid.upper > on) and not row.is_disputed,
        id=row.pk,
        is_masked=is_masked,
        is_governed=row.basis_id in whole.decisions or row.end_basis_id in whole.decisions,
        paper_id=None if is_masked or paper is None else paper.pk,
        has_file=paper is not None and has_own_file(paper) and not is_masked,
    )


def has_own_file(paper: Paper) -> bool:
    """Whether a paper has a file for the readers of one dossier: that of a list tells of many."""
    return paper.file_id is not None and paper.kind != PaperKind.IMPORTED_LIST


def _basis(whole: Whole, row: Any) -> Basis:
    paper = whole.basis_of(row)
    return basis_in_words(paper) if paper else _UNKNOWN


def basis_in_words(paper: Paper) -> Basis:
    """A paper as a page tells it."""
    return Basis(
        paper.get_kind_display(), paper.title, paper.number, paper.signed_on, paper.is_verifying
    )


def _head(
    person: Person, whole: Whole, begun: dict[str, list[Any]], reader: Reader, on: date
) -> Head:
    posts = [row for row in begun["posts"] if row.is_main]
    post, rank = _now(posts, on), _now(begun["ranks"], on)
    unit = person.unit
    is_part = unit.kind == "division" and unit.parent is not None
    # On a past day the post was perhaps in another unit than today's, or that had another name.
    held = _unit_of(post, whole, on) if post else ""
    is_here = not held or post.unit_id == unit.pk
    return Head(
        id=person.pk,
        full_name=person.full_name,
        born=person.born,
        age=_age(person.born_from, on),
        sex=person.get_sex_display(),
        staff_number=person.staff_number,
        object_kind=str(names_of("object_kinds").get(person.object_kind, person.object_kind)),
        post=(post.title or post.job_position) if post else "",
        rank=whole.names.get(("catalog.rank", rank.rank_id), rank.rank_id) if rank else "",
        unit=held or unit.name,
        agency=unit.parent.name if is_part and unit.parent and is_here else "",
        is_own=reader.is_own,
        has_left=person.status == "left",
        photo_id=person.photo_id,
    )


def _unit_of(post: Any, whole: Whole, on: date) -> str:
    """What the unit of a post was called on the day; as printed where it is none of ours."""
    names = whole.names.get((UNIT_NAME, post.unit_id))
    if isinstance(names, NamesOverTime):
        return names.on(on) or str(names)
    printed: str = post.unit_printed
    return printed


def _now(rows: Iterable[Any], on: date) -> Any:
    """The undisputed row in force on `on`, the latest."""
    return next(
        (
            row
            for row in reversed(list(rows))
            if not row.is_disputed and (row.valid.upper is None or row.valid.upper > on)
        ),
        None,
    )


def _age(born: date | None, on: date) -> int | None:
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
