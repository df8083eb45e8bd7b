"""Tasks, their products, and the history of what was done to them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet
from congvu.work.choices import WITH_BEARER, Act, DeadlineKind, Every, State
from congvu.work.querysets import TaskQuerySet


class Task(models.Model):
    """Something one bearer answers for: a plan's line, an agency's task, a person's task.

    `bearer_unit` always answers; `bearer_person` when the task is somebody's own, whose name is
    kept in `bearer_name` for readers who may not open the dossier. `unit_path` follows
    `bearer_unit`. `giver_path` is the place that gave the task and accepts it; it does not move
    when the task is handed over. `giver_place` is the same as text, which an index can find behind
    row-level security.

    `due_on` is the day as printed; `effective_due_on` the first working day from it, which is
    what late is counted from. `occurrence` names the period a recurring duty was opened for.
    """

    title = models.TextField(_("task"))
    title_fold = models.GeneratedField(
        expression=Func(F("title"), function="vn_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    bearer_unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    bearer_person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    bearer_name = models.CharField(max_length=200, blank=True)
    unit_path = PathField()
    giver_path = PathField()
    giver_place = models.GeneratedField(
        expression=Cast("giver_path", models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )
    partner_unit_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    partners_printed = models.TextField(_("partners"), blank=True)
    starts_on = models.DateField(_("starts on"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    effective_due_on = models.DateField(null=True)
    deadline_kind = models.CharField(max_length=12, choices=DeadlineKind, default=DeadlineKind.NONE)
    deadline_printed = models.TextField(blank=True)
    recurs_every = models.CharField(max_length=8, choices=Every, blank=True)
    recurs_min_times = models.PositiveSmallIntegerField(null=True)
    recurs_due = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    occurrence = models.CharField(max_length=12, blank=True)
    event = models.TextField(_("event"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    percent = models.PositiveSmallIntegerField(
        _("percent"), null=True, validators=[MaxValueValidator(100)]
    )
    progress_note = models.TextField(_("progress"), blank=True)
    delivered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    order = models.PositiveIntegerField(default=0)
    origin = models.CharField(_("origin"), max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="task_has_title",
                violation_error_message=_("Say what is to be done."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=F("due_on")),
                name="task_starts_before_due",
                violation_error_message=_("The first day lies after the due day."),
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100), name="task_percent_to_100"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, effective_due_on=None)
                | Q(due_on__isnull=False, effective_due_on__isnull=False),
                name="task_due_both_or_none",
            ),
            models.UniqueConstraint(
                fields=["parent", "occurrence"],
                condition=~Q(occurrence=""),
                name="task_opened_once_a_period",
            ),
        ]
        indexes = [
            # No index on unit_path: a reader of the whole province would be led through it by
            # the policies, row after row of a million. Scopes come as keys of units instead.
            GinIndex(fields=["partner_unit_ids"], name="task_partners"),
            GinIndex(OpClass(F("title_fold"), name="gin_trgm_ops"), name="task_title_trgm"),
            models.Index(fields=["state", "effective_due_on", "id"], name="task_by_state"),
            models.Index(fields=["effective_due_on", "id"], name="task_by_day"),
            models.Index(
                fields=["effective_due_on", "id"],
                condition=Q(state__in=WITH_BEARER),
                name="task_with_bearer",
            ),
            models.Index(
                fields=["giver_place", "effective_due_on", "id"],
                condition=Q(state=State.DELIVERED),
                name="task_to_accept",
            ),
            models.Index(
                fields=["bearer_unit", "state", "effective_due_on", "id"], name="task_of_unit"
            ),
            models.Index(fields=["bearer_person", "state"], name="task_of_person"),
            models.Index(
                fields=["-closed_on", "-id"],
                condition=Q(state=State.ACCEPTED),
                name="task_accepted_lately",
            ),
            models.Index(
                fields=["bearer_unit", "closed_on"],
                condition=Q(state=State.ACCEPTED),
                name="task_accepted_of_unit",
            ),
            models.Index(
                fields=["recurs_every"], condition=~Q(recurs_every=""), name="task_recurs"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TaskProduct(models.Model):
    """One thing a task ends in, and what was handed in for it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="products")
    text = models.TextField(_("product"))
    order = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(
        "work.TaskEvent", models.PROTECT, null=True, related_name="products"
    )

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text


class TaskEvent(models.Model):
    """One act on a task, never changed: the task's history.

    `undoes` is the act this one took back; `within` the act on the whole that brought this act on
    a part along. A hand-over keeps who bore the task before.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="events")
    at = models.DateTimeField(db_default=Now(), editable=False)
    account_id = models.BigIntegerField(null=True, editable=False)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=12, choices=Act)
    note = models.TextField(blank=True)
    from_state = models.CharField(max_length=10, choices=State, blank=True)
    to_state = models.CharField(max_length=10, choices=State)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="brought", db_index=False
    )
    unit_before = models.ForeignKey(
        "establishment.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    person_before = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["within"], condition=~Q(within=None), name="taskevent_of_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.act} on task {self.task_id}"


class Digest(models.Model):
    """What one account was told on one morning: at most one a day."""

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="+")
    on = models.DateField()
    body = models.TextField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "on"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"digest of {self.account_id} on {self.on}"
