"""What is kept of the raises to come, so that the list of a month is counted and not worked out."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db import models

from congvu.core.paths import PathField


class RaiseAhead(models.Model):
    """What comes next for one person in pay, over the stretch of days `holds`.

    Worked out from the facts by `selectors.raise_statement.AHEAD`, never written by hand: the step
    in force, `ordinary_on` and `due_on` (the first day of the next step without and with what puts
    it off), or the code of what is `missing`. `shown_from` is the first day by which lists name
    the person, None where they always do. Nobody who left is kept, nor who has nothing to come.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit_path = PathField()
    holds = DateRangeField()
    shown_from = models.DateField(null=True)
    rank_code = models.CharField(max_length=20)
    salary_group = models.CharField(max_length=20)
    step = models.IntegerField(null=True)
    coefficient = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    percent = models.IntegerField()
    since = models.DateField(null=True)
    since_printed = models.CharField(max_length=10)
    ordinary_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    delay = models.IntegerField()
    uncounted = models.IntegerField()
    is_last = models.BooleanField()
    next_step = models.IntegerField(null=True)
    next_percent = models.IntegerField(null=True)
    next_coefficient = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    missing = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "person", RangeStartsWith("holds"), name="raise_ahead_once", nulls_distinct=False
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["shown_from"], name="raise_ahead_shown")
        ]

    def __str__(self) -> str:
        return f"next raise of person {self.person_id} over {self.holds}"
