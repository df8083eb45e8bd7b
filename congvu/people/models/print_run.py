"""Many dossiers on their way to paper, in the background."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from congvu.people.choices import PrintState


class PrintRun(models.Model):
    """One archive of filled forms that an account asked for; nobody else sees it.

    `people` are those asked for, `order` which form, day, purpose and kind of file. `content` is
    the archive from the moment it is ready until `expires_at`, when it is emptied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PrintState, default=PrintState.WAITING)
    people = ArrayField(models.UUIDField())
    order = models.JSONField()
    done = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    content = models.BinaryField(default=b"")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-asked_at"], name="print_run_own")]

    def __str__(self) -> str:
        return f"print {self.pk}"

    @property
    def total(self) -> int:
        """How many people were asked for."""
        return len(self.people)

    def is_there(self, now: datetime) -> bool:
        """Whether the archive can be fetched."""
        is_ready = self.state == PrintState.READY
        return bool(is_ready and self.expires_at and now < self.expires_at)
