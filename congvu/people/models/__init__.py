"""The dossier: one person and the families of facts about that person."""

from congvu.people.models.facts import (
    Discipline,
    PartyMembership,
    PayStep,
    Posting,
    Qualification,
    RankHeld,
    Service,
    YearRating,
)
from congvu.people.models.person import Person

__all__ = [
    "Discipline",
    "PartyMembership",
    "PayStep",
    "Person",
    "Posting",
    "Qualification",
    "RankHeld",
    "Service",
    "YearRating",
]
