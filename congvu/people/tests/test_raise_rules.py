"""The due day of the regular raise (E07), delays, and early raises."""

from datetime import date

import pytest

from congvu.core.periods import add_months
from congvu.law.selectors import law_of
from congvu.law.types import NoLawThatDay
from congvu.people.rules import raises
from congvu.people.rules.holding import Away, Delay, Setback, StillAway, rated_on
from congvu.people.rules.pay import NotInTheTable
from congvu.people.rules.raises import (
    EarlyCase,
    Holding,
    early_before_retirement,
    early_from,
    early_places,
    early_raise_refusals,
    next_raise,
)

LAW = law_of(*raises.CODES)
HELD = Holding("A1", "CC", 4, date(2023, 3, 15))


def not_completed(year):
    return Setback(rated_on(LAW, year))


def due(*events, held=HELD):
    return next_raise(LAW, held, events).due_on


def unpaid(on, months, days=0, code="KL"):
    """Leave of whole months and odd working days; its last day only stands in the trace."""
    return Away(on, add_months(on, months), code, months, days, "Nghỉ không hưởng lương")


def test_without_a_setback_the_step_lasts_its_months():
    coming = next_raise(LAW, HELD, [])
    assert coming.ordinary_on == coming.due_on == date(2026, 3, 15)
    assert (coming.step, str(coming.coefficient), coming.percent) == (5, "3.66", 0)
    assert due(held=Holding("B", "CC", 4, date(2023, 3, 15))) == date(2025, 3, 15)


def test_e07_a_warning_and_a_year_not_completed_add_up():
    coming = next_raise(LAW, HELD, [Setback(date(2024, 5, 1), "CC-CC"), not_completed(2024)])
    assert coming.ordinary_on == date(2026, 3, 15)
    assert coming.due_on == date(2027, 3, 15)
    assert coming.delay_months == 12


def test_two_consecutive_years_not_completed_delay_six_months_each():
    assert due(not_completed(2023), not_completed(2024)) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("code", "months"),
    [
        ("CB-KT", 6), ("CB-CC", 6), ("CB-CCH", 12),
        ("CC-KT", 6), ("CC-CC", 6), ("CC-CCH", 12),
        ("VC-KT", 3), ("VC-CC", 6), ("VC-CCH", 12),
    ],
)  # fmt: skip
def test_each_measure_delays_by_form_and_corps(code, months):
    assert due(Setback(date(2024, 5, 1), code)) == add_months(date(2026, 3, 15), months)


@pytest.mark.parametrize(
    ("on", "delayed"),
    [
        (date(2023, 3, 14), False),
        (date(2023, 3, 15), True),
        (date(2026, 3, 14), True),
        (date(2026, 3, 15), False),
    ],
)
def test_only_a_setback_inside_the_holding_period_delays(on, delayed):
    assert due(Setback(on, "CC-KT")) == date(2026, 9 if delayed else 3, 15)


def test_a_delay_makes_the_period_longer_for_the_next_setback():
    second = Setback(date(2026, 6, 1), "CC-KT")
    assert due(second) == date(2026, 3, 15)
    assert due(Setback(date(2025, 6, 1), "CC-KT"), second) == date(2027, 3, 15)


def test_a_year_counts_by_its_end():
    held = Holding("A1", "CC", 4, date(2024, 1, 1))
    assert due(not_completed(2023), held=held) == date(2027, 1, 1)
    assert due(not_completed(2024), held=held) == date(2027, 7, 1)
    assert due(not_completed(2026), held=held) == date(2027, 7, 1)
    assert due(not_completed(2027), held=held) == date(2027, 1, 1)


def test_a_month_without_that_day_ends_the_step_on_its_last_day():
    assert due(held=Holding("A1", "CC", 4, date(2024, 2, 29))) == date(2027, 2, 28)
    held = Holding("A1", "CC", 4, date(2023, 8, 31))
    assert due(Setback(date(2024, 1, 1), "CC-KT"), held=held) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2023, 3, 14), 0),
        (date(2023, 3, 15), 6),
        (date(2026, 3, 14), 6),
        (date(2026, 3, 15), 0),
    ],
)
def test_only_a_decision_inside_the_holding_period_puts_off(on, months):
    assert due(Delay(on, 6)) == add_months(date(2026, 3, 15), months)


def test_a_decision_answers_what_came_up_to_its_day_and_nothing_after():
    decided = Delay(date(2024, 8, 1), 6)
    on_its_day = Setback(date(2024, 8, 1), "CC-CC")
    day_after = Setback(date(2024, 8, 2), "CC-CC")
    assert due(decided, on_its_day, not_completed(2023)) == date(2026, 9, 15)
    assert due(decided, day_after) == date(2027, 3, 15)


def test_decisions_add_up_each_inside_the_period_made_longer_so_far():
    first, second = Delay(date(2026, 3, 14), 3), Delay(date(2026, 6, 14), 6)
    assert due(second) == date(2026, 3, 15)
    assert due(first, second) == date(2026, 12, 15)
    # A warning of the last days carries the decision on it past the ordinary day.
    warned = Setback(date(2026, 3, 1), "CC-CC")
    assert due(warned, Delay(date(2026, 9, 14), 12)) == date(2027, 3, 15)
    assert due(warned, Delay(date(2026, 9, 15), 12)) == date(2026, 9, 15)


def test_a_decision_settles_a_measure_that_has_no_rule_of_its_own():
    of_party = Setback(date(2025, 5, 1), "DV-KT")
    assert due(of_party, Delay(date(2026, 8, 1), 3)) == date(2026, 6, 15)
    with pytest.raises(NotInTheTable):
        due(of_party, Delay(date(2025, 4, 30), 3))


@pytest.mark.parametrize(
    ("on", "months"),
    [(date(2023, 3, 15), 4), (date(2026, 3, 14), 4), (date(2026, 3, 15), 0)],
)
def test_months_on_leave_without_pay_do_not_count(on, months):
    assert due(unpaid(on, 4)) == add_months(date(2026, 3, 15), months)


@pytest.mark.parametrize(("days", "months"), [(10, 2), (11, 3)])
def test_eleven_odd_working_days_make_a_month(days, months):
    assert due(unpaid(date(2024, 1, 1), 2, days)) == add_months(date(2026, 3, 15), months)


def test_odd_days_of_several_leaves_are_added_before_they_are_rounded():
    leaves = [unpaid(date(2024, month, 1), 0, 6) for month in (1, 4, 7, 10)]
    assert [due(*leaves[:n]).month for n in (1, 2, 3, 4)] == [3, 4, 4, 4]
    # 33 days: one month, and eleven odd ones.
    assert due(*leaves, unpaid(date(2025, 1, 1), 0, 9)).month == 5


def test_six_months_of_sick_leave_in_all_count():
    sick = [unpaid(date(2024, month, 1), 4, code="OM") for month in (1, 7)]
    assert due(sick[0]) == date(2026, 3, 15)
    assert due(*sick) == date(2026, 5, 15)
    assert due(unpaid(date(2024, 1, 1), 3), *sick) == date(2026, 8, 15)


def test_probation_is_left_out_since_the_law_says_so_and_other_states_never():
    held = Holding("A1", "CC", 1, date(2020, 8, 15))
    assert due(unpaid(date(2021, 8, 14), 3, code="TS"), held=held) == date(2023, 8, 15)
    assert due(unpaid(date(2021, 8, 15), 3, code="TS"), held=held) == date(2023, 11, 15)
    assert due(unpaid(date(2024, 1, 1), 6, code="TSAN")) == date(2026, 3, 15)


def test_leave_without_an_end_leaves_the_day_open():
    with pytest.raises(StillAway):
        due(Away(date(2026, 3, 14), None, "KL"))
    assert due(Away(date(2026, 3, 15), None, "KL")) == date(2026, 3, 15)


def test_the_trace_names_each_reason_with_its_law_and_how_sure_it_is():
    warned = Setback(date(2024, 5, 1), "CC-CC", "Cảnh cáo")
    decided = Delay(date(2024, 6, 1), 6, "Bị kỷ luật cảnh cáo")
    coming = next_raise(LAW, HELD, [unpaid(date(2025, 1, 1), 2, 3), warned, decided])
    assert (coming.ordinary_on, coming.due_on) == (date(2026, 3, 15), date(2026, 11, 15))
    assert (coming.delay_months, coming.uncounted_months) == (6, 2)
    told = {step.line.code: step for step in coming.steps if step.line}
    assert "Cảnh cáo" in told["raise.decided_delays"].text
    assert "01/06/2024" in told["raise.decided_delays"].text
    assert told["raise.decided_delays"].line.confidence == "unsure"
    assert "Nghỉ không hưởng lương" in told["raise.uncounted"].text
    assert told["raise.uncounted_odd_days"].line.confidence == "likely"
    assert "raise.delay_months" not in told


def test_at_the_last_step_the_percent_comes_instead():
    first = next_raise(LAW, Holding("A1", "CC", 9, date(2020, 1, 1)), [])
    assert (first.due_on, first.step, first.percent) == (date(2023, 1, 1), 9, 5)
    later = next_raise(LAW, Holding("A1", "CC", 9, date(2026, 1, 1), 7), [])
    assert (later.due_on, later.percent) == (date(2027, 1, 1), 8)
    in_b = next_raise(LAW, Holding("B", "CC", 12, date(2022, 7, 1)), [])
    assert in_b.due_on == date(2024, 7, 1)


def test_nothing_comes_above_the_last_step_of_senior_experts():
    coming = next_raise(LAW, Holding("CG", "CC", 3, date(2020, 1, 1)), [])
    assert coming.due_on is None
    assert coming.ordinary_on is None


def test_a_measure_the_law_gives_no_months_for_is_an_error_not_nothing():
    for code in ("DV-KT", "CC-BTV"):
        with pytest.raises(NotInTheTable):
            due(Setback(date(2024, 5, 1), code))
    # Demotion was abolished on 1/7/2025.
    assert due(Setback(date(2025, 6, 30), "CC-GC")) == date(2027, 3, 15)
    with pytest.raises(NotInTheTable):
        due(Setback(date(2025, 7, 1), "CC-GC"))
    with pytest.raises(NoLawThatDay):
        due(Setback(date(2013, 9, 14), "CC-KT"), held=Holding("A1", "CC", 4, date(2013, 1, 1)))


def test_the_trace_writes_the_sum_out_with_its_law():
    warned = Setback(date(2024, 5, 1), "CC-CC", "Cảnh cáo")
    coming = next_raise(LAW, HELD, [warned, not_completed(2024)])
    told = [step.text for step in coming.steps]
    assert len(told) == 5
    assert "15/03/2023" in told[0]
    assert "36" in told[1]
    assert "15/03/2026" in told[1]
    assert "Cảnh cáo" in told[2]
    assert "2024" in told[3]
    assert "15/03/2027" in told[4]
    assert {step.line.code for step in coming.steps if step.line} == {
        "pay.groups", "raise.delay_months", "raise.not_completed"
    }  # fmt: skip


def early(since, *, step=4, achieved_on=(date(2025, 1, 1),), was_early=False, **more):
    case = EarlyCase(
        year=2026,
        next=next_raise(LAW, Holding("A1", "CC", step, since), []),
        was_early=was_early,
        has_college=more.pop("has_college", True),
        achieved_on=achieved_on,
        **more,
    )
    return early_raise_refusals(LAW, case)


def test_an_early_raise_is_open_up_to_twelve_months_before_the_regular_one():
    assert early(date(2024, 12, 31)) == ()
    assert len(early(date(2025, 1, 1))) == 1


def test_an_early_raise_is_not_open_twice_in_a_row_nor_at_the_last_step():
    assert len(early(date(2024, 6, 1), was_early=True)) == 1
    assert len(early(date(2024, 6, 1), step=9)) == 1


@pytest.mark.parametrize(
    ("achieved_on", "more", "is_open"),
    [
        (date(2021, 1, 1), {}, True),
        (date(2020, 12, 31), {}, False),
        (date(2023, 1, 1), {"has_college": False}, True),
        (date(2022, 12, 31), {"has_college": False}, False),
        (date(2025, 1, 1), {"used_until": date(2025, 1, 1)}, False),
        (date(2027, 1, 1), {}, False),
    ],
)
def test_achievements_grow_old_and_are_used_up(achieved_on, more, is_open):
    assert (early(date(2024, 6, 1), achieved_on=[achieved_on], **more) == ()) is is_open


def test_one_of_ten_may_be_raised_early_and_the_rest_is_pooled():
    assert [early_places(LAW, people, 2026).places for people in (9, 10, 29)] == [0, 1, 2]
    assert early_places(LAW, 29, 2026).left_over == 9
    assert early_places(LAW, 29, 2026).until == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("since", "is_open"),
    [
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
        (date(2023, 9, 1), True),
        (date(2023, 6, 30), False),
    ],
)
def test_a_notice_of_retirement_brings_the_step_forward(since, is_open):
    coming = next_raise(LAW, Holding("A1", "CC", 4, since), [])
    refusals = early_before_retirement(
        LAW, coming, notice_on=date(2026, 6, 30), retires_on=date(2026, 12, 31)
    )
    assert (refusals == ()) is is_open


def test_an_early_raise_gains_twelve_months_at_most():
    coming = next_raise(LAW, HELD, [])
    assert early_from(LAW, coming, on=date(2025, 12, 31)) == date(2025, 3, 15)
    last = next_raise(LAW, Holding("A1", "CC", 9, date(2023, 1, 1)), [])
    assert early_from(LAW, last, on=date(2025, 12, 31)) is None
