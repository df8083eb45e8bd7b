"""Effects on single facts: open, close, open anew with something changed, rate a year."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.errors import DomainError
from congvu.decisions.work import Work
from congvu.establishment.rules.titles import Place, title_code
from congvu.people.commands.facts import end_fact, open_fact, replace_fact
from congvu.people.families import Family, family
from congvu.people.selectors.facts import line_of, standing_facts
from congvu.people.types import Change

Told = Mapping[str, Any]


class NothingToEnd(DomainError):
    """The dossier holds nothing that the decision could end or continue."""


def open_(work: Work, effect: Told) -> list[Change]:
    """Begin a fact on the effective day; `until` (last day) may bound it.

    With `unless_same` nothing is done where the same stands already, with `unless_in_force` where
    anything of the line does.
    """
    kind = family(effect["family"])
    values = values_of(work, effect, kind)
    if effect.get("unless_same") or effect.get("unless_in_force"):
        standing = _in_force(work, kind, values)
        if standing and (effect.get("unless_in_force") or _says(standing[0], values)):
            return []
    return open_fact(
        actor=work.actor,
        person=work.subject(),
        family=kind,
        values=values,
        since=work.on,
        until=work.value(effect.get("until")),
        basis=work.basis,
    )


def close(work: Work, effect: Told) -> list[Change]:
    """End what is in force of a family on the effective day, where `where` holds.

    Raises: NothingToEnd, unless the effect says `if_any`.
    """
    kind = family(effect["family"])
    where = {name: work.value(told) for name, told in effect.get("where", {}).items()}
    rows = standing_facts(actor=work.actor, person=work.subject(), family=kind, on=work.on)
    found = list(rows.filter(is_disputed=False, **where))
    if not found and not effect.get("if_any"):
        raise NothingToEnd(
            _("%(what)s: nothing is in force that could end on that day.") % {"what": kind.title}
        )
    return [
        change
        for row in found
        for change in end_fact(actor=work.actor, row=row, family=kind, on=work.on, basis=work.basis)
    ]


def renew(work: Work, effect: Told) -> list[Change]:
    """Go on with the fact in force on the effective day, some of its columns changed.

    The row in force ends the day before, and a new one with the changed columns begins. An answer
    left out changes nothing; a value written as null empties its column.
    """
    kind = family(effect["family"])
    rows = _in_force(work, kind, dict(kind.line_where))
    if not rows:
        raise NothingToEnd(
            _("%(what)s: nothing is in force that could be continued on that day.")
            % {"what": kind.title}
        )
    now = {name: getattr(rows[0], name) for name in kind.columns}
    told = {
        name: None if value is None else work.value(value)
        for name, value in effect["values"].items()
        if value is None or work.value(value) is not None
    }
    values = now | told | _begun(work, kind)
    if kind.key == "posts":
        values["title_code"] = title_code_of(values)
    return open_fact(
        actor=work.actor,
        person=work.subject(),
        family=kind,
        values=values,
        since=work.on,
        basis=work.basis,
    )


def rate(work: Work, effect: Told) -> list[Change]:
    """Write the rating of a year; one that stands is replaced by the new one."""
    kind = family("ratings")
    values = {name: work.value(told) for name, told in effect["values"].items()}
    person = work.subject()
    rows = standing_facts(actor=work.actor, person=person, family=kind)
    standing = rows.filter(year=values["year"], is_disputed=False).first()
    if standing is not None:
        return replace_fact(
            actor=work.actor, row=standing, family=kind, values=values, basis=work.basis
        )
    year = work.on.replace(year=values["year"], month=1, day=1)
    return open_fact(
        actor=work.actor,
        person=person,
        family=kind,
        values=values,
        since=year,
        until=year.replace(month=12, day=31),
        basis=work.basis,
    )


def values_of(work: Work, effect: Told, kind: Family) -> dict[str, Any]:
    """The columns an effect fills, from its data and the answers."""
    told = {name: work.value(value) for name, value in effect.get("values", {}).items()}
    values = {name: value for name, value in told.items() if value is not None} | _begun(work, kind)
    if kind.key == "posts":
        values.setdefault("title", "")
        values["title_code"] = title_code_of(values)
    return values


def _begun(work: Work, kind: Family) -> dict[str, Any]:
    return {"began_by": work.decision.kind_code} if kind.key == "posts" else {}


def title_code_of(values: Mapping[str, Any]) -> str:
    """The leadership title that the columns of a post tell; "" where it leads nobody."""
    unit, title = values.get("unit"), values.get("title", "")
    if unit is None or not title:
        return ""
    agency = unit.parent if unit.kind == "division" and unit.parent else unit
    return title_code(title, Place(agency.kind, unit.kind, agency.name))


def _in_force(work: Work, kind: Family, values: Mapping[str, Any]) -> list[Any]:
    line = line_of(person_id=work.subject().pk, family=kind, values=values)
    return list(line.filter(valid__contains=work.on))


def _says(row: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())
