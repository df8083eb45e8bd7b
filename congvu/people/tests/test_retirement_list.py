"""The retirement forecast: its counts, the lists behind them, and the pure rule of one person."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.periods import PartialDate, add_months, from_day
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Allowance, EmploymentStatus, HardWork
from congvu.people.permissions import People
from congvu.people.selectors.retirement_counts import count_retirements
from congvu.people.selectors.retirements import (
    LATER,
    PAST,
    UNKNOWN,
    Window,
    forecast_window,
    retirement_of_person,
    retirements_in,
)
from congvu.people.tests.factories import PaperFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 21)
YEARS = forecast_window(TODAY)


def born(day, sex="M", **more):
    first, last = PartialDate(day).bounds() if day else (None, None)
    return PersonFactory(born=day, born_from=first, born_to=last, sex=sex, **more)


def counted(unit, actor=SYSTEM, **more):
    """The counts of the first place of the forecast by period, men and women together."""
    places = count_retirements(actor=actor, today=TODAY, window=YEARS, unit=unit.path, **more)
    return {
        place.unit.code: {period: place.people(period) for period in place.counts}
        for place in places
    }


def period_of(month):
    """The period of the forecast by months that a month lies in."""
    if YEARS.first <= month < YEARS.end:
        return f"{month:%Y-%m}"
    return PAST if month < YEARS.first else LATER


def test_the_forecast_runs_ten_years_from_this_month():
    assert Window(date(2026, 11, 1), date(2036, 11, 1)) == YEARS


def test_people_are_counted_by_year_and_by_month_of_the_age():
    root = UnitFactory(code="kh")
    unit = UnitFactory(code="SNV", parent=root)
    part = UnitFactory(parent=unit, kind="division")
    born("1965-06-05", unit=part)
    born("1965-07-05", unit=unit)
    born("1969-12-31", "F", unit=unit)
    assert counted(root) == {"SNV": {"2026": 2, "2027": 1}}
    assert counted(root, by_month=True) == {"SNV": {"2026-12": 2, "2027-04": 1}}
    assert counted(unit)[part.code] == {"2026": 1}


def test_those_past_the_age_and_those_without_birth_or_sex_are_told_apart():
    unit = UnitFactory(code="SNV")
    born("1964-10-05", unit=unit)
    born("", unit=unit)
    born("1980-01-01", "", unit=unit)
    born("1990-01-01", unit=unit)
    assert counted(unit) == {"SNV": {PAST: 1, UNKNOWN: 2, LATER: 1}}


def test_the_window_holds_its_first_month_and_not_its_end():
    unit = UnitFactory()
    inside, before = born("1965-05-31", unit=unit), born("1965-04-30", unit=unit)
    window = Window(date(2026, 11, 1), date(2026, 12, 1))
    listed = retirements_in(actor=SYSTEM, today=TODAY, window=window, unit=unit.path)
    assert [line.person_id for line in listed.people] == [inside.pk]
    past = retirements_in(actor=SYSTEM, today=TODAY, window=window, kind=PAST, unit=unit.path)
    assert [line.person_id for line in past.people] == [before.pk]
    assert (listed.total, past.total) == (1, 1)


def test_a_line_names_the_last_day_the_pension_and_the_papers():
    unit = UnitFactory()
    born("1966-03", unit=unit)
    (line,) = retirements_in(actor=SYSTEM, today=TODAY, window=YEARS, unit=unit.path).people
    assert (line.last_day, line.pension_from) == (date(2027, 12, 31), date(2028, 1, 1))
    assert (line.notice_by, line.decision_by) == (date(2027, 6, 30), date(2027, 9, 30))
    assert line.is_assumed


def test_who_left_is_not_counted_and_others_units_are_out_of_sight():
    here, there = UnitFactory(), UnitFactory()
    seen, hidden = born("1966-03-01", unit=here), born("1966-03-01", unit=there)
    born("1966-03-01", unit=here, status="left")
    actor = actor_for(here, may=People.RECORD_VIEW)
    with scope_of(actor):
        listed = retirements_in(actor=actor, today=TODAY, window=YEARS)
        assert [line.person_id for line in listed.people] == [seen.pk]
        assert len(count_retirements(actor=actor, today=TODAY, window=YEARS, unit="")) == 1
        with pytest.raises(NotVisible):
            retirement_of_person(actor=actor, person_id=hidden.pk, today=TODAY)


def tell(model, person, first, last=None, **row):
    common = {"person": person, "unit_path": person.unit_path, "basis": person.basis}
    return model.objects.create(valid=from_day(first, last), **common, **row)


def forecast(person, **more):
    _person, found = retirement_of_person(actor=SYSTEM, person_id=person.pk, today=TODAY, **more)
    return found


def test_who_may_retire_at_the_lower_age_is_counted_and_listed_in_that_month():
    unit = UnitFactory(code="SNV")
    person = born("1972-05-10", unit=unit)
    assert counted(unit) == {"SNV": {"2034": 1}}
    tell(HardWork, person, date(2000, 1, 1), date(2014, 12, 31), kind="area", detail="Trường Sa")
    assert counted(unit, by_month=True) == {"SNV": {"2029-05": 1}}
    (line,) = retirements_in(actor=SYSTEM, today=TODAY, window=YEARS, unit=unit.path).people
    assert (line.last_day, line.pension_from) == (date(2029, 5, 31), date(2029, 6, 1))
    assert (line.notice_by, line.why) == (date(2028, 11, 30), "lower")
    assert "Trường Sa" in " ".join(step.text for step in forecast(person).steps)


def test_allowances_lost_capacity_and_hard_jobs_are_read_from_the_dossier():
    area, sick, both = (born("1972-05-10") for _one in range(3))
    tell(Allowance, area, date(2005, 1, 1), kind_code="KV", coefficient="0.7")
    day = date(2026, 3, 1)
    tell(sick.healthchecks.model, sick, day, day, capacity_lost_percent=61)
    tell(Allowance, both, date(2013, 1, 1), kind_code="KV", coefficient="1.0")
    tell(HardWork, both, date(2021, 1, 1), kind="job")
    assert [forecast(one).last_day for one in (area, sick, both)] == [date(2029, 5, 31)] * 3
    for coefficient, kind in (("0.5", "KV"), ("0.7", "CV")):
        other = born("1972-05-10")
        tell(Allowance, other, date(2000, 1, 1), kind_code=kind, coefficient=coefficient)
        assert forecast(other).last_day == date(2034, 5, 31)


def test_a_disputed_or_voided_time_moves_nobody():
    person = born("1972-05-10")
    since = date(2000, 1, 1)
    tell(HardWork, person, since, kind="job", is_disputed=True)
    wrong = tell(HardWork, person, since, kind="job")
    assert forecast(person).is_lower
    wrong.voided_by = PaperFactory()
    wrong.save()
    assert not forecast(person).is_lower


def test_who_is_kept_past_the_age_is_forecast_by_the_last_day_of_that():
    unit = UnitFactory(code="SNV")
    person = born("1964-05-05", unit=unit)
    assert counted(unit) == {"SNV": {PAST: 1}}
    tell(EmploymentStatus, person, date(2025, 9, 1), date(2027, 8, 15), status_code="KD",
         reason="Chuyên gia")  # fmt: skip
    assert counted(unit, by_month=True) == {"SNV": {"2027-08": 1}}
    (line,) = retirements_in(actor=SYSTEM, today=TODAY, window=YEARS, unit=unit.path).people
    assert (line.last_day, line.pension_from) == (date(2027, 8, 15), date(2027, 9, 1))
    assert (line.notice_by, line.why) == (date(2027, 2, 15), "kept")


def test_kept_on_without_a_last_day_stays_past_the_age():
    unit = UnitFactory(code="SNV")
    person = born("1964-05-05", unit=unit)
    tell(EmploymentStatus, person, date(2025, 9, 1), status_code="KD")
    assert counted(unit) == {"SNV": {PAST: 1}}


def test_the_forecast_asks_the_same_few_statements_for_many():
    def asked():
        with CaptureQueriesContext(connection) as statements:
            retirements_in(actor=SYSTEM, today=TODAY, window=YEARS)
            count_retirements(actor=SYSTEM, today=TODAY, window=YEARS, unit="")
        return len(statements)

    for _one in range(9):
        tell(HardWork, born("1972-05-10"), date(2000, 1, 1), kind="job")
    assert asked() == 8


BIRTHS = st.tuples(
    st.dates(date(1955, 1, 1), date(1985, 12, 31)),
    st.sampled_from([10, 10, 7, 4]),
    st.sampled_from("MF"),
    st.sampled_from([None, None, (1995, 16), (2014, None), (2000, 14)]),
    st.sampled_from([None, None, None, 2026, 2031]),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(BIRTHS, min_size=5, max_size=12))
def test_the_statement_says_of_many_what_the_rule_says_of_one(drawn):
    unit = UnitFactory()
    people = []
    for day, length, sex, hard, until in drawn:
        people.append(born(day.isoformat()[:length], sex, unit=unit))
        if hard:
            first = date(hard[0], 3, 5)
            last = hard[1] and add_months(first, 12 * hard[1])
            tell(HardWork, people[-1], first, last, kind="job")
        if until:
            tell(EmploymentStatus, people[-1], date(2025, 1, 1), date(until, 7, 9),
                 status_code="KD")  # fmt: skip
    ever = Window(date(1990, 1, 1), date(2100, 1, 1))
    listed = retirements_in(actor=SYSTEM, today=TODAY, window=ever, unit=unit.path)
    found = {line.person_id: line for line in listed.people}
    for person in people:
        _person, rule = retirement_of_person(actor=SYSTEM, person_id=person.pk, today=TODAY)
        line = found[person.pk]
        assert (line.leaves_in, line.last_day, line.pension_from) == (
            rule.leaves_in, rule.last_day, rule.pension_from
        )  # fmt: skip
        assert (line.notice_by, line.decision_by) == (rule.notice_by, rule.decision_by)
        assert line.is_assumed is rule.is_day_assumed
        assert (line.why == "kept", line.why == "lower") == (rule.is_kept, rule.is_lower)
    months = Counter(period_of(line.leaves_in) for line in listed.people)
    assert counted(unit, by_month=True) == {unit.code: months}
