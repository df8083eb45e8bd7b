"""The paper of a decision as bytes: each signature or addition is a revision of its own."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.decisions.choices import Act


class Revision(models.Model):
    """One state of the signed file; the next one contains it unchanged at its beginning."""

    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="revisions")
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    unit_path = PathField()
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "order"], name="revision_once")
        ]

    def __str__(self) -> str:
        return f"revision {self.order} of decision {self.decision_id}"
