"""Every read of this room."""

from congvu.work.selectors.board import CARDS, Board, Card, Column, Lane, board_of, cards_of
from congvu.work.selectors.figures import (
    Lateness,
    Load,
    busiest_people,
    late_tasks,
    lateness_of_units,
    soon_late_tasks,
)
from congvu.work.selectors.inbox import (
    SHOWN,
    Waiting,
    digest_on,
    inbox_of,
    my_tasks,
    tasks_to_accept,
)
from congvu.work.selectors.progress import progress_of, progress_of_each
from congvu.work.selectors.search import COUNT_CAP, count_tasks, search_tasks, soon_until
from congvu.work.selectors.task import (
    WholeTask,
    file_of,
    get_task,
    people_to_assign,
    unit_of_code,
    units_to_assign,
    units_to_follow,
    whole_task,
)

__all__ = [
    "CARDS",
    "COUNT_CAP",
    "SHOWN",
    "Board",
    "Card",
    "Column",
    "Lane",
    "Lateness",
    "Load",
    "Waiting",
    "WholeTask",
    "board_of",
    "busiest_people",
    "cards_of",
    "count_tasks",
    "digest_on",
    "file_of",
    "get_task",
    "inbox_of",
    "late_tasks",
    "lateness_of_units",
    "my_tasks",
    "people_to_assign",
    "progress_of",
    "progress_of_each",
    "search_tasks",
    "soon_late_tasks",
    "soon_until",
    "tasks_to_accept",
    "unit_of_code",
    "units_to_assign",
    "units_to_follow",
    "whole_task",
]
