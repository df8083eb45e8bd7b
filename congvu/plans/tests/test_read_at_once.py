"""The same paper brought twice at the same moment."""

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.scope import scope_of
from congvu.plans import commands
from congvu.plans.models import PlanLine, PlanPaper
from congvu.plans.tests.factories import province, upload
from congvu.work.tests.test_races import at_once

SYSTEM = Actor.system("test")


def read(unit):
    with scope_of(SYSTEM):
        return commands.read_paper(actor=SYSTEM, upload=upload(), unit=unit)


def test_of_two_who_bring_the_same_paper_one_reads_it_and_one_is_told(committed):
    root = province()
    results = at_once(lambda: read(root), lambda: read(root))
    refusals = [result for result in results if isinstance(result, DomainError)]
    assert len(refusals) == 1
    assert "plan_paper_read_once" not in str(refusals[0])
    assert PlanPaper.objects.count() == 1
    assert PlanLine.objects.count() == 3
