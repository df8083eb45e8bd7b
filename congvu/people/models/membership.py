"""The Party, mass organisations, the armed forces, policy."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.core.periods import PartialDateField
from congvu.documents.models import Fact
from congvu.people.models.base import DossierFact, one_at_a_time, text


class PartyMembership(DossierFact):
    """Membership of the Party from admission; `official_on` is the day it became official.

    `official_printed` keeps an official day known by year or month only.
    """

    official_on = models.DateField(_("official from"), null=True, blank=True)
    official_printed = PartialDateField(_("official from"))
    card_number = text(_("Party card"), 20)
    admitted_at = text(_("place of admission"), 300)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time("party_one_at_a_time", _("This person is already a member then.")),
        ]

    def __str__(self) -> str:
        return f"party membership of person {self.person_id}"


class Membership(DossierFact):
    """Membership of a mass organisation."""

    organisation_code = CodeField(_("organisation"), code_list="organisations", blank=False)
    organisation = text(_("organisation as printed"), 200)
    post = text(_("post held there"), 200)

    class Meta(DossierFact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            one_at_a_time(
                "membership_once_at_a_time",
                _("This person is already a member of that organisation then."),
                each="organisation_code",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.organisation_code} of person {self.person_id}"


class MilitaryService(DossierFact):
    """From enlistment to discharge, with the highest rank."""

    highest_rank = text(_("highest rank"), 100)
    post = text(_("highest post"), 200)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"military service of person {self.person_id}"


class PolicyObject(DossierFact):
    """A category of social policy the person belongs to."""

    code = CodeField(_("policy category"), code_list="policy_objects", blank=False)
    detail = text(_("class, details"), 200)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"policy category {self.code} of person {self.person_id}"
