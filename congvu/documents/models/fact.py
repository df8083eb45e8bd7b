"""What every fact has: a period, a basis, a place, and a history nobody can rewrite."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.periods import PartialDateField


class Fact(models.Model):
    """A row that was true over `valid`, resting on the paper `basis`.

    Never overwritten or deleted: the end of `valid` is set once (with `end_basis`), a mistaken
    row names the one that replaced it, or the paper that voided it. A trigger refuses every
    other change (`congvu.documents.history.fact_table`). `since_printed` and `until_printed`
    keep a date that the paper gives only by year or month; the range then holds its bounds.
    `unit_path` is where the person stands today; the database keeps it in step.
    """

    valid = DateRangeField(_("valid"))
    since_printed = PartialDateField()
    until_printed = PartialDateField()
    basis = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    # Papers and facts are never deleted, and nobody asks from these ends: no index.
    end_basis = models.ForeignKey(
        "documents.Paper", models.PROTECT, null=True, related_name="+", db_index=False
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", db_index=False
    )
    voided_by = models.ForeignKey(
        "documents.Paper", models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_disputed = models.BooleanField(default=False)
    unit_path = PathField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    STANDS: ClassVar[Q] = Q(replaced_by=None, voided_by=None)
    UNDISPUTED: ClassVar[Q] = STANDS & Q(is_disputed=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid__isempty=False),
                name="%(class)s_period_not_empty",
                violation_error_message=_("The last day lies before the first."),
            )
        ]
