"""Writing plans: reading a paper in, reviewing its lines, giving its work."""

from congvu.plans.commands.confirming import confirm_paper, undo_confirmation
from congvu.plans.commands.reading import correct_paper, read_paper
from congvu.plans.commands.reviewing import (
    add_line,
    check_line,
    drop_line,
    edit_line,
    merge_lines,
    name_unit,
    reopen_line,
    split_line,
)

__all__ = [
    "add_line",
    "check_line",
    "confirm_paper",
    "correct_paper",
    "drop_line",
    "edit_line",
    "merge_lines",
    "name_unit",
    "read_paper",
    "reopen_line",
    "split_line",
    "undo_confirmation",
]
