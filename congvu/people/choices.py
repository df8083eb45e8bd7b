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


class ImportStep(TextChoices):
    """What is being done with a list at this moment."""

    READING = "reading", _("The file is read and each cell is checked")
    MATCHING = "matching", _("The rows are compared with the dossiers")
    PLANNING = "planning", _("It is settled what is new")
    WRITING_PEOPLE = "people", _("Dossiers are opened")
    WRITING_FACTS = "facts", _("Posts, ranks, pay and training are written")
    WRITING_HISTORY = "history", _("Earlier posts are written")
    CLOSING = "closing", _("Everything is checked once more and closed")


PERCENT = {
    ImportStep.READING: 5,
    ImportStep.MATCHING: 25,
    ImportStep.PLANNING: 35,
    ImportStep.WRITING_PEOPLE: 50,
    ImportStep.WRITING_FACTS: 60,
    ImportStep.WRITING_HISTORY: 75,
    ImportStep.CLOSING: 85,
}
"""Where the bar stands when a step begins: the share of the time that lists of 20,000 took."""


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
