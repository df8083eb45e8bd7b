from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a decision has come. Each step is one act of one person."""

    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    SUBMITTED = "submitted", _("waiting for the signature")
    SIGNED = "signed", _("signed")
    SEALED = "sealed", _("sealed")
    ISSUED = "issued", _("issued")
    CORRECTED = "corrected", _("corrected")
    REVOKED = "revoked", _("revoked")
    DROPPED = "dropped", _("dropped")


OPEN = (State.DRAFT, State.CHECKED, State.SUBMITTED, State.SIGNED, State.SEALED)
"""On its way: neither in force nor done with."""

IN_FORCE = (State.ISSUED, State.CORRECTED)
"""Its effects stand."""


class Act(TextChoices):
    """What was done to a decision."""

    DRAFT = "draft", _("drafted it")
    CHANGE = "change", _("changed the draft")
    CHECK = "check", _("checked it")
    RETURN = "return", _("sent it back")
    SUBMIT = "submit", _("submitted it for signature")
    SIGN = "sign", _("signed it")
    SEAL = "seal", _("put the seal of the body on it")
    ISSUE = "issue", _("issued it")
    CORRECT = "correct", _("corrected it by another decision")
    REVOKE = "revoke", _("revoked it by another decision")
    DROP = "drop", _("dropped the draft")
    ADD = "add", _("added a revision to the paper")


class SigningMode(TextChoices):
    """In whose place the signer signs (NĐ 30/2020, Điều 13)."""

    HEAD = "TT", _("head, in own name")
    BODY = "TM", _("TM.: on behalf of the collective body")
    DEPUTY = "KT", _("KT.: deputy, for the head")
    ORDER = "TL", _("TL.: by order")
    AUTHORISED = "TUQ", _("TUQ.: by authorisation")
    ACTING = "Q", _("Q.: acting head")


class LaterFacts(TextChoices):
    """What becomes of later decisions that lean on one that is revoked."""

    ASK = "ask", _("ask me")
    KEEP = "keep", _("they stay; what was before runs up to them")
    REVOKE_TOO = "revoke_too", _("they are revoked as well")


class UnitAct(TextChoices):
    """What a decision on organisation does to a unit."""

    OPEN = "open", _("set up")
    RENAME = "rename", _("rename")
    MOVE = "move", _("move under another unit")
    JOIN = "join", _("merge into a standing unit")
    MERGE = "merge", _("merge into a new unit")
    SPLIT_OFF = "split_off", _("split off; the unit goes on")
    SPLIT = "split", _("split; the unit ends")
    DISSOLVE = "dissolve", _("dissolve")
