from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What an account is in one part of the tree; `roles.yaml` says what each may do."""

    ADMINISTRATOR = "administrator", _("administrator")
    OFFICER = "officer", _("personnel officer")
    HEAD = "head", _("head of agency")
    MEMBER = "member", _("civil servant")
    LEADER = "leader", _("provincial leader")
    INSPECTOR = "inspector", _("inspector")
