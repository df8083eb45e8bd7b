"""What a unit was over time, each state resting on the paper that made it so."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.documents.models import Fact
from congvu.establishment.choices import Locality, ManagingLevel, Succession, UnitKind
from congvu.establishment.querysets import FactQuerySet


class UnitState(Fact):
    """Name, kind, parent and place of one unit over one period.

    The states of a unit follow each other without gaps from the day it is set up; the last has no
    end while the unit stands. A change ends the state before and begins the next.
    """

    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "establishment.Unit", models.PROTECT, null=True, related_name="child_states"
    )
    level = models.CharField(_("managing level"), max_length=10, choices=ManagingLevel)
    locality = models.CharField(_("locality"), max_length=10, choices=Locality, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            ExclusionConstraint(
                name="unit_state_one_at_a_time",
                expressions=[("unit", "="), ("valid", "&&")],
                condition=Fact.STANDS,
                violation_error_message=_("The unit has changed in that period already."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("unit")),
                name="unit_state_not_own_parent",
                violation_error_message=_("A unit does not stand below itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(Fact):
    """From the first day of `valid`, `successor` does what `predecessor` did, or a part of it."""

    predecessor = models.ForeignKey(
        "establishment.Unit", models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=10, choices=Succession)

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                condition=Fact.STANDS,
                name="succession_once",
                violation_error_message=_("The one unit follows the other already."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_of_another",
                violation_error_message=_("A unit does not follow itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.successor_id} after {self.predecessor_id}"
