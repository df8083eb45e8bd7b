"""Ranks, pay steps, allowances."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.documents.models import Fact
from congvu.people.choices import AllowanceMode
from congvu.people.models.base import DossierFact, one_at_a_time, text


class RankHeld(DossierFact):
    """The rank (ngạch) over one period."""

    rank = models.ForeignKey("catalog.Rank", models.PROTECT, related_name="+")

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("rank_one_at_a_time", _("This person already has a rank then.")),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank_id} of person {self.person_id}"


class PayStep(DossierFact):
    """The pay step (bậc) and its coefficient over one period.

    `paid_percent` is the share paid (100 where nothing else is said). `counted_from` is the day
    from which the time to the next raise counts, where it is not the first day of the step;
    `overframe_since` the day the allowance beyond the last step began.
    """

    step = models.SmallIntegerField(_("step"), null=True, blank=True)
    coefficient = models.DecimalField(
        _("coefficient"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    paid_percent = models.SmallIntegerField(_("percent paid"), null=True, blank=True)
    counted_from = models.DateField(_("next raise counts from"), null=True, blank=True)
    overframe_percent = models.SmallIntegerField(
        _("percent above the last step"), null=True, blank=True
    )
    overframe_since = models.DateField(_("above the last step since"), null=True, blank=True)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("pay_step_one_at_a_time", _("This person already has a step then.")),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of person {self.person_id}"


class PositionPay(DossierFact):
    """Pay by job position in money: its code, step and amount in đồng a month."""

    position_code = text(_("code of the job position"), 40)
    position = text(_("job position"), 200)
    step = models.SmallIntegerField(_("step"), null=True, blank=True)
    amount_vnd = models.BigIntegerField(_("amount (đồng)"), null=True, blank=True)
    paid_percent = models.SmallIntegerField(_("percent paid"), null=True, blank=True)
    overframe_percent = models.SmallIntegerField(
        _("percent above the last step"), null=True, blank=True
    )
    overframe_since = models.DateField(_("above the last step since"), null=True, blank=True)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("position_pay_once", _("This person already has such pay then.")),
        ]

    def __str__(self) -> str:
        return f"pay by position of person {self.person_id}"


class RaiseDelay(DossierFact):
    """Months by which a decision puts off the next regular raise (kéo dài thời hạn nâng bậc)."""

    months = models.SmallIntegerField(_("months"), validators=[MinValueValidator(1)])
    reason = text(_("reason"), 300)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(months__gt=0),
                name="raise_delay_positive",
                violation_error_message=_("Give the number of months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.months} months of delay of person {self.person_id}"


class Allowance(DossierFact):
    """One allowance over one period: a percent, a coefficient of the base wage, or đồng."""

    kind_code = CodeField(_("allowance"), code_list="allowance_kinds", blank=False)
    mode = models.CharField(_("way of paying"), max_length=12, choices=AllowanceMode, blank=True)
    percent = models.DecimalField(
        _("percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    coefficient = models.DecimalField(
        _("coefficient"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    amount_vnd = models.BigIntegerField(_("amount (đồng)"), null=True, blank=True)
    note = text(_("note"), 300)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time(
                "allowance_once_a_kind",
                _("This person already has this allowance in that period."),
                each="kind_code",
            ),
        ]

    def __str__(self) -> str:
        return f"allowance {self.kind_code} of person {self.person_id}"
