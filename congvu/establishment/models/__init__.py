"""Units and their history, job positions, approved posts and staffing quotas."""

from congvu.establishment.models.history import UnitState, UnitSuccession
from congvu.establishment.models.position import (
    Competency,
    JobPosition,
    PositionCompetency,
    PositionRank,
    PositionTerms,
)
from congvu.establishment.models.staffing import ApprovedPosts, StaffQuota
from congvu.establishment.models.unit import Unit, UnitName

__all__ = [
    "ApprovedPosts",
    "Competency",
    "JobPosition",
    "PositionCompetency",
    "PositionRank",
    "PositionTerms",
    "StaffQuota",
    "Unit",
    "UnitName",
    "UnitState",
    "UnitSuccession",
]
