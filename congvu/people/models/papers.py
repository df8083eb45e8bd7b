"""The papers a dossier is made of, and who confirmed it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.documents.models import Fact
from congvu.people.choices import ConfirmationKind
from congvu.people.models.base import DossierFact, text


class DossierPaper(DossierFact):
    """One component of the dossier; the paper itself, with its file, is the fact's basis."""

    component_code = CodeField(_("component"), code_list="dossier_components", blank=False)
    note = text(_("note"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"{self.component_code} in the dossier of person {self.person_id}"


class Confirmation(DossierFact):
    """That the person declared, the agency confirmed, or the population data agreed."""

    kind = models.CharField(_("kind"), max_length=12, choices=ConfirmationKind)
    by = text(_("by"), 200)
    result = text(_("result"), 300)

    class Meta(DossierFact.Meta):
        constraints = Fact.Meta.constraints

    def __str__(self) -> str:
        return f"confirmation of the dossier of person {self.person_id}"
