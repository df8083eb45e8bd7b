"""Job positions (vị trí việc làm): what the work is and whom it asks for."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.core.languages import in_words
from congvu.core.querysets import PeriodQuerySet
from congvu.documents.models import Fact
from congvu.establishment.choices import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    CompetencyGroup,
    Corps,
    ManagingLevel,
    PositionKind,
    PositionSubtype,
)
from congvu.establishment.querysets import FactQuerySet

LEVELS = Q(level__gte=LOWEST_LEVEL, level__lte=HIGHEST_LEVEL)


class Competency(models.Model):
    """One competency (năng lực) of the framework, asked at a level from 1 to 5.

    `source` and `confidence` say where it comes from; those of group OWN are the province's.
    Retired, never removed.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=12, choices=CompetencyGroup)
    order = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default="sure")
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return in_words({"vi": self.name, "en": self.name_en})


class JobPosition(models.Model):
    """One line of the catalogue of job positions.

    `code` never changes. `title_code` is the leadership title the position carries, empty for one
    that leads nobody. `unit` is the agency the position belongs to; NULL: the whole province uses
    it. Name, kind and `title_code` repeat the `PositionTerms` of today.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=4, choices=PositionKind)
    subtype = models.CharField(_("sub-type"), max_length=12, choices=PositionSubtype, blank=True)
    corps = models.CharField(_("corps"), max_length=2, choices=Corps)
    level = models.CharField(_("managing level"), max_length=10, choices=ManagingLevel)
    title_code = models.CharField(_("leadership title"), max_length=40, blank=True)
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, null=True, related_name="+")
    valid = DateRangeField(_("in use"))
    order = models.PositiveIntegerField(default=0)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(subtype="") | Q(kind=PositionKind.PROFESSIONAL),
                name="position_subtype_of_professional",
                violation_error_message=_("Only professional positions have a sub-type."),
            ),
            models.CheckConstraint(
                condition=Q(title_code="") | Q(kind=PositionKind.LEADING),
                name="position_title_of_leading",
                violation_error_message=_("Only leading positions carry a leadership title."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PositionTerms(Fact):
    """What the paper says of a job position over a period: the job description.

    The ranks and competency levels it asks for are rows of their own below it.
    """

    position = models.ForeignKey(JobPosition, models.PROTECT, related_name="terms")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=4, choices=PositionKind)
    subtype = models.CharField(_("sub-type"), max_length=12, choices=PositionSubtype, blank=True)
    title_code = models.CharField(_("leadership title"), max_length=40, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    duties = models.TextField(_("duties"), blank=True)
    products = models.TextField(_("products"), blank=True)
    powers = models.TextField(_("powers"), blank=True)
    relations = models.TextField(_("working relations"), blank=True)
    requirements = models.TextField(_("requirements"), blank=True)

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            ExclusionConstraint(
                name="position_terms_one_at_a_time",
                expressions=[("position", "="), ("valid", "&&")],
                condition=Fact.STANDS,
                violation_error_message=_("The position has a description in that period already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PositionRank(models.Model):
    """A rank somebody in the position may hold, by its terms. Never changed."""

    terms = models.ForeignKey(PositionTerms, models.PROTECT, related_name="ranks")
    rank = models.ForeignKey("catalog.Rank", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["terms", "rank"], name="position_rank_once")
        ]

    def __str__(self) -> str:
        return f"{self.rank_id} of terms {self.terms_id}"


class PositionCompetency(models.Model):
    """The level of a competency the position asks for, by its terms. Never changed."""

    terms = models.ForeignKey(PositionTerms, models.PROTECT, related_name="competencies")
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")
    level = models.SmallIntegerField(_("level"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["terms", "competency"], name="position_competency_once"
            ),
            models.CheckConstraint(
                condition=LEVELS,
                name="position_competency_level",
                violation_error_message=_("A competency has a level from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency_id} at {self.level} of terms {self.terms_id}"
