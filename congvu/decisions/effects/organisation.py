"""Effects on units and posts: the establishment's own commands, resting on the decision's paper."""

from collections.abc import Callable, Mapping
from typing import Any

from congvu.decisions.choices import UnitAct
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


def _open(work: Work) -> None:
    commands.open_unit(unit=_new_unit(work), **_common(work))


def _rename(work: Work) -> None:
    told = work.answers
    commands.rename_unit(code=told["unit"].code, name=told["new_name"], **_common(work))


def _move(work: Work) -> None:
    told = work.answers
    commands.move_unit(code=told["unit"].code, to=told["parent"].code, **_common(work))


def _merge(work: Work) -> None:
    """Into a new unit where one is named, else into the unit itself."""
    told = work.answers
    if told["new_code"]:
        codes, into = [told["unit"].code, *_others(work)], _new_unit(work)
        commands.merge_units(codes=codes, into=into, **_common(work))
    else:
        commands.merge_units(codes=_others(work), into=told["unit"].code, **_common(work))


def _split(work: Work) -> None:
    """Into units that stand already, and a new one where it is named; the unit itself ends."""
    into: list[NewUnit | str] = [*_others(work)]
    if work.answers["new_code"]:
        into.append(_new_unit(work))
    commands.split_unit(code=work.answers["unit"].code, into=into, **_common(work))


def _dissolve(work: Work) -> None:
    told = work.answers
    people_to = told["people_to"].code if told["people_to"] else ""
    commands.dissolve_unit(code=told["unit"].code, people_to=people_to, **_common(work))


_ACTS: Mapping[UnitAct, Callable[[Work], None]] = {
    UnitAct.OPEN: _open,
    UnitAct.RENAME: _rename,
    UnitAct.MOVE: _move,
    UnitAct.MERGE: _merge,
    UnitAct.SPLIT: _split,
    UnitAct.DISSOLVE: _dissolve,
}
