"""What issuing a decision does to dossiers: a few effects that kinds put together as data."""

from collections.abc import Callable, Mapping
from typing import Any

from congvu.decisions.effects import careers, facts, organisation, targets
from congvu.decisions.work import Work
from congvu.people.types import Change

Effect = Callable[[Work, Mapping[str, Any]], list[Change]]

EFFECTS: Mapping[str, Effect] = {
    "open": facts.open_,
    "close": facts.close,
    "renew": facts.renew,
    "rate": facts.rate,
    "status": careers.status,
    "leave": careers.leave,
    "recruit": careers.recruit,
    "correct_person": careers.correct_column,
    "change_unit": organisation.change_unit,
    "approve_posts": organisation.approve_posts,
    "give_quota": organisation.give_quota,
    "target": targets.act_on_target,
}
"""By the word that kinds use (`do`)."""


def run(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """Run one effect unless its condition leaves it out; return what it changed."""
    if "if" in effect and not work.value(effect["if"]):
        return []
    if "unless" in effect and work.value(effect["unless"]):
        return []
    return EFFECTS[effect["do"]](work, effect)
