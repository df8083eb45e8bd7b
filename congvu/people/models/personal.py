"""Family, own history, travel, health, property: the person outside the office."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.documents.models import Fact
from congvu.people.choices import FamilySide, HistoryKind, PropertyKind
from congvu.people.models.base import DossierFact, text, year


class FamilyMember(DossierFact):
    """One relative, of the person's own side or of the spouse's.

    The long fourth column of printed forms is put together from the parts; `detail` keeps what
    an imported form says in one piece.
    """

    side = models.CharField(_("side"), max_length=8, choices=FamilySide, default=FamilySide.OWN)
    relation_code = CodeField(_("relation"), code_list="family_relations", blank=False)
    full_name = models.CharField(_("full name"), max_length=200)
    birth_year = year(_("year of birth"))
    deceased_year = year(_("year of death"))
    personal_id = text(_("personal ID"), 12)
    home_place = text(_("home place"), 300)
    occupation = text(_("occupation, post, work unit"), 500)
    residence = text(_("residence"), 300)
    organisations = text(_("organisations"), 300)
    country_code = CodeField(_("lives in (country)"), code_list="countries")
    abroad = text(_("abroad: nationality, work"), 300)
    old_regime = text(_("former regime, convictions"), 500)
    is_same_agency = models.BooleanField(
        _("works in the same agency"), default=False, db_default=False
    )
    detail = text(_("as printed"), 2000)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(personal_id="") | Q(personal_id__regex=r"^\d{9}(\d{3})?$"),
                name="family_member_personal_id_digits",
                violation_error_message=_("A personal ID has 12 digits (an old one 9)."),
            ),
        ]

    def __str__(self) -> str:
        return f"relative of person {self.person_id}"


class PersonalHistory(DossierFact):
    """Detention, work for the former regime, ties with foreign organisations."""

    kind = models.CharField(_("kind"), max_length=20, choices=HistoryKind)
    organisation = text(_("organisation"), 300)
    place = text(_("place, seat"), 300)
    post = text(_("post, work done"), 300)
    detail = text(_("details"), 2000)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"history of person {self.person_id}"


class TripAbroad(DossierFact):
    """A stay abroad."""

    country_code = CodeField(_("country"), code_list="countries", blank=False)
    purpose = text(_("purpose"), 300)
    paid_by = text(_("paid by"), 200)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"trip to {self.country_code} of person {self.person_id}"


class HealthCheck(DossierFact):
    """One examination; `valid` begins on its day. Height in cm, weight in kg.

    `capacity_lost_percent` is the working capacity lost as a medical assessment council found.
    """

    class_code = CodeField(_("health class"), code_list="health_classes")
    height_cm = models.SmallIntegerField(_("height (cm)"), null=True, blank=True)
    weight_kg = models.DecimalField(
        _("weight (kg)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    blood_group = CodeField(_("blood group"), code_list="blood_groups")
    clinic = text(_("examined at"), 300)
    conclusion = text(_("conclusion"), 500)
    has_disability = models.BooleanField(_("has a disability"), default=False, db_default=False)
    capacity_lost_percent = models.SmallIntegerField(
        _("working capacity lost (%), as assessed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"health of person {self.person_id}"


class Property(DossierFact):
    """A house or a piece of land, as the CV asks for it. Area in square metres."""

    kind = models.CharField(_("kind"), max_length=20, choices=PropertyKind)
    description = text(_("type"), 300)
    area_m2 = models.DecimalField(
        _("area (m²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    certificate = text(_("certificate"), 100)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"property of person {self.person_id}"


class Income(DossierFact):
    """The income of one year, in đồng; `valid` is that year."""

    year = models.SmallIntegerField(_("year"))
    salary_vnd = models.BigIntegerField(_("salary (đồng)"), null=True, blank=True)
    other_vnd = models.BigIntegerField(_("other income (đồng)"), null=True, blank=True)
    other_source = text(_("other sources"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"income {self.year} of person {self.person_id}"


class AssetDeclaration(DossierFact):
    """That the yearly declaration of assets was made, and where it is kept; not its content."""

    year = models.SmallIntegerField(_("year"))
    kept_at = text(_("kept at"), 300)
    reference = text(_("reference"), 100)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"asset declaration {self.year} of person {self.person_id}"
