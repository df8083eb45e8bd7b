from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperState(TextChoices):
    """How far a plan paper has come."""

    REVIEWING = "reviewing", _("being reviewed")
    CONFIRMED = "confirmed", _("confirmed: its work is given")
    REPLACED = "replaced", _("replaced by a corrected version")


class LineState(TextChoices):
    """What the reviewer said of one line."""

    OPEN = "open", _("not looked at yet")
    CHECKED = "checked", _("checked")
    DROPPED = "dropped", _("left out")


class Stand(TextChoices):
    """How a task of a plan stands on a day."""

    DONE = "done", _("done")
    LATE = "late", _("late")
    SOON = "soon", _("due soon")
    RUNNING = "running", _("running")
