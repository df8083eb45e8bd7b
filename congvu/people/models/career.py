"""Posts, service, employment: what someone does for whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.documents.models import Fact
from congvu.people.choices import HardWorkKind, PostingKind
from congvu.people.models.base import DossierFact, one_at_a_time, text


class Posting(DossierFact):
    """One post held over one period; `title` as printed.

    `title_code` is the leadership title of `establishment`, empty for a post that leads nobody.
    `unit_printed` is the unit as the paper names it, where it stands in no tree (earlier posts,
    posts of the Party). `is_main` repeats that `kind` is the main post.

    `job_position` is the job position as printed, `position` the line of the catalogue it is.
    `term_ends_on` is the last day of the term of appointment, inclusive; NULL without a term.
    `began_by` is the kind of decision that started it: rotations and secondments are told by it.
    """

    kind = models.CharField(
        _("kind of post"),
        max_length=16,
        choices=PostingKind,
        default=PostingKind.MAIN,
        db_default=PostingKind.MAIN.value,
    )
    unit = models.ForeignKey(
        "establishment.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_printed = models.CharField(_("unit as printed"), max_length=300, blank=True)
    title = models.CharField(_("post"), max_length=200, blank=True)
    title_code = models.CharField(max_length=40, blank=True)
    job_position = models.CharField(_("job position"), max_length=200, blank=True)
    position = models.ForeignKey(
        "establishment.JobPosition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("position of the catalogue"),
    )
    main_duty = text(_("main duty"), 300)
    is_main = models.BooleanField(_("main post"), default=True)
    term_ends_on = models.DateField(_("term ends"), null=True, blank=True)
    began_by = CodeField(_("began by"), code_list="decision_kinds")

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time(
                "posting_one_main_at_a_time",
                _("This person already holds a main post in that period."),
                condition=Q(is_main=True),
            ),
            models.CheckConstraint(
                condition=Q(is_main=True, kind=PostingKind.MAIN.value)
                | (Q(is_main=False) & ~Q(kind=PostingKind.MAIN.value)),
                name="posting_main_is_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"posting {self.pk} of person {self.person_id}"


class Service(DossierFact):
    """Service from recruitment to leaving.

    `kind_code` says how one came (exam, selection, reception ...), `body` and `position` where
    and for what, as printed on the paper of recruitment.
    """

    kind_code = CodeField(_("way of recruitment"), code_list="recruitment_kinds")
    body = text(_("recruiting body"), 300)
    position = text(_("position recruited for"), 200)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("service_one_at_a_time", _("This person already serves then.")),
        ]

    def __str__(self) -> str:
        return f"service of person {self.person_id}"


class EmploymentStatus(DossierFact):
    """At work, on leave, seconded away, suspended, retired ...: one at a time."""

    status_code = CodeField(_("status"), code_list="employment_status", blank=False)
    reason = text(_("reason"), 300)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("status_one_at_a_time", _("This person already has a status then.")),
        ]

    def __str__(self) -> str:
        return f"status {self.status_code} of person {self.person_id}"


class HardWork(DossierFact):
    """A time in hard or hazardous work of the State's list, or in a specially difficult area.

    `detail` is the line of the list, or the place. Long enough, it lowers the retirement age.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=HardWorkKind)
    detail = text(_("work or place"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"hard work of person {self.person_id}"


class Contract(DossierFact):
    """A work or labour contract and its period."""

    kind_code = CodeField(_("kind of contract"), code_list="object_kinds")
    number = text(_("number"), 60)
    employer = text(_("employer"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"contract {self.number} of person {self.person_id}"


class PlannedPost(DossierFact):
    """A post one was planned for: the published result alone, never its preparation."""

    title = text(_("post planned for"), 200)
    title_code = text(_("leadership title"), 40)
    term = text(_("term"), 40)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"planning of person {self.person_id}"
