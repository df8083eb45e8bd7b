"""What an officer types about units, job positions, posts and quotas."""

from congvu.establishment.forms.fields import ByPaper, TakeBack
from congvu.establishment.forms.posts import (
    Describe,
    NewPosition,
    OwnCompetency,
    PositionSearch,
    Posts,
    Quota,
)
from congvu.establishment.forms.units import (
    Dissolve,
    Merge,
    MergeNew,
    Move,
    Open,
    Reclassify,
    Rename,
    Split,
    UnitSearch,
)

__all__ = [
    "ByPaper",
    "Describe",
    "Dissolve",
    "Merge",
    "MergeNew",
    "Move",
    "NewPosition",
    "Open",
    "OwnCompetency",
    "PositionSearch",
    "Posts",
    "Quota",
    "Reclassify",
    "Rename",
    "Split",
    "TakeBack",
    "UnitSearch",
]
