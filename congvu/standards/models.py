"""Screenings, what they found of people, and their figures by unit."""

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.standards.choices import Answer, RunState
from congvu.standards.querysets import FindingQuerySet, RunQuerySet, TallyQuerySet


def _loose(to: str) -> "models.ForeignKey[Any, Any]":
    """A key without a constraint: one statement writes these rows from rows that are never
    deleted, and a check of each key would take longer than the screening itself."""
    return models.ForeignKey(
        to, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )


class Run(models.Model):
    """One screening of everybody below `unit` as of the day `on`. Finished runs are kept.

    `lines` are the criteria and law parameters it used, each with the line of that day;
    `account_id` who asked for it (NULL: the console or the system).
    """

    on = models.DateField(_("as of"))
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    unit_path = PathField()
    account_id = models.BigIntegerField(null=True, editable=False)
    asked_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    people = models.IntegerField(null=True)
    lines = models.JSONField(default=list)
    failure = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-on", "-finished_at"], name="run_latest")]

    def __str__(self) -> str:
        return f"screening {self.pk} as of {self.on}"


class Finding(models.Model):
    """What one run says of one person by one criterion, where it is not simply met.

    `shown` holds the facts the answer saw, by code: a value, [first, last] where a date is known
    by halves, null where nothing is known. `unit_path` is where the person stood at the time.
    """

    run = _loose("standards.Run")
    criterion = models.CharField(max_length=40)
    answer = models.SmallIntegerField(choices=Answer)
    person = _loose("people.Person")
    unit = _loose("establishment.Unit")
    unit_path = PathField()
    shown = models.JSONField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["run", "criterion", "answer", "id"], name="finding_by_criterion"),
            models.Index(fields=["run", "unit"], name="finding_by_unit"),
            models.Index(fields=["person", "run"], name="finding_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of person {self.person_id} in run {self.run_id}"


class Tally(models.Model):
    """How many people of one unit met, did not meet, or could not be told, by criterion."""

    run = _loose("standards.Run")
    criterion = models.CharField(max_length=40)
    unit = _loose("establishment.Unit")
    unit_path = PathField()
    met = models.IntegerField()
    not_met = models.IntegerField()
    unknown = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "unit"], name="tally_of_run")]

    def __str__(self) -> str:
        return f"{self.criterion} at {self.unit_path} in run {self.run_id}"
