"""Finding people: by words without marks, unit, rank, age, sex; ordered; for lists and files."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField

from congvu.catalog.models import Rank
from congvu.catalog.selectors import read_codes
from congvu.core.actors import EVERYWHERE, Actor, is_within
from congvu.core.periods import years_before
from congvu.core.querysets import ScopedQuerySet
from congvu.core.text import clean, fold
from congvu.establishment.models import Unit, UnitName
from congvu.establishment.selectors import agencies_of
from congvu.people.choices import PersonStatus
from congvu.people.columns.conditions import (
    Condition,
    Operator,
    met_by,
    name_of_competency,
    rows_of,
)
from congvu.people.columns.registry import (
    COMPETENCY,
    DEFAULT,
    Column,
    Kind,
    columns,
    on_day,
)
from congvu.people.columns.retiring import by_month, met, retiring
from congvu.people.models import EmploymentStatus, Person, Posting, SavedView
from congvu.people.permissions import People
from congvu.people.selectors.complete import completeness_of
from congvu.people.selectors.retirements import moved_retirements

ORDERS = {
    "name": ("name_key", "pk"),
    "-name": ("-name_key", "-pk"),
    "unit": ("unit_path", "name_key", "pk"),
    "-unit": ("-unit_path", "-name_key", "-pk"),
    # The older, the earlier born.
    "age": ("-born_from", "-pk"),
    "-age": ("born_from", "pk"),
}
_WHOLE_ID = {9, 12}
_TAIL = range(4, 7)
"""So many last digits of a number find it: masked, a list shows four."""
_PHONE = range(9, 12)
RETIRES = "retires"
MOST_WORDS, MOST_NAMED = 8, 6000
"""A search looks for so many words; so many people are found through the index on names."""


@dataclass(frozen=True)
class Wanted:
    """What a list of people shows. Ages are whole years on the day asked, both inclusive.

    `unit` is a place, `unit_name` the name of one, today's or an old one. `who` are those who
    serve (""), who left, or all. `retires` are months by their first days, the second not in them;
    `complete` is a band of percents, as today. `order` is of `ORDERS`, or a column, with "-" the
    other way round.
    `is_past`: as on a day before today, when posts, units and ranks are those of that day.
    `is_opened`: it was said what sensitive data are opened for.
    """

    text: str = ""
    unit: str = ""
    unit_name: str = ""
    rank: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    retires: tuple[date, date] | None = None
    complete: tuple[int | None, int | None] = (None, None)
    is_unverified: bool = False
    who: str = ""
    conditions: tuple[Condition, ...] = ()
    columns: tuple[Column, ...] = ()
    order: str = "name"
    is_past: bool = False
    is_opened: bool = False

    @property
    def guarded(self) -> tuple[str, ...]:
        """The columns it asks for or sorts by that only the right to open sensitive data shows."""
        sorted_by = columns().get(self.order.removeprefix("-"))
        asked = [one.column for one in self.conditions] + ([sorted_by] if sorted_by else [])
        return tuple(dict.fromkeys(one.key for one in asked if one.is_guarded))


def search_people(*, actor: Actor, on: date, wanted: Wanted) -> ScopedQuerySet:
    """The people in the actor's units that `wanted` describes: those who serve, if not told else.

    The scope is given by the keys of its units: of a place in the tree the planner cannot tell how
    many rows it holds, and would sort the whole province for one page. One statement more.
    What is guarded finds only people whose sensitive data the actor may open, and nobody before it
    was said what for: who is found tells what the dossier says.
    """
    people: ScopedQuerySet = _base(wanted, on)
    if EVERYWHERE not in actor.paths(People.RECORD_VIEW):
        units = Unit.objects.visible_to(actor, People.RECORD_VIEW).values_list("pk", flat=True)
        people = people.filter(unit_id__one_of=list(units))
    if wanted.guarded:
        people = people.visible_to(actor, People.SENSITIVE_OPEN)
        people = people if wanted.is_opened else people.none()
    people = people.filter(_words(wanted.text), _born(wanted, on), _complete(wanted, actor, on))
    people = _retiring(people, wanted, actor, on)
    people = people.filter(*_placed(wanted, actor, on), *_further(wanted, actor, on))
    if wanted.sex:
        people = people.filter(sex=wanted.sex)
    if wanted.is_unverified:
        people = people.filter(has_unverified=True)
    found: ScopedQuerySet = ordered(_with_columns(people, wanted), wanted, on)
    return found


def _retiring(people: Any, wanted: Wanted, actor: Actor, on: date) -> Any:
    """Narrowed to and told by the month of retirement, where that is asked. One statement more."""
    asked = [one for one in wanted.conditions if one.column.key == RETIRES]
    is_told = wanted.order.removeprefix("-") == RETIRES or any(
        column.key == RETIRES for column in wanted.columns
    )
    if not (asked or is_told or wanted.retires):
        return people
    moved = moved_retirements(actor=actor, today=on)
    if wanted.retires:
        people = people.filter(retiring(*wanted.retires, on, moved))
    people = people.filter(*(met(one, on, moved) for one in asked))
    return people.annotate(retires_in=by_month(on, moved)) if is_told else people


def _base(wanted: Wanted, on: date) -> Any:
    """Whom the list is about: today by what the dossier says, on a past day by the main post."""
    people = Person.objects.exclude(status=PersonStatus.MERGED)
    if wanted.who == "all":
        return people
    if not wanted.is_past:
        left = wanted.who == "left"
        return Person.objects.filter(status=PersonStatus.LEFT if left else PersonStatus.SERVING)
    mine = {"person": OuterRef("pk")}
    over = [row["code"] for row in read_codes("employment_status") if row["has_left"] == "1"]
    gone = Exists(
        EmploymentStatus.objects.on(on).filter(is_disputed=False, status_code__in=over, **mine)
    )
    held = Exists(Posting.objects.on(on).filter(is_main=True, is_disputed=False, **mine))
    if wanted.who == "left":
        begun = Exists(Posting.objects.standing().filter(valid__startswith__lte=on, **mine))
        return people.filter(begun).exclude(held & ~gone)
    return people.filter(held).exclude(gone)


def _placed(wanted: Wanted, actor: Actor, on: date) -> list[Any]:
    """In the unit asked for, or below it: where the main post was on that day."""
    if not (wanted.unit or wanted.unit_name):
        return []
    paths = places_named(actor=actor, name=wanted.unit_name) if wanted.unit_name else [wanted.unit]
    paths = [path for path in paths if is_within(path, wanted.unit)]
    if not wanted.is_past:
        return [Q(unit_path__under_any=paths)]
    units = Unit.objects.filter(path__under_any=paths)
    there = Posting.objects.on(on).filter(is_main=True, is_disputed=False, unit__in=units)
    return [Exists(there.filter(person=OuterRef("pk")))]


def places_named(*, actor: Actor, name: str) -> list[str]:
    """The places of the units that go or went by `name`; without one, of those with it in theirs.

    Marks and case aside. At most two statements.
    """
    key = fold(clean(name))
    if not key:
        return []
    named = UnitName.objects.filter(key=key).values_list("unit__path", flat=True)
    found = sorted(set(named))
    if found:
        return found
    partly = UnitName.objects.filter(key__contains=key).values_list("unit__path", flat=True)
    return sorted(set(partly))


def _further(wanted: Wanted, actor: Actor, on: date) -> list[Any]:
    conditions = [one for one in wanted.conditions if one.column.key != RETIRES]
    if wanted.rank:
        conditions.append(Condition(columns()["rank"], Operator.IS, wanted.rank))

    def paths(name: str) -> list[str]:
        return places_named(actor=actor, name=name)

    return met_by(conditions, on=on, paths=paths, is_past=wanted.is_past)


_ALWAYS = ("full_name", "unit_path", "has_unverified")
_NAMED = {
    "unit": ("unit__name", "unit__kind", "unit__parent__name"),
    "rank": ("rank__name", "rank__name_en"),
    "age": ("born_from",),
    "minority": ("ethnic_group",),
    "remarks": (),
    "retires": (),
}


def _with_columns(people: Any, wanted: Wanted) -> Any:
    """The columns a list shows, and no other."""
    chosen = wanted.columns or tuple(columns()[key] for key in DEFAULT)
    names: list[str] = [*_ALWAYS]
    for column in chosen:
        if column.source is None:
            names += _NAMED.get(column.key, (column.lookup,))
    if any(column.key == "unit" for column in chosen):
        people = people.select_related("unit", "unit__parent")
    if any(column.key == "rank" for column in chosen):
        people = people.select_related("rank")
    return people.only(*names)


def ordered(people: Any, wanted: Wanted, on: date) -> Any:
    """In the order asked for; by a family's column after what holds on the day."""
    if wanted.order in ORDERS:
        return people.order_by(*ORDERS[wanted.order])
    down = wanted.order.startswith("-")
    known = columns().get(wanted.order.removeprefix("-"))
    if known is None or known.lookup == "":
        return people.order_by(*ORDERS["name"])
    column = on_day(known, is_past=wanted.is_past)
    by: Any = F(column.lookup)
    if column.key == RETIRES:
        by = F("retires_in")
    elif column.key == "minority":
        by = F("ethnic_group")
    elif column.kind is Kind.UNIT:
        by = F(f"{column.lookup}__name")
    elif column.key == COMPETENCY:
        by = name_of_competency(column.lookup)
    if column.source is not None:
        rows = rows_of(column.source, on).filter(person=OuterRef("pk"))
        first = "-is_main" if column.source.key == "posts" else "pk"
        by = Subquery(rows.annotate(by_value=by).order_by(first, "pk").values("by_value")[:1])
    if column.kind is Kind.TEXT:
        by = Func(by, function="vn_fold", output_field=TextField(db_collation="C"))
    people = people.annotate(sorted_by=by)
    by = F("sorted_by").desc(nulls_last=True) if down else F("sorted_by").asc(nulls_last=True)
    return people.order_by(by, "name_key", "pk")


def _words(text: str) -> Q:
    """Every word begins a word of the name, in any order; numbers are IDs or staff numbers."""
    names, numbers = [], Q()
    for word in fold(clean(text)).split()[:MOST_WORDS]:
        if any(letter.isdigit() for letter in word):
            numbers &= _numbered(word)
        else:
            names.append(word)
    return _named(names) & numbers if names else numbers


def _numbered(word: str) -> Q:
    """A staff number in part; an ID or a telephone whole, or by its last digits."""
    found = Q(staff_number__icontains=word)
    digits = word.removeprefix("+84")
    if digits != word:
        digits = f"0{digits}"
    digits = "".join(digit for digit in digits if digit.isdigit())
    if word.isdigit() and len(word) in _WHOLE_ID:
        found |= Q(personal_id=word) | Q(old_id=word)
    if len(digits) in _PHONE:
        found |= Q(phone=digits)
    if word.isdigit() and len(word) in _TAIL:
        found |= Q(personal_id__endswith=word) | Q(phone__endswith=word)
    return found


def _named(words: list[str]) -> Q:
    """Each of `words` begins a word of the name. One statement.

    Few people are found by a function of the database's owner: it asks the index on names, which
    the application's role cannot use behind its policies, and returns what these let through.
    Where many are of the name, reading all is as quick.
    """
    with connection.cursor() as cursor:
        named = "SELECT cardinality(named), named::text FROM congvu_people_named(%s, %s) AS named"
        cursor.execute(named, [words, MOST_NAMED + 1])
        count, keys = cursor.fetchone()
    if count <= MOST_NAMED:
        return Q(pk__one_of=keys)
    found = Q()
    for word in words:
        found &= Q(name_fold__startswith=word) | Q(name_fold__contains=f" {word}")
    return found


def _born(wanted: Wanted, on: date) -> Q:
    """Born so as to be of the age asked on `on`; a year alone counts by its first day."""
    born = Q()
    if wanted.age_from is not None:
        born &= Q(born_from__lte=years_before(on, wanted.age_from))
    if wanted.age_to is not None:
        born &= Q(born_from__gt=years_before(on, wanted.age_to + 1))
    return born


def _complete(wanted: Wanted, actor: Actor, on: date) -> Q:
    """How complete the dossier is, in whole percent, as its page says.

    What people keep is the number of today: of a past day it is worked out for everybody in sight.
    """
    low, high = wanted.complete
    if wanted.is_past and (low, high) != (None, None):
        least, most = low or 0, 100 if high is None else high
        found = completeness_of(actor=actor, people=None, on=on)
        return Q(pk__one_of=[key for key, told in found.items() if least <= told <= most])
    told = Q(completeness__gte=low) if low is not None else Q()
    return told & Q(completeness__lte=high) if high is not None else told


def units_to_type(*, actor: Actor, on: date) -> list[str]:
    """The names of the agencies the actor may look at, to choose from while typing.

    Not the whole tree: its seven hundred lines would be most of the page; the other names can be
    typed all the same. One statement.
    """
    return [unit.name for unit in agencies_of(actor=actor, permission=People.RECORD_VIEW, on=on)]


def unit_at(*, actor: Actor, path: str) -> Unit | None:
    """The unit at a place; the names of units are open to everybody. One statement."""
    return Unit.objects.filter(path=path).first()


def ranks_to_pick(*, actor: Actor) -> QuerySet[Rank]:
    """The ranks somebody in the actor's units may hold, by code; with their names only."""
    return Rank.objects.filter(is_retired=False).order_by("code").only("name", "name_en")


def saved_views(*, actor: Actor) -> list[SavedView]:
    """The searches this account keeps, by name."""
    if actor.account_id is None:
        return []
    return list(SavedView.objects.filter(account_id=actor.account_id).order_by("name"))
