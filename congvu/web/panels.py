"""The shell's own panels: what runs in the background."""

from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from congvu.access.permissions import Access
from congvu.core.actors import Actor
from congvu.core.panels import Panel

STATES = ("todo", "doing", "failed")


def _jobs(actor: Actor, today: date) -> dict[str, object]:
    counted = ProcrastinateJob.objects.filter(status__in=STATES).values_list("status")
    return {"jobs": dict(counted.annotate(n=Count("pk")))}


JOBS = Panel(
    title=_("Work in the background"),
    permission=Access.ACCOUNT_MANAGE,
    template="web/panels/jobs.html",
    context=_jobs,
)
