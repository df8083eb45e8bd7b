"""The lines of a plan: work to be given, aims, and who reports."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.plans.choices import LineState


class Timed(models.Model):
    """A time as printed and as understood; the fields follow the plan schema's deadline."""

    deadline_raw = models.CharField(_("time as printed"), max_length=500, blank=True)
    deadline_kind = models.CharField(_("kind of time"), max_length=20, default="none")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    every = models.CharField(_("comes back every"), max_length=10, blank=True)
    min_times = models.SmallIntegerField(_("at least so many times"), null=True, blank=True)
    due_mmdd = models.CharField(_("on these days"), max_length=60, blank=True)
    event = models.CharField(_("after or when"), max_length=1000, blank=True)

    class Meta:
        abstract = True


class PlanLine(Timed):
    """One piece of work the paper gives, as read and as the reviewer left it.

    `first_line` and `last_line` point into the paper's text (from 1, inclusive); `evidence`
    lists further such pairs. `lead_unit_ids` and `partner_unit_ids` are what the printed names
    resolve to today; `unknown` are names nobody resolved: they are asked.
    """

    paper = models.ForeignKey("plans.PlanPaper", models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    ref = models.CharField(_("number"), max_length=60, blank=True)
    parent_ref = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=1000, blank=True)
    text = models.TextField(_("what is to be done"))
    products = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    lead = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    coordinating = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    lead_unit_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    partner_unit_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    unknown = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    evidence = models.JSONField(default=list)
    confidence = models.DecimalField(max_digits=4, decimal_places=3, default=1)
    state = models.CharField(max_length=10, choices=LineState, default=LineState.OPEN)
    is_edited = models.BooleanField(default=False)
    change = models.CharField(max_length=10, blank=True)
    task = models.ForeignKey("work.Task", models.PROTECT, null=True, related_name="+")
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["paper", "order"], name="plan_line_order"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text[:80]}".strip()


class PlanTarget(models.Model):
    """A measurable aim of the paper; `metric_code` names the figure the system itself knows."""

    paper = models.ForeignKey("plans.PlanPaper", models.CASCADE, related_name="targets")
    order = models.PositiveIntegerField()
    text = models.TextField()
    metric = models.CharField(max_length=1000, blank=True)
    metric_code = models.CharField(max_length=40, blank=True)
    comparator = models.CharField(max_length=10)
    value_low = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    value_high = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    measure = models.CharField(max_length=60, blank=True)
    by_year = models.SmallIntegerField(null=True)
    scope = models.CharField(max_length=500, blank=True)
    first_line = models.PositiveIntegerField(null=True)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:80]


class PlanReporting(Timed):
    """Who reports to whom, through whom, when."""

    paper = models.ForeignKey("plans.PlanPaper", models.CASCADE, related_name="reporting")
    order = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    who = ArrayField(models.CharField(max_length=500), default=list)
    to = models.CharField(max_length=300, blank=True)
    via = models.CharField(max_length=300, blank=True)
    first_line = models.PositiveIntegerField(null=True)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:80]
