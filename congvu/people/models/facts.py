"""The families of facts of a dossier."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.documents.models import Fact
from congvu.people.choices import QualificationFamily
from congvu.people.querysets import FactQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DossierFact(Fact):
    """A fact about one person."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="%(class)ss")

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        abstract = True


def _one_at_a_time(
    name: str, message: "StrOrPromise", condition: Q | None = None
) -> ExclusionConstraint:
    """No two undisputed standing rows of one person may overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[("person", "="), ("valid", "&&")],
        condition=Fact.UNDISPUTED & condition if condition else Fact.UNDISPUTED,
        violation_error_message=message,
    )


class Posting(DossierFact):
    """One post held over one period; `title` as printed.

    `title_code` is the leadership title of `establishment`, empty for a post that leads nobody.
    `unit_printed` is the unit as the list named it, where it stands in no tree (earlier posts).

    `term_ends_on` is the last day of the term of appointment, inclusive; NULL without a term.
    """

    unit = models.ForeignKey("establishment.Unit", models.PROTECT, null=True, related_name="+")
    unit_printed = models.CharField(_("unit as printed"), max_length=300, blank=True)
    title = models.CharField(_("post"), max_length=200, blank=True)
    title_code = models.CharField(max_length=40, blank=True)
    job_position = models.CharField(_("job position"), max_length=200, blank=True)
    is_main = models.BooleanField(_("main post"), default=True)
    term_ends_on = models.DateField(_("term ends"), null=True)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            _one_at_a_time(
                "posting_one_main_at_a_time",
                _("This person already holds a main post in that period."),
                condition=Q(is_main=True),
            ),
        ]

    def __str__(self) -> str:
        return f"posting {self.pk} of person {self.person_id}"


class RankHeld(DossierFact):
    """The rank (ngạch) over one period."""

    rank = models.ForeignKey("catalog.Rank", models.PROTECT, related_name="+")

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            _one_at_a_time("rank_one_at_a_time", _("This person already has a rank then.")),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank_id} of person {self.person_id}"


class PayStep(DossierFact):
    """The pay step (bậc) and its coefficient over one period."""

    step = models.SmallIntegerField(_("step"), null=True)
    coefficient = models.DecimalField(_("coefficient"), max_digits=4, decimal_places=2, null=True)
    overframe_percent = models.SmallIntegerField(_("percent above the last step"), null=True)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            _one_at_a_time("pay_step_one_at_a_time", _("This person already has a step then.")),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of person {self.person_id}"


class Qualification(DossierFact):
    """A degree or certificate, valid from the day it was given (unknown: no lower end).

    `level` is the place in the family's code list, so that "at least" can be asked.
    """

    family = models.CharField(max_length=12, choices=QualificationFamily)
    code = models.CharField(max_length=20)
    level = models.SmallIntegerField(null=True)
    field = models.CharField(_("field"), max_length=200, blank=True)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"{self.family} {self.code} of person {self.person_id}"


class PartyMembership(DossierFact):
    """Membership of the Party from admission; `official_on` is the day it became official.

    `official_printed` keeps an official day known by year or month only.
    """

    official_on = models.DateField(null=True)
    official_printed = models.CharField(max_length=10, blank=True)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            _one_at_a_time("party_one_at_a_time", _("This person is already a member then.")),
        ]

    def __str__(self) -> str:
        return f"party membership of person {self.person_id}"


class Service(DossierFact):
    """Service from recruitment to leaving."""

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            _one_at_a_time("service_one_at_a_time", _("This person already serves then.")),
        ]

    def __str__(self) -> str:
        return f"service of person {self.person_id}"


class YearRating(DossierFact):
    """The rating of one calendar year; `valid` is that year."""

    year = models.SmallIntegerField(_("year"))
    level_code = models.CharField(_("rating"), max_length=10)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Fact.UNDISPUTED,
                name="rating_once_a_year",
                violation_error_message=_("This person already has a rating for that year."),
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.year} of person {self.person_id}"


class Discipline(DossierFact):
    """A disciplinary measure; `valid` is the time it has effect."""

    kind_code = models.CharField(_("measure"), max_length=20)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"discipline {self.kind_code} of person {self.person_id}"
