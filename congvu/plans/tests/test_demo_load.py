from datetime import date, timedelta

import pytest
from django.utils import timezone

from congvu.core.actors import Actor
from congvu.establishment.commands import load_units
from congvu.establishment.demo import SINCE, province_units
from congvu.establishment.models import Unit
from congvu.plans.choices import PaperState
from congvu.plans.demo.load import load_demo_plans
from congvu.plans.models import PlanPaper
from congvu.work.choices import State
from congvu.work.models import Task

TODAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_the_demo_province_has_work_that_is_done_late_and_soon_due():
    actor = Actor.system("test")
    load_units(actor=actor, rows=province_units(), since=SINCE)
    root = Unit.objects.get(code="kh")
    now = timezone.now()  # noqa: TID251
    load_demo_plans(actor=actor, root=root, today=TODAY, now=now, seed=1)
    assert PlanPaper.objects.filter(state=PaperState.CONFIRMED).count() == 4
    reviewing = PlanPaper.objects.get(state=PaperState.REVIEWING)
    assert 0 < reviewing.lines.filter(state="checked").count() < reviewing.lines.count()
    assert Task.objects.filter(state=State.ACCEPTED).exists()
    assert Task.objects.filter(state=State.DELIVERED).exists()
    assert Task.objects.late(TODAY).exists()
    assert Task.objects.soon(TODAY, TODAY + timedelta(days=7)).exists()
    assert Task.objects.open().filter(effective_due_on__gt=TODAY).exists()
