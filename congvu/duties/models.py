"""Duties: what the system itself asks of someone by a day."""

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet


class Duty(models.Model):
    """One thing asked: of an account, or of whoever holds `permission` on the unit.

    `kind` names what asks (`people.import_refused`), `key` makes it unique: asking twice
    changes nothing. `link` is a path of this site.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    account_id = models.BigIntegerField(null=True)
    permission = models.CharField(max_length=60, blank=True)
    unit_path = PathField()
    title = models.CharField(_("what is asked"), max_length=300)
    link = models.CharField(max_length=300)
    due_on = models.DateField(_("due"), null=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    done_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(done_at=None), name="duty_asked_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["account_id", "due_on"], condition=Q(done_at=None), name="duty_open"
            ),
            GistIndex(fields=["unit_path"], name="duty_unit_path"),
        ]

    def __str__(self) -> str:
        return self.title
