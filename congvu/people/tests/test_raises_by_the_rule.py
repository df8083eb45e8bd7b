"""The list of regular raises says of many what the pure rule says of one, in any month."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.periods import add_months, from_day, month_end
from congvu.people.choices import RaiseLack, RaiseState
from congvu.people.models import PayStep, RankHeld
from congvu.people.selectors.raises import raise_of
from congvu.people.tests.factories import PaperFactory
from congvu.people.tests.test_raise_list import (
    NOVEMBER,
    SYSTEM,
    TODAY,
    away,
    career,
    disciplined,
    fact,
    listed,
    put_off,
    rated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
KINDS = ("CC-KT", "CC-CC", "CC-CCH", "CC-GC", "VC-KT", "VC-CC", "DV-KT", "CC-BTV")
LENGTHS = st.sampled_from([10, 10, 10, 10, 7, 4])
# By whole months after the step began, a day sooner or later: where periods meet at their borders.
MEASURES = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, "CC-KT", "CC-CC", "VC-KT"]),
        st.integers(-2, 54),
        st.integers(-1, 1),
        LENGTHS,
        st.integers(0, 9),
    ),
    max_size=4,
)
DECIDED = st.lists(
    st.tuples(st.integers(-2, 48), st.integers(-1, 1), st.integers(1, 9), LENGTHS), max_size=2
)
# Gap before, whole months and odd days away, status; one time follows another.
TIMES_AWAY = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(0, 9), st.integers(-1, 30),
        st.sampled_from(["KL", "KL", "OM", "OM", "TDC", "TSAN"]), st.integers(0, 9),
    ),
    max_size=3,
)  # fmt: skip
# Days from today to a change on record: a raise, a break in pay, another rank.
LATER = st.one_of(
    st.none(), st.tuples(st.integers(-3, 400), st.sampled_from(["step", "none", "rank"]))
)
RATINGS = st.dictionaries(st.integers(0, 4), st.sampled_from(["KHT", "KHT", "HT"]), max_size=3)
CAREERS = st.tuples(
    st.sampled_from(["01.003", "01.003", "01.005", "V.07.02.26", None]),
    st.one_of(st.integers(1, 8), st.integers(1, 12), st.none()),
    st.sampled_from([None, None, 0, 5, 7]),
    st.one_of(
        st.dates(date(2021, 6, 1), date(2024, 3, 31)), st.dates(date(2012, 1, 1), date(2026, 1, 1))
    ),
    LENGTHS,
    MEASURES,
    RATINGS,
    st.integers(0, 9),
    DECIDED,
    TIMES_AWAY,
    LATER,
)


def printed(day, length):
    return "" if length == 10 else day.isoformat()[:length]


def cut(day, length):
    """The first day that a date printed so far can mean."""
    return {10: day, 7: day.replace(day=1), 4: day.replace(month=1, day=1)}[length]


def make(drawn):
    rank, step, percent, since, length, measures, ratings, disputed, decided, times, later = drawn
    since = cut(since, length)
    person = career(since, rank=rank, step=step, overframe_percent=percent,
                    since_printed=printed(since, length))  # fmt: skip
    for code, months, days, known, chance in measures:
        day = cut(add_months(since, months) + timedelta(days=days), known)
        disciplined(person, day, code, since_printed=printed(day, known), is_disputed=chance == 0)
    for years, level in ratings.items():
        rated(person, since.year + years, level, is_disputed=disputed == 0)
    for months, days, more, known in decided:
        day = cut(add_months(since, months) + timedelta(days=days), known)
        put_off(person, day, more, since_printed=printed(day, known))
    go_away(person, add_months(since, -5), times)
    if later is not None:
        change_later(person, TODAY + timedelta(days=later[0]), later[1])
    return person


def change_later(person, day, what):
    """From `day` the step is another, or there is none, or the rank is another."""
    model = RankHeld if what == "rank" else PayStep
    held = model.objects.filter(person=person, valid__startswith__lt=day).first()
    if held is None:
        return
    held.valid, held.end_basis = DateRange(held.valid.lower, day), PaperFactory()
    held.save()
    if what == "rank":
        fact(RankHeld, person, from_day(day), rank_id="01.002")
    elif what == "step":
        fact(PayStep, person, from_day(day), step=5)


def go_away(person, first, times):
    """One time away after another; one in ten runs on, one in ten is dated by its month."""
    for gap, months, days, code, chance in times:
        first = add_months(first, gap) + timedelta(days=gap)
        end = None if chance == 0 else add_months(first, months) + timedelta(days=days)
        last = end and max(end, first)
        away(person, first, last, code, since_printed=printed(first, 7) if chance == 1 else "")
        if last is None:
            return
        first = last + timedelta(days=1)


def expected(person, month):
    """What the pure rule says of the month: state, due day, what is missing."""
    told = raise_of(actor=SYSTEM, person_id=person.pk, month=month)
    last = month_end(month)
    if told.coming is None:
        return (RaiseState.UNKNOWN, None, told.lack)
    coming = told.coming
    if coming.due_on is None or coming.ordinary_on > last:
        return None
    if coming.due_on > last:
        state = RaiseState.DELAYED
    elif min(month, TODAY.replace(day=1)) <= coming.due_on < month:
        return None
    elif coming.percent:
        state = RaiseState.LAST_STEP
    else:
        state = RaiseState.DUE if coming.due_on >= month else RaiseState.OVERDUE
    return (state, coming.due_on, None)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    drawn=st.lists(CAREERS, min_size=5, max_size=8),
    months=st.integers(0, 20),
    ahead=st.booleans(),
)
def test_the_statement_says_of_many_what_the_rule_says_of_one(drawn, months, ahead):
    people = [make(one) for one in drawn]
    first = NOVEMBER if ahead else add_months(cut(drawn[0][3], 7), 36)
    month = add_months(first, months)
    found = listed(month, person_ids=tuple(person.pk for person in people))
    for person, one in zip(people, drawn, strict=True):
        line = found.get(person.pk)
        seen = line and (line.state, line.due_on, line.lack)
        rule = expected(person, month)
        if seen is None and rule and rule[2] in MAY_BE_LATER:
            assert earliest(person, month) > month_end(month), one
        else:
            assert seen == rule, (month, one)


MAY_BE_LATER = (RaiseLack.SINCE, RaiseLack.MEASURE, RaiseLack.LEAVE, RaiseLack.SETBACK)
"""Of those whose raise cannot be computed so, only they are listed who may be due by then."""


def earliest(person, month):
    """The first day the raise can be due: without any delay."""
    step = PayStep.objects.on(month_end(month)).get(person=person)
    rank = RankHeld.objects.on(month_end(month)).get(person=person).rank
    months = 24 if rank.salary_group == "B" else 36
    if step.step == rank.steps and step.overframe_percent:
        months = 12
    return add_months(step.valid.lower, months)
