"""The list of regular raises: its states, its scope, and that it says what the pure rule says."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.periods import add_months, from_day
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.choices import RaiseLack, RaiseState
from congvu.people.commands.present import renew_raises
from congvu.people.models import (
    Discipline,
    EmploymentStatus,
    PayStep,
    RaiseDelay,
    RankHeld,
    YearRating,
)
from congvu.people.permissions import People
from congvu.people.selectors.raises import RaiseQuery, raise_of, raises_in
from congvu.people.tests.factories import PaperFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 21)
NOVEMBER = date(2026, 11, 1)


def fact(model, person, valid, **row):
    return model.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, valid=valid, **row
    )


def career(since, *, rank="01.003", step=4, unit=None, name="Lê Thử", **more):
    """Somebody in `rank` who has held `step` since `since`."""
    columns = {"unit": unit} if unit else {}
    person = PersonFactory(full_name=name, object_kind="CC", **columns)
    if rank:
        fact(RankHeld, person, from_day(date(2010, 1, 1)), rank_id=rank)
    fact(PayStep, person, from_day(since), step=step, **more)
    return person


def disciplined(person, day, code="CC-KT", **row):
    return fact(Discipline, person, from_day(day), kind_code=code, **row)


def rated(person, year, level="KHT", **row):
    valid = from_day(date(year, 1, 1), date(year, 12, 31))
    return fact(YearRating, person, valid, year=year, level_code=level, **row)


def put_off(person, day, months=6, **row):
    return fact(RaiseDelay, person, from_day(day), months=months, reason="Lý do", **row)


def away(person, first, last, code="KL", **row):
    return fact(EmploymentStatus, person, from_day(first, last), status_code=code, **row)


def listed(month=NOVEMBER, actor=SYSTEM, today=TODAY, **wanted):
    """Every state of the list: person -> its line."""
    renew_raises(actor=SYSTEM, on=today)
    found = {}
    for state in RaiseState:
        query = RaiseQuery(month, state=state, **wanted)
        told = raises_in(actor=actor, wanted=query, today=today)
        found |= {line.person_id: line for line in told.lines}
        assert told.counts.get(state, 0) == len(told.lines)
    return found


def state_of(person, month=NOVEMBER, **more):
    line = listed(month, **more).get(person.pk)
    return line.state if line else None


@pytest.mark.parametrize(
    ("since", "state"),
    [
        (date(2023, 10, 31), RaiseState.OVERDUE),
        (date(2023, 11, 1), RaiseState.DUE),
        (date(2023, 11, 30), RaiseState.DUE),
        (date(2023, 12, 1), None),
    ],
)
def test_a_month_lists_from_its_first_to_its_last_day(since, state):
    assert state_of(career(since)) == state


@pytest.mark.parametrize(
    ("counted_from", "state"), [(date(2023, 11, 30), RaiseState.DUE), (date(2023, 12, 1), None)]
)
def test_the_time_counts_from_the_day_a_paper_says(counted_from, state):
    person = career(date(2024, 1, 1), counted_from=counted_from)
    assert state_of(person) == state
    told = raise_of(actor=SYSTEM, person_id=person.pk, month=NOVEMBER)
    assert told.coming.due_on == add_months(counted_from, 36)


def test_a_percent_above_the_last_step_counts_from_its_own_day():
    person = career(
        date(2015, 1, 1), step=9, overframe_percent=5, overframe_since=date(2025, 11, 10)
    )
    line = listed()[person.pk]
    assert (line.state, line.due_on, line.next_percent) == (
        RaiseState.LAST_STEP, date(2026, 11, 10), 6,
    )  # fmt: skip


def test_what_is_due_between_now_and_a_month_to_come_is_not_called_late():
    person = career(date(2023, 12, 15))
    assert state_of(person, date(2026, 12, 1)) is RaiseState.DUE
    assert state_of(person, date(2027, 1, 1)) is None
    assert state_of(person, date(2027, 1, 1), today=date(2027, 1, 1)) is RaiseState.OVERDUE


def test_the_line_tells_the_step_that_comes():
    person = career(date(2023, 11, 10), coefficient=Decimal("3.33"))
    line = listed()[person.pk]
    assert (line.next_step, line.next_coefficient, line.next_percent) == (5, Decimal("3.66"), 0)
    assert line.due_on == line.ordinary_on == date(2026, 11, 10)


def test_who_was_raised_already_is_not_listed():
    person = career(date(2023, 11, 10), step=4)
    step = PayStep.objects.get(person=person)
    step.valid, step.end_basis = from_day(date(2023, 11, 10), date(2026, 11, 9)), PaperFactory()
    step.save()
    fact(PayStep, person, from_day(date(2026, 11, 10)), step=5)
    assert state_of(person) is None


def test_e07_discipline_and_a_year_not_completed_put_the_raise_off():
    person = career(date(2023, 3, 15))
    disciplined(person, date(2024, 5, 1), "CC-CC")
    rated(person, 2024)
    line = listed(date(2026, 3, 1))[person.pk]
    assert (line.state, line.delay_months) == (RaiseState.DELAYED, 12)
    assert (line.ordinary_on, line.due_on) == (date(2026, 3, 15), date(2027, 3, 15))
    assert state_of(person, date(2027, 2, 1), today=date(2027, 2, 1)) is RaiseState.DELAYED
    assert state_of(person, date(2027, 3, 1), today=date(2027, 2, 1)) is RaiseState.DUE


@pytest.mark.parametrize(
    ("days", "delay"),
    [
        ([date(2023, 11, 9)], 0),
        ([date(2023, 11, 10)], 6),
        ([date(2026, 11, 9)], 6),
        ([date(2026, 11, 10)], 0),
        ([date(2026, 11, 9), date(2027, 5, 9)], 12),
        ([date(2026, 11, 9), date(2027, 5, 10)], 6),
        ([date(2023, 11, 9), date(2026, 11, 10)], 0),
    ],
)
def test_measures_count_from_the_first_day_of_the_step_to_the_day_before_the_raise(days, delay):
    person = career(date(2023, 11, 10))
    for day in days:
        disciplined(person, day)
    assert listed()[person.pk].delay_months == delay
    told = raise_of(actor=SYSTEM, person_id=person.pk, month=NOVEMBER)
    assert told.coming.delay_months == delay


@pytest.mark.parametrize(
    ("days", "delay"),
    [
        ([date(2023, 11, 9)], 0),
        ([date(2023, 11, 10)], 6),
        ([date(2026, 11, 9)], 6),
        ([date(2026, 11, 10)], 0),
        ([date(2024, 1, 1), date(2026, 11, 9)], 12),
    ],
)
def test_decisions_on_a_delay_count_inside_the_step_and_not_of_an_earlier_one(days, delay):
    person = career(date(2023, 11, 10))
    for day in days:
        put_off(person, day)
    assert listed()[person.pk].delay_months == delay
    told = raise_of(actor=SYSTEM, person_id=person.pk, month=NOVEMBER)
    assert told.coming.delay_months == delay


@pytest.mark.parametrize(("day", "delay"), [(date(2024, 5, 1), 6), (date(2024, 4, 30), 12)])
def test_a_measure_and_the_decision_on_its_delay_are_not_counted_twice(day, delay):
    person = career(date(2023, 11, 10))
    disciplined(person, date(2024, 5, 1), "CC-CC")
    put_off(person, day)
    assert listed()[person.pk].delay_months == delay


def test_a_rating_older_than_the_rule_is_for_people_to_judge():
    person = career(date(2012, 6, 1), step=1)
    rated(person, 2012)
    told = raise_of(actor=SYSTEM, person_id=person.pk, month=NOVEMBER)
    assert told.lack == RaiseLack.MEASURE
    assert listed()[person.pk].lack == RaiseLack.MEASURE


def test_a_decision_on_a_delay_settles_what_was_unsure_up_to_its_day():
    person = career(date(2023, 11, 10))
    disciplined(person, date(2024, 1, 1), since_printed="2024")
    disciplined(person, date(2024, 3, 1), "DV-KT")
    put_off(person, date(2024, 12, 30))
    assert listed()[person.pk].lack is RaiseLack.SETBACK
    put_off(person, date(2024, 12, 31), 3)
    line = listed()[person.pk]
    assert (line.lack, line.delay_months) == (None, 9)


@pytest.mark.parametrize(
    ("first", "last", "due_on"),
    [
        (date(2024, 1, 1), date(2025, 2, 28), date(2028, 1, 10)),
        (date(2023, 9, 10), date(2023, 11, 9), date(2026, 11, 10)),
        (date(2023, 9, 10), date(2023, 12, 9), date(2026, 12, 10)),
        # 10, then 11 working days: the 24th is a day off, the 25th of May a Sunday.
        (date(2025, 5, 9), date(2025, 5, 22), date(2026, 11, 10)),
        (date(2025, 5, 9), date(2025, 5, 23), date(2026, 12, 10)),
        (date(2026, 11, 9), date(2026, 12, 8), date(2026, 12, 10)),
        (date(2026, 11, 10), date(2027, 11, 9), date(2026, 11, 10)),
    ],
)
def test_leave_without_pay_makes_the_step_longer_by_its_months(first, last, due_on):
    person = career(date(2023, 11, 10))
    away(person, first, last)
    line = listed()[person.pk]
    assert (line.due_on, line.ordinary_on) == (due_on, date(2026, 11, 10))
    assert line.state is (RaiseState.DUE if due_on.month == 11 else RaiseState.DELAYED)
    assert add_months(line.ordinary_on, line.uncounted_months) == due_on


def test_who_is_still_away_without_a_last_day_cannot_be_told():
    person, other = career(date(2023, 11, 10)), career(date(2023, 11, 10))
    away(person, date(2026, 1, 1), None)
    away(other, date(2026, 1, 1), None, "TSAN")
    assert listed()[person.pk].lack is RaiseLack.LEAVE
    assert listed()[other.pk].state is RaiseState.DUE


def test_a_replaced_measure_or_rating_delays_nobody():
    person = career(date(2023, 11, 10))
    wrong = disciplined(person, date(2024, 5, 1))
    wrong.voided_by = PaperFactory()
    wrong.save()
    assert state_of(person) is RaiseState.DUE


def test_at_the_last_step_the_percent_begins_and_grows():
    first = career(date(2023, 11, 10), step=9)
    grown = career(date(2025, 11, 10), step=9, overframe_percent=6)
    late = career(date(2023, 1, 1), step=9)
    early = career(date(2026, 1, 1), step=9, overframe_percent=5)
    found = listed()
    assert {found[one.pk].state for one in (first, grown, late)} == {RaiseState.LAST_STEP}
    assert [found[one.pk].next_percent for one in (first, grown, late)] == [5, 7, 5]
    assert early.pk not in found


def made_unsure(tell, *values, **row):
    person = career(date(2023, 11, 10))
    tell(person, date(2024, 1, 1), *values, **row)
    return person


@pytest.mark.parametrize(
    ("make", "lack"),
    [
        (lambda: PersonFactory(object_kind="CC"), RaiseLack.STEP),
        (lambda: career(date(2023, 11, 1), rank=None), RaiseLack.RANK),
        (lambda: career(None), RaiseLack.SINCE),
        (lambda: career(date(2023, 1, 1), since_printed="2023"), RaiseLack.SINCE),
        (lambda: career(date(2023, 11, 1), step=10), RaiseLack.FIT),
        (lambda: career(date(2023, 11, 1), coefficient=Decimal("3.34")), RaiseLack.FIT),
        (lambda: career(date(2003, 11, 1)), RaiseLack.GROUP),
        (lambda: made_unsure(put_off, is_disputed=True), RaiseLack.SETBACK),
        (lambda: made_unsure(away, date(2025, 2, 1), since_printed="2024"), RaiseLack.SETBACK),
    ],
)
def test_what_cannot_be_computed_is_listed_with_what_is_missing(make, lack):
    person = make()
    line = listed()[person.pk]
    assert (line.state, line.lack) == (RaiseState.UNKNOWN, lack)
    assert line.due_on is None


def test_a_year_alone_that_cannot_be_due_yet_is_not_listed():
    assert state_of(career(date(2024, 1, 1), since_printed="2024")) is None


def test_a_month_alone_counts_from_its_first_day_and_the_coefficient_tells_the_step():
    person = career(date(2023, 11, 1), since_printed="2023-11", step=None,
                    coefficient=Decimal("3.33"))  # fmt: skip
    assert (listed()[person.pk].state, listed()[person.pk].step) == (RaiseState.DUE, 4)


def test_kinds_of_staff_without_ranks_are_not_asked_for_a_step():
    assert state_of(PersonFactory(object_kind="HD111")) is None


def test_a_party_measure_alone_is_for_people_to_judge_one_of_the_state_answers_it():
    person = career(date(2023, 11, 10))
    disciplined(person, date(2024, 5, 1), "DV-KT")
    assert listed()[person.pk].lack is RaiseLack.MEASURE
    disciplined(person, date(2024, 6, 1), "CC-KT")
    line = listed()[person.pk]
    assert (line.state, line.delay_months) == (RaiseState.DELAYED, 6)


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        ({"is_disputed": True}, RaiseLack.SETBACK),
        ({"since_printed": "2024"}, RaiseLack.SETBACK),
        ({"code": "CC-BTV"}, RaiseLack.MEASURE),
    ],
)
def test_an_unsure_measure_inside_the_period_leaves_the_day_unknown(row, lack):
    person = career(date(2023, 11, 10))
    disciplined(person, date(2024, 1, 1), **row)
    assert listed()[person.pk].lack is lack
    before = career(date(2023, 11, 10))
    disciplined(before, date(2022, 1, 1), **row)
    assert state_of(before) is RaiseState.DUE


def test_years_without_a_rating_are_named():
    person = career(date(2023, 11, 10))
    rated(person, 2024, "HT")
    assert listed()[person.pk].unrated == (2023, 2025)


def test_only_the_units_of_the_actor_are_listed_and_a_unit_filter_takes_its_subtree():
    here, there = UnitFactory(), UnitFactory()
    part = UnitFactory(parent=here, kind="division")
    inside = career(date(2023, 11, 10), unit=part)
    outside = career(date(2023, 11, 10), unit=there)
    actor = actor_for(here, may=People.RECORD_VIEW)
    with scope_of(actor):
        assert set(listed(actor=actor)) == {inside.pk}
        assert raise_of(actor=actor, person_id=inside.pk, month=NOVEMBER).coming
        with pytest.raises(NotVisible):
            raise_of(actor=actor, person_id=outside.pk, month=NOVEMBER)
    assert set(listed(unit=here.path)) == {inside.pk}
    assert set(listed(person_ids=(outside.pk,))) == {outside.pk}


@pytest.mark.parametrize(("month", "most"), [(NOVEMBER, 2), (date(2026, 10, 1), 3)])
def test_the_list_asks_the_same_few_statements_however_many_people_are_on_it(month, most):
    def asked():
        renew_raises(actor=SYSTEM, on=TODAY)
        with CaptureQueriesContext(connection) as statements:
            raises_in(actor=SYSTEM, wanted=RaiseQuery(month), today=TODAY)
        return len(statements)

    career(add_months(month, -36))
    few = asked()
    for _number in range(12):
        career(add_months(month, -36))
    assert few == asked() == most


def test_a_stretch_of_the_list_comes_in_the_order_of_days_and_names():
    days = [20, 5, 20, 11]
    names = ["Lê Ba", "Lê Tư", "Lê An", "Lê Hai"]
    for day, name in zip(days, names, strict=True):
        career(date(2023, 11, day), name=name)
    renew_raises(actor=SYSTEM, on=TODAY)
    stretch = raises_in(actor=SYSTEM, wanted=RaiseQuery(NOVEMBER), today=TODAY, first=1, most=2)
    assert [line.full_name for line in stretch.lines] == ["Lê Hai", "Lê An"]
    assert stretch.counts == {"due": 4}
