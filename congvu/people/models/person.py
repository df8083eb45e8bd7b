"""One person, for life."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.core.paths import PathField
from congvu.core.periods import PartialDateField
from congvu.core.querysets import ScopedQuerySet
from congvu.people.choices import PersonStatus, Sex
from congvu.people.models.base import text
from congvu.people.querysets import PersonQuerySet


class Person(models.Model):
    """Who someone is. What was true of the person over time are facts, in tables of their own.

    `born` is the birth date as printed, perhaps only a year (`1980`, `1980-03`); `born_from` and
    `born_to` are its first and last possible day. `unit` is where the person's main post is
    today; `unit_path` follows it and places all facts of the person.

    `post`, `title_code`, `rank` and `has_unverified` repeat what the facts say today, so that a
    list of people reads one table; every command that writes such facts renews them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # NULL, not "": many people have none on file, and those do not clash with one another.
    personal_id = models.CharField(  # noqa: DJ001
        _("personal ID"), max_length=12, null=True, unique=True
    )
    old_id = models.CharField(_("old identity number"), max_length=12, blank=True)
    staff_number = models.CharField(_("staff number"), max_length=40, blank=True)
    full_name = models.CharField(_("full name"), max_length=200)
    name_key = models.GeneratedField(
        expression=Func(F("full_name"), function="vn_name_key"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    name_fold = models.GeneratedField(
        expression=Func(F("full_name"), function="vn_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )
    born = PartialDateField(_("born"))
    born_from = models.DateField(null=True)
    born_to = models.DateField(null=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    ethnic_group = CodeField(_("ethnic group"), code_list="ethnic_groups", max_length=10)
    religion = CodeField(_("religion"), code_list="religions", max_length=10)
    name_in_use = text(_("name in use"), 200)
    other_names = text(_("other names"), 300)
    birth_place = text(_("birth place"), 300)
    birth_commune = CodeField(_("birth place: commune today"), code_list="communes_khanh_hoa")
    birth_province = CodeField(_("birth place: province today"), code_list="provinces")
    home_place = models.CharField(_("home place"), max_length=300, blank=True)
    home_commune = CodeField(_("home place: commune today"), code_list="communes_khanh_hoa")
    home_province = CodeField(_("home place: province today"), code_list="provinces")
    nationality = CodeField(_("nationality"), code_list="countries")
    personal_id_issued_on = models.DateField(_("ID issued on"), null=True, blank=True)
    personal_id_issued_at = text(_("ID issued at"), 200)
    social_insurance = text(_("social insurance number"), 20)
    health_insurance = text(_("health insurance card"), 20)
    tax_code = text(_("tax code"), 20)
    marital_status = CodeField(_("marital status"), code_list="marital_status")
    family_background = CodeField(_("family origin"), code_list="family_background")
    household_address = text(_("registered residence"), 300)
    household_commune = CodeField(
        _("registered residence: commune"), code_list="communes_khanh_hoa"
    )
    household_province = CodeField(_("registered residence: province"), code_list="provinces")
    current_address = text(_("present address"), 300)
    current_commune = CodeField(_("present address: commune"), code_list="communes_khanh_hoa")
    current_province = CodeField(_("present address: province"), code_list="provinces")
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    office_phone = text(_("office telephone"), 40)
    email = models.CharField(_("e-mail"), max_length=200, blank=True)
    job_before = text(_("occupation before recruitment"), 300)
    first_work_on = PartialDateField(_("first day of work"))
    joined_body_on = PartialDateField(_("joined the present body"))
    joined_revolution_on = PartialDateField(_("joined the revolution"))
    strength = text(_("strength"), 300)
    longest_work = text(_("work done longest"), 300)
    identity_account = text(_("electronic identity account"), 60)
    photo = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    object_kind = CodeField(_("kind of staff"), code_list="object_kinds", max_length=20)
    notes = models.CharField(_("notes"), max_length=1000, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    title_code = models.CharField(max_length=40, blank=True)
    rank = models.ForeignKey("catalog.Rank", models.PROTECT, null=True, related_name="+")
    has_unverified = models.BooleanField(default=False)
    completeness = models.SmallIntegerField(_("completeness (%)"), default=0, db_default=0)
    status = models.CharField(max_length=10, choices=PersonStatus, default=PersonStatus.SERVING)
    account = models.OneToOneField(
        "access.Account", models.PROTECT, null=True, related_name="person"
    )
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+", db_index=False)
    unit_path = PathField()
    basis = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(personal_id=None) | Q(personal_id__regex=r"^\d{9}(\d{3})?$"),
                name="person_personal_id_digits",
                violation_error_message=_("A personal ID has 12 digits (an old one 9)."),
            ),
            models.CheckConstraint(
                condition=Q(born_from=None) | Q(born_from__lte=F("born_to")),
                name="person_born_bounds",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name_key", "id"], name="person_name_key"),
            models.Index(fields=["staff_number"], name="person_staff_number"),
            # With all that counts ask for, the policy's columns too: read alone.
            models.Index(
                fields=["unit", "status"],
                include=["unit_path", "id", "sex", "born_from"],
                name="person_in_unit",
            ),
            GinIndex(OpClass(F("name_fold"), name="gin_trgm_ops"), name="person_name_trgm"),
            GistIndex(fields=["unit_path"], name="person_unit_path"),
            models.Index(fields=["unit_path", "name_key", "id"], name="person_by_unit"),
            models.Index(fields=["born_from", "id"], name="person_by_age"),
        ]

    def __str__(self) -> str:
        return self.full_name


class PersonChange(models.Model):
    """What a dossier said of the person before a paper changed it: never rewritten itself.

    `before` holds the former values of the changed fields by name.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="changes")
    before = models.JSONField()
    basis = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    unit_path = PathField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"change of person {self.person_id}"
