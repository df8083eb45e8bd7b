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
