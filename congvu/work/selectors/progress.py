"""How far a task is, from its parts."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from congvu.core.actors import Actor
from congvu.work.choices import WITH_BEARER, State
from congvu.work.models import Task
from congvu.work.permissions import Work
from congvu.work.types import Progress

NONE_YET = Progress(0, 0, 0, 0)


def progress_of(*, actor: Actor, parent_id: int, today: date) -> Progress:
    """How far the parts of one task are, as far as `actor` sees them. One query."""
    return progress_of_each(actor=actor, parent_ids=[parent_id], today=today).get(
        parent_id, NONE_YET
    )


def progress_of_each(
    *, actor: Actor, parent_ids: Sequence[int], today: date
) -> dict[int, Progress]:
    """The progress of each task that has parts, by its key. One query."""
    late = Q(state__in=WITH_BEARER, effective_due_on__lt=today)
    rows = (
        Task.objects.visible_to(actor, Work.TASK_VIEW)
        .filter(parent_id__in=parent_ids)
        .exclude(state=State.WITHDRAWN)
        .order_by()
        .values("parent_id")
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
            delivered=Count("pk", filter=Q(state=State.DELIVERED)),
            late=Count("pk", filter=late),
        )
    )
    return {
        row["parent_id"]: Progress(row["total"], row["accepted"], row["delivered"], row["late"])
        for row in rows
    }
