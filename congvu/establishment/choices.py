from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    """What kind of body a unit is."""

    PROVINCE = "province", _("province")
    DEPARTMENT = "department", _("department")
    PARTY = "party", _("Party body")
    COUNCIL = "council", _("People's Council body")
    FRONT = "front", _("Fatherland Front or mass organisation")
    SERVICE = "service", _("public service unit")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    ZONE = "zone", _("special zone")
    DIVISION = "division", _("division")


AGENCIES = frozenset(set(UnitKind) - {UnitKind.PROVINCE, UnitKind.DIVISION})
"""Kinds that stand directly under the province and answer for tasks as a whole."""

COMMUNES = frozenset({UnitKind.COMMUNE, UnitKind.WARD, UnitKind.ZONE})
"""Kinds of the lower of the two levels of local government."""


class ManagingLevel(TextChoices):
    """Which level manages a unit (cấp quản lý)."""

    CENTRAL = "central", _("central")
    PROVINCE = "province", _("province (managing level)")
    COMMUNE = "commune", _("commune (managing level)")


class Locality(TextChoices):
    """What kind of place a unit works in."""

    URBAN = "urban", _("urban")
    RURAL = "rural", _("rural")
    MOUNTAIN = "mountain", _("mountain")
    ISLAND = "island", _("island")


class Succession(TextChoices):
    """How one unit came to follow another."""

    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split into")


class PositionKind(TextChoices):
    """Kinds of job positions. Law: Law 80/2025/QH15, art. 23(3)."""

    LEADING = "LDQL", _("leadership and management")
    PROFESSIONAL = "CMNV", _("professional")
    SUPPORT = "HTPV", _("support and service")


class PositionSubtype(TextChoices):
    """The older four-way split, kept inside professional positions."""

    SPECIALISED = "specialised", _("specialised professional")
    SHARED = "shared", _("shared professional")


class Corps(TextChoices):
    """Who a quota of staff is given for; cadres count with civil servants."""

    CIVIL = "CC", _("cadres and civil servants")
    PUBLIC = "VC", _("public employees")
    CONTRACT = "HD", _("labour contracts")


class CompetencyGroup(TextChoices):
    """Groups of the competency framework, and the province's own."""

    COMMON = "common", _("common competencies")
    PROFESSIONAL = "professional", _("professional competencies")
    MANAGERIAL = "managerial", _("managerial competencies")
    OWN = "own", _("the province's own competencies")


LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
"""Levels of a competency. Law: competency framework of NĐ 361/2025."""
