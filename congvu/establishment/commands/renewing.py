"""Renewing what units say today: values, names, and the place of everything below them."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from congvu.core.actors import Actor
from congvu.core.text import fold
from congvu.establishment.choices import Succession
from congvu.establishment.commands.loading import label_of
from congvu.establishment.models import Unit, UnitName, UnitState, UnitSuccession
from congvu.journal import commands as journal

_REPEATED = ("name", "short_name", "kind", "parent_id", "level", "locality")


@transaction.atomic
def renew_units(*, actor: Actor, today: date) -> int:
    """Bring the rows of units up to what their states say on `today`; return how many changed.

    Run every day by the system: a decision may name a day to come.
    """
    due = UnitState.objects.standing().filter(valid__contains=today).select_related("unit")
    late = {
        state.unit_id: state.unit
        for state in due
        if any(getattr(state, name) != getattr(state.unit, name) for name in _REPEATED)
    }
    ended = UnitSuccession.objects.on(today).select_related("predecessor", "successor")
    late |= {
        line.predecessor_id: line.predecessor
        for line in ended
        if line.kind == Succession.MERGED
        and not line.predecessor.path.startswith(line.successor.path + ".")
    }
    if late:
        renew(late, today)
        journal.record(actor=actor, act="establishment.renew_units", units=len(late))
    return len(late)


def renew(units: Mapping[int, Unit], today: date) -> None:
    """Renew `units` (by key) as of `today`, those above first."""
    states: dict[int, list[UnitState]] = {key: [] for key in units}
    found = UnitState.objects.standing().filter(unit__in=list(units)).order_by("valid")
    for state in found:
        states[state.unit_id].append(state)
    above = {key: _place(key, states[key], today) for key in units}
    for key in _from_the_top(above):
        _renew_one(key, states[key], above[key], today)
    _renew_names(units, states)


def _state_of(states: list[UnitState], today: date) -> UnitState | None:
    """What the unit is today; else what it was last, else what it will be first."""
    begun = [s for s in states if s.valid.lower is None or s.valid.lower <= today]
    return begun[-1] if begun else (states[0] if states else None)


def _place(key: int, states: list[UnitState], today: date) -> int | None:
    """The unit below which the unit is placed: its heir after a merger, else its parent."""
    state = _state_of(states, today)
    if state is None:
        return Unit.objects.values_list("parent_id", flat=True).get(pk=key)
    if state.valid.upper is not None and state.valid.upper <= today:
        heirs = UnitSuccession.objects.on(today).filter(predecessor=key)
        merged = list(heirs.filter(kind=Succession.MERGED).values_list("successor_id", flat=True))
        if len(merged) == 1:
            return int(merged[0])
    return state.parent_id


def _from_the_top(above: Mapping[int, int | None]) -> list[int]:
    """The keys, each behind the one it is placed below."""
    ordered: list[int] = []

    def add(key: int) -> None:
        step = above.get(key)
        if step is not None and step in above and step not in ordered:
            add(step)
        if key not in ordered:
            ordered.append(key)

    for key in above:
        add(key)
    return ordered


def _renew_one(key: int, states: list[UnitState], above: int | None, today: date) -> None:
    unit = Unit.objects.get(pk=key)
    state = _state_of(states, today)
    if state is not None:
        for name in _REPEATED:
            setattr(unit, name, getattr(state, name))
    unit.valid = _whole(states)
    unit.save(update_fields=[*_REPEATED[:3], "parent", "level", "locality", "valid"])
    root = Unit.objects.values_list("path", flat=True).get(pk=above) if above else ""
    label = label_of(unit.code)
    path = f"{root}.{label}" if root else label
    if path != unit.path:
        with connection.cursor() as cursor:
            cursor.execute("SELECT congvu_move_places(%s::ltree, %s::ltree)", [unit.path, path])


def _whole(states: list[UnitState]) -> DateRange:
    """From the first day of the first state to the end of the last; empty without any."""
    if not states:
        return DateRange(empty=True)
    return DateRange(states[0].valid.lower, states[-1].valid.upper, "[)")


def _renew_names(units: Iterable[int], states: Mapping[int, list[UnitState]]) -> None:
    """Official names repeat the states; the first reaches back as far as papers are read."""
    UnitName.objects.filter(unit__in=list(units), is_official=True).delete()
    kept = {
        (name.unit_id, name.key): name for name in UnitName.objects.filter(unit__in=list(units))
    }
    rows: dict[tuple[int, str, date | None], UnitName] = {}
    for key, line in states.items():
        for place, state in enumerate(line):
            lower = state.valid.lower if place else None
            # A short name that differs from the name by case or marks is the same name.
            names = {fold(name): name for name in (state.short_name, state.name) if name}
            for name in names.values():
                _add_name(rows, kept, key, name, DateRange(lower, state.valid.upper, "[)"))
    UnitName.objects.bulk_create(rows.values())


def _add_name(
    rows: dict[tuple[int, str, date | None], UnitName],
    kept: Mapping[tuple[int, str], UnitName],
    unit: int,
    name: str,
    valid: DateRange,
) -> None:
    """One period of a name; one that follows on the last of the same name prolongs it."""
    folded = fold(name)
    if (unit, folded) in kept:
        return
    for (owner, key, _lower), row in rows.items():
        if (owner, key) == (unit, folded) and row.valid.upper == valid.lower:
            row.valid = DateRange(row.valid.lower, valid.upper, "[)")
            return
    rows[(unit, folded, valid.lower)] = UnitName(
        unit_id=unit, name=name, key=folded, valid=valid, is_official=True
    )
