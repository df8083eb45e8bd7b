"""What a decision did to dossiers, row by row, so that it can be taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.people.types import Change, ChangeAct


class DecisionChange(models.Model):
    """One row a decision made, ended or replaced, or one column it corrected: `people.Change`.

    Rows that an end passed to it when another decision was revoked are its own too. `is_undone`
    once the decision was revoked.
    """

    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="changes")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    family = models.CharField(max_length=20)
    row_id = models.BigIntegerField(default=0)
    act = models.CharField(max_length=10)
    was_until = models.DateField(null=True)
    until_printed = models.CharField(max_length=10, blank=True)
    column = models.CharField(max_length=40, blank=True)
    before = models.CharField(_("before"), max_length=500, blank=True)
    after = models.CharField(_("after"), max_length=500, blank=True)
    is_undone = models.BooleanField(default=False)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["family", "row_id"], name="decision_change_row"),)

    def __str__(self) -> str:
        return f"{self.act} {self.family} {self.row_id}"

    def as_change(self) -> Change:
        """The change as the commands of `people` take it."""
        return Change(
            family=self.family,
            person_id=self.person_id,
            row_id=self.row_id,
            act=ChangeAct(self.act),
            was_until=self.was_until,
            until_printed=self.until_printed,
            column=self.column,
            before=self.before,
            after=self.after,
        )
