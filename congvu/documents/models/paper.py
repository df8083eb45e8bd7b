"""Papers and the files that hold them."""

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.documents.choices import UNVERIFIED, PaperKind


class StoredFile(models.Model):
    """One file as it came, kept inside the database so that one backup holds everything.

    `sha256` is in hex; the same content at the same place is one file. The content is fetched on
    its own, never with a list.
    """

    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    unit_path = PathField()
    stored_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "unit_path"], name="stored_file_once")
        ]
        indexes = [GistIndex(fields=["unit_path"], name="stored_file_path")]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """A paper a fact rests on: a signed decision, a diploma, an imported list, a declaration.

    `named_kind` is what an imported list says the paper is, which nobody here has seen: its kind
    stays "imported list" until it is.

    Ends that a paper set are given back once it is `revoked_by` another, and not before: the
    database sees to it (`congvu.documents.history`).
    """

    kind = models.CharField(max_length=20, choices=PaperKind)
    named_kind = models.CharField(
        max_length=20, choices=PaperKind, blank=True, default="", db_default=""
    )
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=500)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"), null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    revoked_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    unit_path = PathField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["unit_path"], name="paper_unit_path")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_verifying(self) -> bool:
        """Whether facts resting on this paper count as verified."""
        return self.kind not in UNVERIFIED
