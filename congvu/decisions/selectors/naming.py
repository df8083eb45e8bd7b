"""People and units as drafters type them: by name, personal ID or staff number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import clean, fold
from congvu.establishment.models import Unit
from congvu.establishment.selectors import agencies_on, units_by_text
from congvu.people.families import PERSON_COLUMNS
from congvu.people.models import Person
from congvu.people.permissions import People

SUGGESTED = 300
TOLD = 5


class NotOne(DomainError):
    """What was typed leads to nobody, or to several."""


def line_of(person: Person) -> str:
    """A person as one line that tells them from their like: name, unit, number or birth date."""
    return _line(person.full_name, person.unit.name, person.staff_number, person.born)


def _line(name: str, unit: str, staff_number: str, born: str) -> str:
    mark = staff_number or "/".join(reversed(born.split("-")))
    return f"{name} ({', '.join(filter(None, (unit, mark)))})"


def suggested_people(*, actor: Actor) -> list[str]:
    """The first few hundred lines to choose a person from. Two statements.

    By the keys of units, as in `search_people`: else everybody in the province is sorted for it.
    """
    units = dict(Unit.objects.visible_to(actor, People.RECORD_VIEW).values_list("pk", "name"))
    seen = Person.objects.serving().filter(unit_id__one_of=list(units)).order_by("name_key", "id")
    told = seen.values_list("full_name", "unit_id", "staff_number", "born")
    return [_line(name, units[unit], *marks) for name, unit, *marks in told[:SUGGESTED]]


def people_by_key(*, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Person]:
    """The people with these keys that the actor may see. One statement."""
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit")
    return {person.pk: person for person in seen.filter(pk__in=list(keys))}


def people_typed(*, actor: Actor, typed: Iterable[str]) -> dict[str, Person | NotOne]:
    """For each text as typed the one person it means, or why it means nobody. One statement.

    A text is a line of the suggestions, a full name, a personal ID or a staff number.
    """
    texts = {text: clean(text) for text in typed}
    wanted = set(texts.values()) - {""}
    names = {fold(text.partition(" (")[0]) for text in wanted}
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit")
    known = seen.filter(
        Q(name_fold__in=names) | Q(personal_id__in=wanted) | Q(staff_number__in=wanted)
    )
    by_word: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        words = {fold(person.full_name), fold(line_of(person))}
        words |= {fold(text) for text in (person.personal_id, person.staff_number) if text}
        for word in words:
            by_word[word].append(person)
    return {text: _one(words, by_word) for text, words in texts.items()}


def _one(text: str, by_word: Mapping[str, list[Person]]) -> Person | NotOne:
    found = by_word.get(fold(text), [])
    serving = [person for person in found if person.status == "serving"] or found
    if len(serving) == 1:
        return serving[0]
    if not found:
        near = by_word.get(fold(text.partition(" (")[0]), [])
        if near:
            return NotOne(_("Take one of these lines: %(names)s.") % {"names": _listed(near)})
        return NotOne(
            _("Nobody in your units is called “%(name)s”. Type the full name or the personal ID.")
            % {"name": text}
        )
    return NotOne(
        _("Several people bear this name: %(names)s. Take one of these lines.")
        % {"names": _listed(serving)}
    )


def _listed(people: list[Person]) -> str:
    return "; ".join(line_of(person) for person in people[:TOLD])


def unit_line(unit: Unit) -> str:
    """A unit as one line: a part of a body with its body."""
    is_part = unit.kind == "division" and unit.parent is not None
    return f"{unit.name} ({unit.parent.name})" if is_part and unit.parent else unit.name


def suggested_units(*, actor: Actor, on: date) -> list[str]:
    """The names of the bodies of the province; parts of them are typed. One statement."""
    return [unit.name for unit in agencies_on(actor=actor, on=on)]


def unit_typed(*, actor: Actor, text: str, on: date) -> Unit:
    """The one unit that goes or went by what was typed, and stands on `on`.

    "Name (body)" tells apart parts of bodies that bear the same name; a code does as well.

    Raises: NotOne, saying what to type.
    """
    typed = clean(text)
    found = units_by_text(actor=actor, text=typed, on=on)
    if len(found) == 1:
        return found[0]
    if not found:
        text = _("No unit “%(name)s” stands on %(day)s. Take a line of the list.")
        raise NotOne(text % {"name": typed, "day": on.strftime("%d/%m/%Y")})
    names = "; ".join(unit_line(one) for one in found[:TOLD])
    raise NotOne(_("Several units bear this name: %(names)s. Add the body.") % {"names": names})


def unit_names(*, actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """The lines of units by their codes. One statement."""
    wanted = set(codes) - {""}
    if not wanted:
        return {}
    found = Unit.objects.filter(code__in=wanted).select_related("parent")
    return {unit.code: unit_line(unit) for unit in found}


def column_labels() -> dict[str, str]:
    """What the columns of a person are called that a paper may correct."""
    names = [name for name in PERSON_COLUMNS if name not in ("unit", "photo")]
    return {name: str(Person._meta.get_field(name).verbose_name) for name in names}  # type: ignore[union-attr]


def keys_of(texts: Iterable[str]) -> list[UUID]:
    """The keys among `texts`, in order and once; what is none is left out."""
    found: dict[UUID, None] = {}
    for text in texts:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return list(found)
