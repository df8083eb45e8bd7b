"""Two dossiers of one person made one, and what went along; or said to be of two people."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.querysets import ScopedQuerySet


class DossierMerge(models.Model):
    """One dossier merged into another, which survives.

    `before` holds the columns of both persons as they were, by "survivor" and "merged"; `after`
    those of the survivor that the merge set. `counts` are rows moved, recognised as the same and
    disputed. Rows are made by the command, closed (`undone_at`) by the database's own function.
    """

    survivor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    merged = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    merged_on = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    actor_name = models.CharField(max_length=200)
    merged_at = models.DateTimeField(db_default=Now(), editable=False)
    undone_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="dossier_merged_once"
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("merged")), name="dossier_merged_into_another"
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class MergeMove(models.Model):
    """One row that a merge gave to the survivor; `state` is what it then said.

    Written by the database's own functions alone: nobody else may.
    """

    merge = models.ForeignKey(DossierMerge, models.PROTECT, related_name="moves")
    table_name = models.CharField(max_length=63)
    column_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    was_disputed = models.BooleanField(default=False)
    state = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["table_name", "row_id"], name="merge_move_row")
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"


class DifferentPeople(models.Model):
    """Two dossiers that look alike and are of two people, as somebody found out.

    The pair is kept once, the smaller key first, and no longer suggested until it is undone.
    """

    first = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    actor_name = models.CharField(max_length=200)
    said_on = models.DateField()
    said_at = models.DateTimeField(db_default=Now(), editable=False)
    undone_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(undone_at=None), name="told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="told_apart_in_one_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
