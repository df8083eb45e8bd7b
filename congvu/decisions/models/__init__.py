"""Decisions on their way and in force, what they did, and the numbers of each body."""

from congvu.decisions.models.decision import Decision, DecisionEvent, DecisionLine
from congvu.decisions.models.effects import DecisionChange
from congvu.decisions.models.numbering import Letterhead, NumberBook
from congvu.decisions.models.revision import Revision

__all__ = [
    "Decision",
    "DecisionChange",
    "DecisionEvent",
    "DecisionLine",
    "Letterhead",
    "NumberBook",
    "Revision",
]
