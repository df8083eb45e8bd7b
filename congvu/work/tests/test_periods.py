from datetime import date

import pytest

from congvu.work import commands
from congvu.work.choices import State
from congvu.work.models import Task
from congvu.work.rules.periods import next_occurrence
from congvu.work.tests import factories as new
from congvu.work.types import Recurrence


@pytest.mark.parametrize(
    ("every", "due", "today", "key", "starts_on", "due_on"),
    [
        ("year", (), date(2026, 11, 21), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("year", ("12-05",), date(2026, 12, 5), "2026", date(2026, 1, 1), date(2026, 12, 5)),
        ("year", ("12-05",), date(2026, 12, 6), "2027", date(2027, 1, 1), date(2027, 12, 5)),
        ("quarter", (), date(2026, 11, 21), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", ("20",), date(2026, 12, 21), "2027-Q1", date(2027, 1, 1), date(2027, 3, 20)),
        ("month", ("31",), date(2027, 2, 3), "2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("month", ("15",), date(2026, 12, 16), "2027-01", date(2027, 1, 1), date(2027, 1, 15)),
    ],
)
def test_the_next_period_is_the_first_whose_day_has_not_passed(
    every, due, today, key, starts_on, due_on
):
    found = next_occurrence(every, due, today)
    assert (found.key, found.starts_on, found.due_on) == (key, starts_on, due_on)


def test_a_duty_with_several_days_a_year_opens_one_after_the_other():
    days = ("11-30", "05-31")
    spring = next_occurrence("year", days, date(2026, 5, 31))
    autumn = next_occurrence("year", days, date(2026, 6, 1))
    assert (spring.key, autumn.key) == ("2026-05-31", "2026-11-30")
    assert autumn.starts_on == date(2026, 5, 31)


@pytest.mark.django_db
def test_a_recurring_duty_opens_its_period_once_with_its_products():
    unit = new.office()
    giver = new.giver_of(unit)
    duty = new.task_of(
        unit,
        "Báo cáo quý",
        deadline_kind="recurring",
        recurrence=Recurrence("quarter", due=("12",)),
        products=("Báo cáo",),
    )
    (opened,) = commands.open_recurrences(actor=giver, today=date(2026, 11, 21))
    assert (opened.parent_id, opened.occurrence) == (duty.pk, "2026-Q4")
    # 12/12/2026 is a Saturday
    assert (opened.due_on, opened.effective_due_on) == (date(2026, 12, 12), date(2026, 12, 14))
    assert [product.text for product in opened.products.all()] == ["Báo cáo"]
    assert commands.open_recurrences(actor=giver, today=date(2026, 11, 22)) == []
    (following,) = commands.open_recurrences(actor=giver, today=date(2026, 12, 13))
    assert following.occurrence == "2027-Q1"


@pytest.mark.django_db
def test_a_duty_whose_last_day_has_passed_or_that_was_withdrawn_rests():
    unit = new.office()
    giver = new.giver_of(unit)
    new.task_of(unit, due_on=date(2026, 11, 20), recurrence=Recurrence("month"))
    gone = new.task_of(unit, recurrence=Recurrence("month"))
    commands.withdraw(actor=giver, task_id=gone.pk, reason="Thôi", on=new.FRIDAY)
    assert commands.open_recurrences(actor=giver, today=date(2026, 11, 21)) == []


@pytest.mark.django_db
def test_the_duty_itself_is_not_handed_in_and_its_periods_go_with_it():
    unit = new.office()
    giver, head = new.giver_of(unit), new.head_of(unit)
    duty = new.task_of(unit, recurrence=Recurrence("month"))
    (period,) = commands.open_recurrences(actor=giver, today=date(2026, 11, 21))
    with pytest.raises(commands.WrongState):
        commands.deliver(actor=head, task_id=duty.pk, on=new.FRIDAY, note="Xong")
    commands.withdraw_untouched(actor=giver, task_ids=[duty.pk], reason="Đọc nhầm", on=new.FRIDAY)
    assert set(Task.objects.filter(state=State.WITHDRAWN)) == {duty, period}
