"""An import of a staff list: the run itself, and its rows while they wait."""

import uuid
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.people.choices import ImportKind, ImportState, RowState


class StaffImport(models.Model):
    """One list, or one workbook of whole dossiers, on its way into dossiers.

    `layout` is what was made of the columns, `overrides` and `answers` what the officer said to
    it. `counts` are numbers of rows and facts by outcome. `missing` are the people of the listed
    units whom the list no longer names. `on` is the day the list tells of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=10,
        choices=ImportKind,
        default=ImportKind.LIST,
        db_default=ImportKind.LIST.value,
    )
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.WAITING)
    step = models.CharField(max_length=20, blank=True)
    percent = models.SmallIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    unit_path = PathField()
    on = models.DateField(_("day of the list"))
    sheet = models.CharField(max_length=100, blank=True)
    layout = models.JSONField(default=dict)
    overrides = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    missing = ArrayField(models.UUIDField(), default=list)
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-started_at"], name="staff_import_latest")
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(models.Model):
    """One row of a list in which something is to be seen, corrected or answered.

    `sheet` is the sheet of a workbook, empty for a list: that has one. `cells` are the texts as
    they stand in the sheet, in the order of the import's columns; `groups` the headings of groups
    above it; `problems` what is wrong, as the check found it. `candidates` are the dossiers it may
    belong to, `person_id` the one the officer chose, and `is_new` his word that it is none of them.
    Rows without a problem are kept only of the people of a workbook who are held back.
    """

    staff_import = models.ForeignKey(StaffImport, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100, blank=True, default="", db_default="")
    row = models.IntegerField()
    state = models.CharField(max_length=10, choices=RowState)
    name = models.CharField(max_length=300, blank=True)
    person_id = models.UUIDField(null=True)
    is_new = models.BooleanField(default=False)
    candidates = ArrayField(models.UUIDField(), default=list)
    cells = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["staff_import", "sheet", "row"], name="import_row_once")
        ]

    def __str__(self) -> str:
        return f"row {self.row} of {self.staff_import_id}"


class SavedView(models.Model):
    """A search of the list of people kept under a name; `query` is its part of the URL.

    `place` is the unit the search asks for, if one: it moves along with the unit.
    """

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=3000)
    place = PathField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["account", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You already keep a view of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The search as part of an address, in the unit where that stands today."""
        told = parse_qsl(self.query, keep_blank_values=True)
        return urlencode(
            [(key, self.place or value if key == "unit" else value) for key, value in told]
        )
