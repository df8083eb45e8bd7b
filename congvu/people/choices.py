from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As printed on personal papers."""

    MALE = "M", _("male")
    FEMALE = "F", _("female")


class PersonStatus(TextChoices):
    """Whether the person serves today."""

    SERVING = "serving", _("serving")
    LEFT = "left", _("left the service")


class QualificationFamily(TextChoices):
    """What a qualification is about; each has its own code list with levels."""

    EDUCATION = "education", _("education")
    POLITICS = "politics", _("political theory")
    MANAGEMENT = "management", _("state management")
    LANGUAGE = "language", _("foreign language")
    IT = "it", _("information technology")


CODE_LISTS = {
    QualificationFamily.EDUCATION: "education_levels",
    QualificationFamily.POLITICS: "political_theory",
    QualificationFamily.MANAGEMENT: "state_management",
    QualificationFamily.LANGUAGE: "foreign_language_levels",
    QualificationFamily.IT: "it_levels",
}
"""The code list that gives the levels of each family."""


class ImportState(TextChoices):
    """How far a staff list has come."""

    WAITING = "waiting", _("waiting to be read")
    MATCHING = "matching", _("columns to be matched")
    CHECKED = "checked", _("checked, waiting for your choice")
    APPLYING = "applying", _("being taken")
    DONE = "done", _("taken")
    DECLINED = "declined", _("not taken")
    FAILED = "failed", _("could not be read")


class RowState(TextChoices):
    """What a row of a staff list waits for."""

    WARNED = "warned", _("to be looked at")
    REFUSED = "refused", _("to be corrected")
    ASKED = "asked", _("to be answered")


class Purpose(TextChoices):
    """Why somebody opens a sensitive field; written to the journal with each reading."""

    DOSSIER = "dossier", _("keeping the dossier complete and right")
    DECISION = "decision", _("preparing a personnel decision")
    INSPECTION = "inspection", _("inspection or settling a complaint")
    CONTACT = "contact", _("urgent contact with the person")
    REQUEST = "request", _("written request of a competent agency")
