"""Effects on units and posts: the establishment's own commands, resting on the decision's paper."""

from collections.abc import Callable, Mapping
from typing import Any

from congvu.decisions.choices import UnitAct
from congvu.decisions.fields import pairs_in
from congvu.decisions.work import Work
from congvu.establishment import commands
from congvu.establishment.types import NewUnit
from congvu.people.types import Change

Told = Mapping[str, Any]


def change_unit(work: Work, effect: Told) -> list[Change]:
    """Open, rename, move, merge, split or dissolve a unit; people and posts follow.

    What it does is taken back by the establishment's own command when the decision is revoked.
    """
    _ACTS[UnitAct(work.answers["unit_act"])](work)
    return []


def approve_posts(work: Work, effect: Told) -> list[Change]:
    """Approve how many posts of a job position a unit has in a year."""
    told = work.answers
    commands.approve_posts(
        actor=work.actor,
        unit=told["unit"].code,
        position=told["position_code"],
        headcount=told["headcount"],
        year=told["year"],
        basis=work.basis,
        on=work.on,
    )
    return []


def give_quota(work: Work, effect: Told) -> list[Change]:
    """Give a unit its quota of staff of one corps for a year."""
    told = work.answers
    commands.give_quota(
        actor=work.actor,
        unit=told["unit"].code,
        corps=told["corps"],
        headcount=told["headcount"],
        year=told["year"],
        basis=work.basis,
        on=work.on,
    )
    return []


def _common(work: Work) -> dict[str, Any]:
    return {"actor": work.actor, "basis": work.basis, "on": work.on, "today": work.today}


def _new_unit(work: Work) -> NewUnit:
    told = work.answers
    return NewUnit(
        code=told["new_code"] or "",
        name=told["new_name"] or "",
        kind=told["unit_kind"] or "",
        parent=told["parent"].code if told["parent"] else "",
    )


def _others(work: Work) -> list[str]:
    return work.answers["other_units"] or []


def _all_units(work: Work) -> list[str]:
    return [work.answers["unit"].code, *_others(work)]


def _open(work: Work) -> None:
    commands.open_unit(unit=_new_unit(work), **_common(work))


def _rename(work: Work) -> None:
    told = work.answers
    commands.rename_unit(code=told["unit"].code, name=told["new_name"], **_common(work))


def _move(work: Work) -> None:
    told = work.answers
    commands.move_unit(code=told["unit"].code, to=told["parent"].code, **_common(work))


def _join(work: Work) -> None:
    into = work.answers["people_to"].code
    commands.merge_units(codes=_all_units(work), into=into, **_common(work))


def _merge(work: Work) -> None:
    commands.merge_units(codes=_all_units(work), into=_new_unit(work), **_common(work))


def _split_off(work: Work) -> None:
    _into_heirs(work, keeps=True)


def _split(work: Work) -> None:
    _into_heirs(work, keeps=False)


def _into_heirs(work: Work, *, keeps: bool) -> None:
    """Into units of the same kind and place beside it, or into units that stand."""
    told = work.answers
    unit = told["unit"]
    beside = unit.parent.code if unit.parent else ""
    into = [
        NewUnit(code, name, unit.kind, beside, level=unit.level, locality=unit.locality)
        if name
        else code
        for code, name in told["heirs"] or ()
    ]
    parts = dict(pairs_in(told["parts"] or ""))
    commands.split_unit(code=unit.code, into=into, keeps=keeps, parts=parts, **_common(work))


def _dissolve(work: Work) -> None:
    told = work.answers
    people_to = told["people_to"].code if told["people_to"] else ""
    commands.dissolve_unit(code=told["unit"].code, people_to=people_to, **_common(work))


_ACTS: Mapping[UnitAct, Callable[[Work], None]] = {
    UnitAct.OPEN: _open,
    UnitAct.RENAME: _rename,
    UnitAct.MOVE: _move,
    UnitAct.JOIN: _join,
    UnitAct.MERGE: _merge,
    UnitAct.SPLIT_OFF: _split_off,
    UnitAct.SPLIT: _split,
    UnitAct.DISSOLVE: _dissolve,
}
