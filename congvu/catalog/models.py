"""Official code lists, loaded from `catalog/codes/*.csv` by one repeatable command."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.core.languages import in_words


class Code(models.Model):
    """One line of one code list. Rows are retired, never removed.

    `level` orders lists that have an order (education, political theory); `extra` keeps the
    list's further columns as printed in its file.
    """

    list_name = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    aliases = ArrayField(models.CharField(max_length=300), default=list)
    level = models.SmallIntegerField(null=True)
    extra = models.JSONField(default=dict)
    confidence = models.CharField(max_length=10)
    order = models.PositiveIntegerField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list_name", "code"], name="code_once_a_list")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_words({"vi": self.name, "en": self.name_en})


class Rank(models.Model):
    """A rank (ngạch) of the civil service or an occupational title, with its pay group."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(_("rank"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    corps = models.CharField(max_length=10)
    field = models.CharField(max_length=120, blank=True)
    grade = models.CharField(max_length=20)
    salary_group = models.CharField(max_length=10)
    first_coefficient = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    last_coefficient = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    steps = models.SmallIntegerField(null=True)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10)
    is_retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_words({"vi": self.name, "en": self.name_en})
