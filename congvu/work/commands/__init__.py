"""Every write of this room."""

from congvu.work.commands.acts import SayMore, WrongState
from congvu.work.commands.digest import send_digests
from congvu.work.commands.doing import deliver, note_progress, take_up
from congvu.work.commands.giving import CannotGive, create_tasks, give_task, hand_over, split
from congvu.work.commands.judging import (
    OwnDelivery,
    TasksMoved,
    accept,
    accept_many,
    extend,
    extend_many,
    send_back,
    withdraw,
    withdraw_untouched,
)
from congvu.work.commands.recurring import open_recurrences
from congvu.work.commands.undoing import NothingToUndo, undo

__all__ = [
    "CannotGive",
    "NothingToUndo",
    "OwnDelivery",
    "SayMore",
    "TasksMoved",
    "WrongState",
    "accept",
    "accept_many",
    "create_tasks",
    "deliver",
    "extend",
    "extend_many",
    "give_task",
    "hand_over",
    "note_progress",
    "open_recurrences",
    "send_back",
    "send_digests",
    "split",
    "take_up",
    "undo",
    "withdraw",
    "withdraw_untouched",
]
