"""Retirement months: the pairs of the worked examples, and the borders between them."""

from datetime import date

import pytest

from congvu.law.selectors import law_of
from congvu.people.rules import retirement
from congvu.people.rules.retirement import months_early, retirement_of

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
    leap = retires("1966-04-29", "M", postponed_for=["disease", "event", "illness"])
    assert leap.last_day == date(2028, 10, 31)
    assert leap.pension_from == date(2028, 11, 1)
    assert retires("1966-04-29", "M", postponed_for=["event", "illness"]).last_day.month == 7


def test_a_year_alone_counts_from_its_first_day_and_says_so():
    found = retires("1966", "M")
    assert found.reached_in == retires("1966-01-01", "M").reached_in == date(2027, 10, 1)
    assert found.is_day_assumed
    assert "01/01/1966" in found.steps[0].text
    assert not retires("1966-01-01", "M").is_day_assumed


def test_hard_work_takes_five_years_off_the_age_of_the_year_of_retirement():
    # Appendix II: men born 1/1966 retire at 55 years 3 months, as those born 1/1961 at 60 and 3.
    found = retires("1966-01-05", "M", is_hard_work=True)
    assert (found.age_months, found.reached_in) == (55 * 12 + 3, date(2021, 4, 1))
    assert retires("1980-05-01", "F", is_hard_work=True).age_months == 55 * 12


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
