"""A personnel decision from its draft to its end."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.decisions.choices import Act, LaterFacts, SigningMode, State
from congvu.documents.models import Paper


class Decision(models.Model):
    """One decision of one issuing body.

    `number` is given at signing, with `signed_on`; together with issuer and year it is unique.
    `effective_on` is the first day its effects hold. `paper` is what the facts it makes rest on.
    `target` is the decision it corrects or revokes, and `later_facts` says what then becomes of
    what leans on that one. `articles`, `bases` and `recipients` are the wording as the drafter
    left it; empty `articles` are worded by the kind.
    """

    kind_code = CodeField(_("kind"), code_list="decision_kinds", blank=False)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    issuer = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    unit_path = PathField()
    summary = models.CharField(_("about"), max_length=500)
    summary_fold = models.GeneratedField(
        expression=Func(F("summary"), function="vn_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )
    drafted_on = models.DateField(_("drafted on"))
    effective_on = models.DateField(_("in force from"))
    number = models.PositiveIntegerField(_("number"), null=True)
    year = models.SmallIntegerField(_("year"), null=True)
    symbol = models.CharField(_("symbol"), max_length=60)
    signed_on = models.DateField(_("signed on"), null=True)
    place = models.CharField(_("place"), max_length=100)
    bases = ArrayField(
        models.CharField(max_length=1000), verbose_name=_("legal bases"), default=list, blank=True
    )
    articles = ArrayField(
        models.TextField(max_length=5000), verbose_name=_("articles"), default=list, blank=True
    )
    recipients = ArrayField(
        models.CharField(max_length=300), verbose_name=_("recipients"), default=list, blank=True
    )
    signing_mode = models.CharField(
        _("signs"), max_length=4, choices=SigningMode, default=SigningMode.HEAD
    )
    signer_account = models.ForeignKey(
        "access.Account", models.PROTECT, null=True, related_name="+"
    )
    signer_name = models.CharField(_("signer"), max_length=200, blank=True)
    signer_post = models.CharField(_("post of the signer"), max_length=200, blank=True)
    target = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="about_it", verbose_name=_("decision")
    )
    later_facts = models.CharField(
        _("later decisions"), max_length=12, choices=LaterFacts, default=LaterFacts.ASK
    )
    paper = models.OneToOneField(
        "documents.Paper", models.PROTECT, null=True, related_name="decision"
    )
    issued_on = models.DateField(_("issued on"), null=True)
    drafted_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["issuer", "year", "symbol", "number"],
                condition=Q(number__isnull=False),
                name="decision_number_once",
                violation_error_message=_("This number is taken already."),
            ),
            models.CheckConstraint(
                condition=Q(number=None, signed_on=None, paper=None)
                | Q(number__isnull=False, signed_on__isnull=False, paper__isnull=False),
                name="decision_signed_whole",
                violation_error_message=_("Number, day and signature come in one act."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False)
                | Q(state__in=["draft", "checked", "submitted", "dropped"]),
                name="decision_in_force_is_signed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GistIndex(fields=["unit_path"], name="decision_unit_path"),
            models.Index(fields=["state", "-drafted_at"], name="decision_by_state"),
            models.Index(fields=["kind_code", "-effective_on"], name="decision_by_kind"),
            models.Index(fields=["-drafted_at", "-id"], name="decision_by_age"),
            models.Index(fields=["state"], include=["unit_path", "id"], name="decision_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.summary}".strip()

    def signed_paper(self) -> Paper:
        """The paper of a signed decision.

        Raises: LookupError for one that nobody signed.
        """
        if self.paper is None:
            raise LookupError("not signed")
        return self.paper

    @property
    def number_text(self) -> str:
        """Number and symbol as printed: `05/QĐ-SNV`; "" while unsigned."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""


class DecisionLine(models.Model):
    """One person (or unit) a decision is about, with the values its kind asks for.

    `values` are the drafter's answers by the name of the field, as texts; they become typed facts
    when the decision is issued. `name` is the person's as the drafter knew it: who reads the
    decision by office reads it still when the dossier has gone to other units.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField(default=0)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="", db_default="")
    values = models.JSONField(default=dict)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["decision", "person"],
                condition=Q(person__isnull=False),
                name="decision_names_a_person_once",
                violation_error_message=_("The decision already names this person."),
            )
        ]

    def __str__(self) -> str:
        return f"line {self.order} of decision {self.decision_id}"

    @property
    def full_name(self) -> str:
        """Who it is about; whoever has no dossier yet is told by the answers."""
        known = self.person.full_name if self.person else self.name
        return known or str(self.values.get("full_name", ""))


class DecisionEvent(models.Model):
    """One act on a decision: who, when, why. Never changed."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="events")
    act = models.CharField(max_length=10, choices=Act)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=200)
    note = models.CharField(_("reason"), max_length=1000, blank=True)
    unit_path = PathField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.act} of decision {self.decision_id}"
