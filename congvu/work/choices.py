from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a task stands between giver and bearer."""

    GIVEN = "given", _("newly given")
    IN_HAND = "in_hand", _("in hand")
    DELIVERED = "delivered", _("waiting for acceptance")
    RETURNED = "returned", _("sent back")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


WITH_BEARER = (State.GIVEN, State.IN_HAND, State.RETURNED)
"""States in which the bearer has to act."""

OPEN = (*WITH_BEARER, State.DELIVERED)
"""States in which somebody has to act."""


UNFINISHED = "unfinished"
"""Asks a list for every state in `OPEN`."""


class DeadlineKind(TextChoices):
    """How a paper says by when."""

    BY_DATE = "by_date", _("by a day")
    QUARTER = "quarter", _("in a quarter")
    MONTH = "month", _("in a month")
    YEAR = "year", _("in a year")
    RANGE = "range", _("from one time to another")
    RECURRING = "recurring", _("again and again")
    ONGOING = "ongoing", _("all the time")
    ON_DEMAND = "on_demand", _("when asked")
    AFTER_EVENT = "after_event", _("after an event")
    NONE = "none", _("no time given")


class Every(TextChoices):
    """How often a recurring duty comes back."""

    YEAR = "year", _("every year")
    QUARTER = "quarter", _("every quarter")
    MONTH = "month", _("every month")


class Act(TextChoices):
    """What was done to a task: one line of its history."""

    GIVEN = "given", _("gave the task")
    TAKEN_UP = "taken_up", _("took the task up")
    NOTED = "noted", _("noted progress")
    DELIVERED = "delivered", _("delivered")
    ACCEPTED = "accepted", _("accepted")
    SENT_BACK = "sent_back", _("sent back")
    EXTENDED = "extended", _("gave more time")
    SPLIT = "split", _("split the task")
    HANDED_OVER = "handed_over", _("handed over")
    WITHDRAWN = "withdrawn", _("withdrew the task")
    OPENED = "opened", _("opened for the period")
    UNDONE = "undone", _("undid the last act")
