"""Who bears a task, typed by name: one list of suggestions serves every field of a form."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.work import selectors

LIST_ID = "bearers"


@dataclass(frozen=True)
class Bearer:
    """A unit, and the person in it if one was named."""

    unit_id: int
    person_id: UUID | None = None


class Bearers:
    """The units and people in or below one unit who may bear a task.

    `names` are the lines suggested; who is not among the first few hundred is found by name.
    """

    def __init__(self, *, actor: Actor, on: date, under: str) -> None:
        self._actor, self._under = actor, under
        lines = [
            (unit.name, Bearer(unit.pk))
            for unit in selectors.units_to_assign(actor=actor, on=on, under=under)
        ]
        lines += _lines_of(selectors.people_to_assign(actor=actor, unit_path=under))
        self.names = [line for line, _bearer in lines]
        self._by_line = {fold(line): bearer for line, bearer in reversed(lines)}

    def find(self, typed: str) -> Bearer:
        """The one unit or person of this line or full name.

        Raises: forms.ValidationError, saying what to type instead.
        """
        typed = clean(typed)
        if found := self._by_line.get(fold(typed)):
            return found
        name = typed.partition(" (")[0]
        people = selectors.people_to_assign(actor=self._actor, unit_path=self._under, named=name)
        lines = _lines_of(people)
        known = lines if name == typed else [one for one in lines if fold(one[0]) == fold(typed)]
        if len(known) == 1:
            return known[0][1]
        if not known:
            raise forms.ValidationError(
                _("Nobody and no unit here is called “%(name)s”. Choose a line of the list.")
                % {"name": typed}
            )
        raise forms.ValidationError(
            _("Several here bear this name: %(names)s. Type the whole line.")
            % {"names": "; ".join(line for line, _bearer in known)}
        )


def _lines_of(people: Sequence[Any]) -> list[tuple[str, Bearer]]:
    """Each person with a line of the own: name and unit, and what else tells two apart."""
    lines = [f"{person.full_name} ({person.unit.name})" for person in people]
    often = Counter(map(fold, lines))
    found = []
    for person, line in zip(people, lines, strict=True):
        if often[fold(line)] > 1:
            mark = person.staff_number or person.born or str(person.pk)[:8]
            line = f"{line[:-1]}, {mark})"
        found.append((line, Bearer(person.unit_id, person.pk)))
    return found


class BearerField(forms.CharField):
    """A bearer as typed or picked from the list; cleaned to a Bearer."""

    bearers: Bearers

    def __init__(self, **options: Any) -> None:
        look = forms.TextInput(attrs={"list": LIST_ID, "autocomplete": "off"})
        super().__init__(max_length=500, widget=look, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self.bearers.find(typed) if typed else None
