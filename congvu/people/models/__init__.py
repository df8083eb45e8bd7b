"""The dossier: one person and the families of facts about that person; lists on their way in."""

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
from congvu.people.models.person import Person, PersonChange
from congvu.people.models.staff_import import ImportRow, SavedView, StaffImport

__all__ = [
    "Discipline",
    "ImportRow",
    "PartyMembership",
    "PayStep",
    "Person",
    "PersonChange",
    "Posting",
    "Qualification",
    "RankHeld",
    "SavedView",
    "Service",
    "StaffImport",
    "YearRating",
]
