"""Degrees, certificates, courses; what someone can do."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.core.periods import PartialDateField
from congvu.documents.models import Fact
from congvu.people.choices import QualificationFamily
from congvu.people.models.base import DossierFact, one_at_a_time, text


class Qualification(DossierFact):
    """A degree or certificate, valid from the day it was given (unknown: no lower end).

    `code` is of the family's code list and `level` its place there, so that "at least" can be
    asked; families without a list say what it is in `title`. `field` is the field of study, for
    a language its code. `studied_from` and `studied_to` are the months of the course.
    """

    family = models.CharField(_("kind"), max_length=20, choices=QualificationFamily)
    code = models.CharField(_("level"), max_length=20, blank=True)
    level = models.SmallIntegerField(null=True, blank=True)
    title = text(_("degree or certificate"), 300)
    field = models.CharField(_("field"), max_length=200, blank=True)
    field_code = text(_("code of the field"), 10)
    school = text(_("school"), 300)
    mode_code = CodeField(_("mode of study"), code_list="training_modes")
    grade_code = CodeField(_("grade"), code_list="graduation_grades")
    country_code = CodeField(_("country"), code_list="countries")
    number = text(_("number of the paper"), 60)
    score = text(_("score"), 20)
    studied_from = PartialDateField(_("studied from"))
    studied_to = PartialDateField(_("studied to"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"{self.family} {self.code} of person {self.person_id}"


class CompetencyLevel(DossierFact):
    """The level (1 to 5) someone was found to have in one competency of the framework."""

    competency_code = models.CharField(_("competency"), max_length=40)
    level = models.SmallIntegerField(
        _("level"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time(
                "competency_one_level_at_a_time",
                _("This person already has a level in that competency then."),
                each="competency_code",
            ),
        ]

    def __str__(self) -> str:
        return f"competency {self.competency_code} of person {self.person_id}"
