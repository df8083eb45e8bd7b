"""What a workbook of dossiers tells: people and their standing facts, in the order of a list."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.models import Unit
from congvu.people.choices import PersonStatus
from congvu.people.families import Family
from congvu.people.groups import stricter_rows
from congvu.people.models import Person
from congvu.people.permissions import People

CHUNK = 2000
Basis = tuple[str, str, date | None, str]
NO_BASIS: Basis = ("", "", None, "")
_PLACE = ("person__unit_path", "person__name_key", "person_id")


def people_of_book(*, actor: Actor, people: ScopedQuerySet, is_whole: bool) -> ScopedQuerySet:
    """The people of a search whose dossiers the actor may take out.

    With `is_whole`, closed columns too: then only where the actor may open those.
    """
    allowed = people.visible_to(actor, People.RECORD_EXPORT)
    if is_whole:
        allowed = allowed.visible_to(actor, People.SENSITIVE_OPEN)
    # The search reads few columns; a workbook reads others.
    plain: ScopedQuerySet = allowed.select_related(None).defer(None)
    return plain


def people_of_unit(*, actor: Actor, unit: Unit) -> ScopedQuerySet:
    """Everybody whose dossier stands in `unit` or below it, those who left too."""
    visible: ScopedQuerySet = Person.objects.visible_to(actor, People.RECORD_EXPORT)
    return visible.filter(unit_path__under=unit.path).exclude(status=PersonStatus.MERGED)


def person_rows(
    *, actor: Actor, people: ScopedQuerySet, names: Iterable[str]
) -> Iterator[tuple[Any, ...]]:
    """The columns `names` of each person, by unit and name."""
    columns = ["unit_id" if name == "unit" else name for name in names]
    ordered = people.order_by("unit_path", "name_key", "pk")
    yield from ordered.values_list(*columns).iterator(chunk_size=CHUNK)


def fact_rows(
    *, actor: Actor, people: ScopedQuerySet, family: Family, is_whole: bool
) -> Iterator[tuple[tuple[Any, ...], Basis]]:
    """The standing facts of `people`, person by person in the same order, earliest first.

    Not `is_whole`: without the rows that pages mask although their family is open.

    Each is personal ID, staff number, name, period, its printed sides, whether disputed, then the
    family's columns; beside it kind, number, day and issuer of the paper it rests on. One query
    for the facts, one for the papers of each two thousand.
    """
    keys = ("person__personal_id", "person__staff_number", "person__full_name")
    frame = ("valid", "since_printed", "until_printed", "is_disputed")
    own = [family.model._meta.get_field(name).attname for name in family.columns]
    standing = family.model.objects.standing()
    facts = (
        (standing if is_whole else standing.exclude(stricter_rows(family.key)))
        .filter(person__in=people.order_by().values("pk"))
        .order_by(*_PLACE, "valid", "pk")
        .values_list("basis_id", *keys, *frame, *own)
        .iterator(chunk_size=CHUNK)
    )
    known: dict[int, Basis] = {}
    while rows := list(islice(facts, CHUNK)):
        unseen = {row[0] for row in rows} - known.keys()
        if unseen:
            known |= _bases(unseen)
        for row in rows:
            yield row[1:], known.get(row[0], NO_BASIS)


def _bases(keys: set[int]) -> dict[int, Basis]:
    """The papers as a workbook names them: a list alone is no basis to name."""
    rows = Paper.objects.filter(pk__one_of=list(keys)).values_list(
        "pk", "kind", "named_kind", "number", "signed_on", "issuer"
    )
    return {
        pk: (named or kind, number, day, issuer)
        for pk, kind, named, number, day, issuer in rows
        if named or kind != PaperKind.IMPORTED_LIST
    }
