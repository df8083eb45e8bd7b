from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(IntegerChoices):
    """What a criterion says of a person; a criterion that does not apply says nothing."""

    MET = 1, _("met")
    NOT_MET = 2, _("not met")
    UNKNOWN = 3, _("no data to tell")


class RunState(TextChoices):
    """How far a screening has come."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
