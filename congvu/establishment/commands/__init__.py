"""Writing units, job positions, approved posts and quotas: one function per act of the office."""

from congvu.establishment.commands.by_hand import act_by_paper, take_paper_back
from congvu.establishment.commands.changing import (
    dissolve_unit,
    move_unit,
    open_unit,
    reclassify_unit,
    rename_unit,
)
from congvu.establishment.commands.describing import (
    add_competency,
    describe_position,
    load_competencies,
)
from congvu.establishment.commands.joining import merge_units, split_unit
from congvu.establishment.commands.loading import load_units
from congvu.establishment.commands.renewing import renew_units
from congvu.establishment.commands.revoking import take_back
from congvu.establishment.commands.staffing import (
    approve_posts,
    approve_table,
    give_quota,
    give_quota_table,
)

__all__ = [
    "act_by_paper",
    "add_competency",
    "approve_posts",
    "approve_table",
    "describe_position",
    "dissolve_unit",
    "give_quota",
    "give_quota_table",
    "load_competencies",
    "load_units",
    "merge_units",
    "move_unit",
    "open_unit",
    "reclassify_unit",
    "rename_unit",
    "renew_units",
    "split_unit",
    "take_back",
    "take_paper_back",
]
