"""Stored answers, explained answers and a slow oracle in plain Python say the same of anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.periods import from_day
from congvu.establishment.tests.factories import UnitFactory
from congvu.standards import selectors
from congvu.standards.choices import Answer
from congvu.standards.commands import run_screening
from congvu.standards.models import Finding
from congvu.standards.tests.factories import DAY, LEVELS, SYSTEM, person_with

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
GRADES = {"01.001": "CVCC", "01.003": "CV", "01.004": "CS", "01.005": "NV"}
ASKED = {"CVCC": 4, "CV": 4}
TITLES = {"": "", "DEPARTMENT_HEAD": "S2", "DEPARTMENT_DEPUTY": "S3", "COMMUNE_CHAIR": "S4"}
STORED = (Answer.NOT_MET, Answer.UNKNOWN)


def maybe(values):
    return st.none() | st.sampled_from(sorted(values))


days = st.dates(DAY - timedelta(days=1500), DAY).filter(lambda day: (day.month, day.day) != (2, 29))
people = st.fixed_dictionaries(
    {
        "rank": maybe(GRADES),
        "degree": maybe(["CM-TC", "CM-CD", "CM-DH", "CM-ThS"]),
        "theory": maybe(LEVELS["politics"]),
        "title": maybe(TITLES),
        "rating": maybe(["XS", "HT", "KHT"]),
        "born": st.none() | st.dates(date(1962, 1, 1), date(1972, 12, 31)),
        "sex": st.sampled_from(["M", "F"]),
        "punished": st.none() | days,
    }
)


def three(value):
    """A comparison of values that may be missing, as an answer."""
    return Answer.UNKNOWN if value is None else Answer.MET if value else Answer.NOT_MET


def where(applies, holds):
    """A criterion that applies, does not, or of which neither is known."""
    if applies is False:
        return None
    if holds:
        return Answer.MET
    return Answer.NOT_MET if applies and holds is False else Answer.UNKNOWN


def at_least(code, family, least):
    return None if code is None else LEVELS[family][code] >= least


def oracle(drawn):
    """What the law says, worked out the slow way for a few criteria."""
    grade = GRADES.get(drawn["rank"])
    group = TITLES.get(drawn["title"])
    degree = at_least(drawn["degree"], "education", 4)
    return {
        "degree_university": where(None if grade is None else grade in ASKED, degree),
        "leader_degree": where(None if group is None else group != "", degree),
        "theory_advanced": where(
            None if group is None else group == "S2", at_least(drawn["theory"], "politics", 3)
        ),
        "no_discipline": three(not is_punished(drawn["punished"])),
        "retirement_month": three(None if drawn["born"] is None else not is_past(drawn)),
    }


def is_punished(since):
    return since is not None and since <= DAY < since.replace(year=since.year + 1)


def is_past(drawn):
    """Counts months from birth with the steps of the road map, three or four months a year."""
    months, step, last = {"M": (720, 3, 744), "F": (660, 4, 720)}[drawn["sex"]]
    born = drawn["born"].year * 12 + drawn["born"].month - 1
    ages = [(year, min(months + step * (year - 2020), last)) for year in range(2021, 2036)]
    reached = next((born + age for year, age in ages if (born + age) // 12 <= year), born + last)
    return reached < DAY.year * 12 + DAY.month - 1


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.lists(people, min_size=3, max_size=8))
def test_stored_explained_and_worked_out_by_hand_agree(drawn):
    unit = UnitFactory()
    made = [(person_with(unit, **facts_of(one)), one) for one in drawn]
    run = run_screening(actor=SYSTEM, unit=unit, on=DAY, now=NOW)
    for person, one in made:
        explained = selectors.explain(actor=SYSTEM, person=person, on=DAY)
        stored = Finding.objects.filter(run=run, person=person)
        told = {e.criterion.code: (e.answer, e.shown) for e in explained if e.answer in STORED}
        assert {f.criterion: (f.answer, f.shown) for f in stored} == told
        answers = {e.criterion.code: e.answer for e in explained}
        assert {code: answers[code] for code in oracle(one)} == oracle(one)


def facts_of(one):
    """The arguments of `person_with` for what was drawn."""
    facts = {key: one[key] for key in ("rank", "degree", "theory", "title", "rating")}
    facts = {key: value for key, value in facts.items() if value is not None}
    if one["born"] is not None:
        facts["born"] = one["born"].isoformat()
    if one["punished"] is not None:
        facts["discipline"] = {"valid": from_day(one["punished"])}
    return {**facts, "sex": one["sex"]}
