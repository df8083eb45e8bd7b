"""What the office wrote into a dossier by hand, and what people propose to have written."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.querysets import ScopedQuerySet
from congvu.documents.choices import PaperKind
from congvu.people.choices import ProposalAct, ProposalState


class DossierEntry(models.Model):
    """One writing by hand: the paper it rests on, and by which later paper it was taken back."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="entries")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True, editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    taken_back_by = models.ForeignKey(
        "documents.Paper", models.PROTECT, null=True, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"entry {self.pk} of person {self.person_id}"


class EntryChange(models.Model):
    """One thing an entry did to the dossier: `types.Change` as a row, by which it is undone."""

    entry = models.ForeignKey(DossierEntry, models.PROTECT, related_name="changes")
    family = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    act = models.CharField(max_length=12)
    was_until = models.DateField(null=True)
    until_printed = models.CharField(max_length=10, blank=True)
    column = models.CharField(max_length=60, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.act} of entry {self.entry_id}"


class ChangeProposal(models.Model):
    """What a person asks to have changed in the own dossier, with the paper that proves it.

    `family` and `row_id` say which fact ("person" and the name of the column in `column` for a
    column of the person); a new fact has no `row_id`. `since` and `until` are printed dates.
    `subject` names the fact asked about: of the open ones each stands once.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="proposals")
    account_id = models.BigIntegerField(editable=False)
    act = models.CharField(_("what is asked"), max_length=12, choices=ProposalAct)
    family = models.CharField(max_length=40)
    row_id = models.BigIntegerField(null=True)
    column = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=120)
    since = models.CharField(_("from"), max_length=10, blank=True)
    until = models.CharField(_("to"), max_length=10, blank=True)
    paper_kind = models.CharField(
        _("rests on"), max_length=20, choices=PaperKind, default=PaperKind.DECLARATION
    )
    paper_title = models.CharField(_("paper"), max_length=300, blank=True)
    paper_number = models.CharField(_("number"), max_length=60, blank=True)
    paper_issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    paper_signed_on = models.DateField(_("signed on"), null=True, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note to the keeper"), max_length=500, blank=True)
    state = models.CharField(
        max_length=12, choices=ProposalState, default=ProposalState.OPEN, db_index=True
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    due_on = models.DateField(_("due"))
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    entry = models.ForeignKey(DossierEntry, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "subject"],
                condition=Q(state=ProposalState.OPEN),
                name="proposal_open_once_a_fact",
                violation_error_message=_(
                    "You have already proposed a change of this. Withdraw that proposal first."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(reason=""),
                name="proposal_refused_with_a_reason",
                violation_error_message=_("Say why you refuse."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("due_on"), F("id"), name="proposal_by_day")
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk} of person {self.person_id}"


class ProposedValue(models.Model):
    """One column of a proposed fact, as the text the form was given and took for good."""

    proposal = models.ForeignKey(ChangeProposal, models.CASCADE, related_name="values")
    column = models.CharField(max_length=60)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "column"], name="proposed_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.column} of proposal {self.proposal_id}"
