from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    """What a fact may rest on."""

    DECISION = "decision", _("signed decision")
    CERTIFICATE = "certificate", _("diploma or certificate")
    IMPORTED_LIST = "imported_list", _("imported list")
    DECLARATION = "declaration", _("the person's own declaration")
    PLAN = "plan", _("plan paper")
    EVIDENCE = "evidence", _("product or evidence")


UNVERIFIED = frozenset({PaperKind.IMPORTED_LIST, PaperKind.DECLARATION})
"""Bases that leave a fact unverified until a paper confirms it."""
