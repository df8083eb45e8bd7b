"""The facts of a dossier, each scan in a module of its own."""

from congvu.people.facts import discipline, leadership, persons, qualifications, ranks, service
from congvu.people.facts import ratings as year_ratings

_MODULES = (
    persons,
    service,
    qualifications,
    ranks,
    leadership,
    discipline,
    year_ratings,
)
SCANS = tuple(scan for module in _MODULES for scan in module.SCANS)
FACTS = tuple(fact for module in _MODULES for fact in module.FACTS)

__all__ = ["FACTS", "SCANS"]
