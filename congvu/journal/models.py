"""The journal: every write, who made it, when, on what."""

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models.functions import Now

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet


class Entry(models.Model):
    """One act that changed something, or one reading of a sensitive field. Never changed.

    `act` is the command's name (`people.transfer_person`); `details` holds keys and counts,
    never the text of a sensitive field. `unit_path` is the place the subject stands at.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    account_id = models.BigIntegerField(null=True, editable=False)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    unit_path = PathField(default="")
    details = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="entry_subject"),
            models.Index(fields=["-at"], name="entry_at"),
            GistIndex(fields=["unit_path"], name="entry_unit_path"),
        ]

    def __str__(self) -> str:
        return f"{self.act} by {self.actor_name}"
