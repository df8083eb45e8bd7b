"""A plan paper as it came and as it was read."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.plans.choices import PaperState
from congvu.plans.querysets import PaperQuerySet


class PlanPaper(models.Model):
    """One plan, resolution or decision that gives work to units.

    `text` is what was read, line by line (`\\n`); line numbers of tasks count from 1.
    `reading` keeps the reader's whole answer as it was, for comparison with a corrected version.
    `fingerprint` is the SHA-256 of the text without its blanks: the same paper is read once.
    `reader_unit_ids` are the units a confirmed paper gives work to: they may read it too.
    """

    title = models.CharField(_("title"), max_length=1000)
    number = models.CharField(_("number"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    issued = models.CharField(_("date"), max_length=10, blank=True)
    period_from = models.SmallIntegerField(null=True)
    period_to = models.SmallIntegerField(null=True)
    legal_bases = models.JSONField(default=list)
    text = models.TextField()
    reading = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=PaperState, default=PaperState.REVIEWING)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    unit_path = PathField()
    reader_unit_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fingerprint", "unit_path"],
                condition=~Q(state=PaperState.REPLACED),
                name="plan_paper_read_once",
                violation_error_message=_("This paper was read already."),
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            GistIndex(fields=["unit_path"], name="plan_paper_unit_path"),
            GinIndex(fields=["reader_unit_ids"], name="plan_paper_readers"),
            models.Index(fields=["-read_at"], name="plan_paper_read_at"),
        ]

    def __str__(self) -> str:
        return self.title
