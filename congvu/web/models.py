"""Prepared figures of the province page, with the moment they were made."""

from django.db import models

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet


class Figure(models.Model):
    """The figures of one agency under one code; the newest only, replaced as a whole.

    `values` holds counts, never names: what each code means stands in `figures.py`.
    """

    code = models.CharField(max_length=20)
    unit_path = PathField()
    values = models.JSONField()
    on = models.DateField()
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "unit_path"], name="figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.unit_path} on {self.on}"
