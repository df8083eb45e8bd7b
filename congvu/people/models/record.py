"""Ratings, rewards, discipline, assessments: what was said of the person's work."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.documents.models import Fact
from congvu.people.models.base import DossierFact, text, year


class YearRating(DossierFact):
    """The rating of one calendar year; `valid` is that year."""

    year = models.SmallIntegerField(_("year"))
    level_code = CodeField(_("rating"), code_list="evaluation_levels", max_length=10, blank=False)

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


class Reward(DossierFact):
    """A title, medal, certificate of merit; `valid` begins on the day it was given."""

    kind_code = CodeField(_("reward"), code_list="reward_kinds", blank=False)
    year = year(_("year"))
    number = text(_("number of the decision"), 60)
    issuer = text(_("given by"), 300)
    reason = text(_("for what"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"reward {self.kind_code} of person {self.person_id}"


class Discipline(DossierFact):
    """A disciplinary measure; `valid` is the time it has effect."""

    kind_code = CodeField(_("measure"), code_list="discipline_kinds", max_length=20, blank=False)
    violation = text(_("main violation"), 500)
    issuer = text(_("decided by"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"discipline {self.kind_code} of person {self.person_id}"


class Assessment(DossierFact):
    """What the employing body says of the person; an internal one is not shown to the person."""

    words = models.TextField(_("assessment"), max_length=4000)
    by = text(_("assessed by"), 300)
    is_internal = models.BooleanField(
        _("internal: not shown to the person"), default=False, db_default=False
    )

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"assessment of person {self.person_id}"
