"""Finding people: by words without marks, unit, rank, age, sex; ordered; for lists and files."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from congvu.catalog.models import Rank
from congvu.core.actors import EVERYWHERE, Actor
from congvu.core.periods import years_before
from congvu.core.querysets import ScopedQuerySet
from congvu.core.text import clean, fold
from congvu.establishment.models import Unit
from congvu.establishment.selectors import agencies_of
from congvu.people.models import Person, SavedView
from congvu.people.permissions import People

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
MOST_WORDS, MOST_NAMED = 8, 6000
"""A search looks for so many words; so many people are found through the index on names."""


@dataclass(frozen=True)
class Wanted:
    """What a list of people shows. Ages are whole years on the day asked, both inclusive."""

    text: str = ""
    unit: str = ""
    rank: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    is_unverified: bool = False
    order: str = "name"


def search_people(*, actor: Actor, on: date, wanted: Wanted) -> ScopedQuerySet:
    """The serving people in the actor's units that `wanted` describes.

    The scope is given by the keys of its units: of a place in the tree the planner cannot tell how
    many rows it holds, and would sort the whole province for one page. One statement more.
    """
    people: ScopedQuerySet = Person.objects.serving()
    if EVERYWHERE not in actor.paths(People.RECORD_VIEW):
        units = Unit.objects.visible_to(actor, People.RECORD_VIEW).values_list("pk", flat=True)
        people = people.filter(unit_id__one_of=list(units))
    people = people.filter(_words(wanted.text), _born(wanted, on))
    if wanted.unit:
        people = people.filter(unit_path__under=wanted.unit)
    if wanted.rank:
        people = people.filter(rank_id=wanted.rank)
    if wanted.sex:
        people = people.filter(sex=wanted.sex)
    if wanted.is_unverified:
        people = people.filter(has_unverified=True)
    people = people.select_related("unit", "unit__parent", "rank").only(
        "full_name",
        "born",
        "sex",
        "post",
        "has_unverified",
        "rank__name",
        "rank__name_en",
        "unit__name",
        "unit__kind",
        "unit__parent__name",
    )
    return people.order_by(*ORDERS.get(wanted.order, ORDERS["name"]))


def _words(text: str) -> Q:
    """Every word begins a word of the name, in any order; numbers are IDs or staff numbers."""
    names, numbers = [], Q()
    for word in fold(clean(text)).split()[:MOST_WORDS]:
        if word.isdigit() and len(word) in _WHOLE_ID:
            numbers &= Q(personal_id=word) | Q(old_id=word) | Q(staff_number=word)
        elif any(letter.isdigit() for letter in word):
            numbers &= Q(staff_number__icontains=word)
        else:
            names.append(word)
    return _named(names) & numbers if names else numbers


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


def units_to_pick(*, actor: Actor, on: date, chosen: str = "") -> list[tuple[str, str]]:
    """Agencies the actor may look at, and the parts of the chosen one: (path, indented name).

    Not the whole tree: its seven hundred lines would be most of the page. At most two statements.
    """
    agencies = agencies_of(actor=actor, permission=People.RECORD_VIEW, on=on)
    picked: list[tuple[str, str]] = []
    inside = _parts_of(chosen, on) if chosen else []
    own = [path for path in actor.paths(People.RECORD_VIEW) if path]
    known = list(agencies)
    if not known and own:
        known = list(Unit.objects.on(on).filter(path__under_any=own).order_by("order", "id"))
    for agency in known:
        picked.append((agency.path, agency.name))
        picked += [
            (part.path, f"\u2003{part.name}")
            for part in inside
            if part.path.startswith(agency.path + ".")
        ]
    return picked


def _parts_of(chosen: str, on: date) -> list[Unit]:
    """The parts of the agency that `chosen` is or lies in; agencies stand right under the root."""
    agency = ".".join(chosen.split(".")[:2])
    units = Unit.objects.on(on).filter(path__under=agency).exclude(path=agency)
    return list(units.order_by("order", "id"))


def ranks_to_pick(*, actor: Actor) -> QuerySet[Rank]:
    """The ranks somebody in the actor's units may hold, by code; with their names only."""
    return Rank.objects.filter(is_retired=False).order_by("code").only("name", "name_en")


def saved_views(*, actor: Actor) -> list[SavedView]:
    """The searches this account keeps, by name."""
    if actor.account_id is None:
        return []
    return list(SavedView.objects.filter(account_id=actor.account_id).order_by("name"))


def people_as_rows(*, actor: Actor, people: ScopedQuerySet) -> Any:
    """What a file of people holds: no field that masks on the screen, only units of export."""
    return (
        people.visible_to(actor, People.RECORD_EXPORT)
        .values_list(
            "full_name",
            "born",
            "sex",
            "unit__name",
            "unit__parent__name",
            "post",
            "rank_id",
            "rank__name",
            "has_unverified",
        )
        .iterator(chunk_size=5000)
    )
