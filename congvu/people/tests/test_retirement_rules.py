"""Retirement months: the pairs of the worked examples, and the borders between them."""

from datetime import date

import pytest

from congvu.law.selectors import law_of
from congvu.people.rules import retirement
from congvu.people.rules.hard_work import HardTime
from congvu.people.rules.retirement import (
    Circumstances,
    latest_stay,
    months_early,
    retirement_of,
)

LAW = law_of(*retirement.CODES)
ON = date(2026, 11, 21)


def retires(born, sex, **more):
    return retirement_of(LAW, born, sex, on=ON, **more)


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [
        ("M", "1964-10", "2026-04"), ("M", "1965-06", "2026-12"), ("M", "1965-07", "2027-04"),
        ("M", "1966-03", "2027-12"), ("M", "1966-04", "2028-04"), ("M", "1969-08", "2031-08"),
        ("M", "1970-05", "2032-05"), ("F", "1969-05", "2026-05"), ("F", "1969-12", "2026-12"),
        ("F", "1975-02", "2034-10"), ("F", "1979-10", "2039-10"),
    ],
)  # fmt: skip
def test_the_month_of_retirement_age(sex, born, reached):
    found = retires(f"{born}-17", sex)
    assert f"{found.reached_in:%Y-%m}" == reached
    assert retires(born, sex).reached_in == found.reached_in


@pytest.mark.parametrize(
    ("born", "pension", "early"),
    [("1966-03-31", date(2028, 1, 1), 32), ("1966-04-01", date(2028, 5, 1), 36)],
)
def test_e10_one_day_later_born_retires_four_months_later(born, pension, early):
    found = retires(born, "M")
    assert found.pension_from == pension
    assert months_early(date(2025, 5, 1), pension) == early


def test_service_ends_with_the_last_day_of_the_month_and_papers_come_before():
    found = retires("1966-03-31", "M")
    assert found.last_day == date(2027, 12, 31)
    assert found.notice_by == date(2027, 6, 30)
    assert found.decision_by == date(2027, 9, 30)


def test_a_year_alone_counts_from_its_first_day_and_says_so():
    found = retires("1966", "M")
    assert found.reached_in == retires("1966-01-01", "M").reached_in == date(2027, 10, 1)
    assert found.is_day_assumed
    assert "01/01/1966" in found.steps[0].text
    assert not retires("1966-01-01", "M").is_day_assumed


def kept(until):
    return Circumstances(kept_until=until, kept_why="Tuổi cao hơn")


@pytest.mark.parametrize(
    ("until", "last_day", "pension", "notice"),
    [
        (date(2028, 4, 30), date(2028, 4, 30), date(2028, 5, 1), date(2027, 10, 31)),
        (date(2028, 5, 1), date(2028, 5, 1), date(2028, 6, 1), date(2027, 11, 1)),
        (date(2029, 4, 30), date(2029, 4, 30), date(2029, 5, 1), date(2028, 10, 31)),
    ],
)
def test_who_is_kept_on_leaves_with_the_last_day_of_that(until, last_day, pension, notice):
    found = retires("1966-04-29", "M", told=kept(until))
    assert (found.last_day, found.pension_from, found.notice_by) == (last_day, pension, notice)
    assert found.age_last_day == date(2028, 4, 30)
    assert found.is_kept is (until > found.age_last_day)


@pytest.mark.parametrize(
    ("reason", "latest"),
    [
        ("event", date(2028, 5, 31)), ("illness", date(2028, 7, 31)),
        ("disease", date(2028, 10, 31)), ("higher_age", date(2033, 4, 30)),
    ],
)  # fmt: skip
def test_each_reason_to_stay_has_its_longest_time(reason, latest):
    assert latest_stay(LAW, retires("1966-04-29", "M"), reason, on=ON)[0] == latest


def hard(*spans, allowance=False):
    times = [
        HardTime(date.fromisoformat(first), last and date.fromisoformat(last), "Vùng", allowance)
        for first, last in spans
    ]
    return Circumstances(times=tuple(times))


def lower(*spans, born="1972-05-10", on=ON, **more):
    """The month of the lower age; None where it is not open."""
    found = retirement_of(LAW, born, "M", on=on, told=hard(*spans, **more))
    return found.lower_last_day and f"{found.lower_last_day:%Y-%m}"


def test_hard_work_takes_five_years_off_the_age_of_the_year_of_retirement():
    # Appendix II: men born 1/1966 retire at 55 years 3 months, as those born 1/1961 at 60 and 3.
    found = retires("1966-01-05", "M", told=hard(("2000-01-01", "2014-12-31")))
    assert found.lower_last_day == date(2021, 4, 30)
    assert retirement.age_months(LAW, date(1980, 5, 1), "F", on=ON, is_lower=True) == 55 * 12


@pytest.mark.parametrize(
    ("last", "month"), [("2019-12-31", "2029-05"), ("2019-12-30", None), (None, "2029-05")]
)
def test_fifteen_years_of_hard_work_open_the_lower_age_and_not_a_day_less(last, month):
    assert lower(("2005-01-01", last)) == month


@pytest.mark.parametrize(
    ("since", "month"),
    [
        # 15 years are full on 31/05/2029, in the month of the age; a day later, a month later.
        ("2014-06-01", "2029-05"), ("2014-06-02", "2029-06"), ("2019-05-01", "2034-04"),
        # No sooner than the ordinary age.
        ("2019-05-02", None),
    ],
)  # fmt: skip
def test_work_that_goes_on_opens_it_in_the_month_the_years_are_full(since, month):
    assert lower((since, None)) == month


def test_times_are_added_up_and_overlapping_ones_counted_once():
    assert lower(("2000-01-01", "2007-06-30"), ("2010-01-01", "2017-06-30")) == "2029-05"
    assert lower(("2000-01-01", "2007-06-30"), ("2010-01-01", "2017-06-29")) is None
    assert lower(("2000-01-01", "2009-12-31"), ("2005-01-01", "2014-12-30")) is None
    assert lower(("2000-01-01", "2009-12-31"), ("2005-01-01", "2014-12-31")) == "2029-05"
    # 16 and 15 odd days make a month.
    odd = [("2010-01-01", "2017-06-15"), ("2018-01-01", "2018-01-31")]
    assert lower(("2000-01-01", "2007-06-16"), *odd) == "2029-05"
    assert lower(("2000-01-01", "2007-06-15"), *odd) is None


def test_the_allowance_of_an_area_counts_up_to_the_end_of_2020():
    assert lower(("2006-01-01", None), allowance=True) == "2029-05"
    assert lower(("2006-01-02", None), allowance=True) is None
    assert lower(("2021-01-01", None), allowance=True) is None


@pytest.mark.parametrize(("percent", "is_open"), [(60, False), (61, True)])
def test_lost_working_capacity_opens_it_from_its_assessment(percent, is_open):
    told = Circumstances(assessed=((date(2030, 3, 5), percent),))
    found = retires("1972-05-10", "M", told=told)
    assert (found.lower_last_day == date(2030, 3, 31)) is is_open


def test_the_lower_age_is_forecast_while_it_lies_ahead_then_the_ordinary_one():
    told = hard(("2000-01-01", "2014-12-31"))
    for on, last_day in ((date(2029, 5, 31), date(2029, 5, 31)), (date(2029, 6, 1), None)):
        found = retirement_of(LAW, "1972-05-10", "M", on=on, told=told)
        assert found.last_day == (last_day or found.age_last_day)
        assert found.is_lower is bool(last_day)
    assert found.age_last_day == date(2034, 5, 31)


def test_the_trace_names_what_moves_the_day_with_its_law():
    lowered = retires("1972-05-10", "M", told=hard(("2005-01-01", None)))
    told = {step.line.code: step for step in lowered.steps[:-2]}
    assert "31/12/2019" in told["retirement.hard_work"].text
    assert "05/2029" in told["retirement.lower_age_months"].text
    assert told["retirement.lower_age_used"].line.confidence == "unsure"
    stays = retires("1966-04-29", "M", told=kept(date(2029, 4, 30)))
    told = {step.line.code: step.text for step in stays.steps[:-2]}
    assert "30/04/2029" in told["retirement.kept_until"]
    assert "Tuổi cao hơn" in told["retirement.kept_until"]


def test_the_age_of_each_birth_is_the_first_month_at_which_the_years_age_is_reached():
    """The stored table against the rule it was made from: so much a year until the last."""

    def by_year(sex, year):
        if sex == "M":
            return min(723 + 3 * (year - 2021), 744)
        return min(664 + 4 * (year - 2021), 720)

    for sex, first in (("M", 1961), ("F", 1966)):
        for month in range(first * 12, 1990 * 12):
            born = date(month // 12, month % 12 + 1, 1)
            age = next(age for age in range(600, 800) if age >= by_year(sex, (month + age) // 12))
            assert retirement.age_months(LAW, born, sex, on=ON) == age
