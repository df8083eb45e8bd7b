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
