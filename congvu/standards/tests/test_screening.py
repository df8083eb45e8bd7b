"""A screening: what it stores, for whom, and that it says what an explanation says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.duties.models import Duty
from congvu.establishment.tests.factories import UnitFactory
from congvu.law.selectors import lines_of
from congvu.people.models import Posting
from congvu.standards import commands, selectors
from congvu.standards.choices import Answer, RunState
from congvu.standards.criteria import all_criteria, criteria_on
from congvu.standards.models import Finding, Run, Tally
from congvu.standards.permissions import Standards
from congvu.standards.tests.factories import DAY, SYSTEM, answer_of, fact, person_with

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def root():
    return UnitFactory(code="kh", kind="province")


@pytest.fixture
def office(root):
    return UnitFactory(parent=root)


def screen(unit, on=DAY, actor=SYSTEM):
    return commands.run_screening(actor=actor, unit=unit, on=on, now=NOW)


def test_there_are_twelve_national_criteria_each_with_source_and_confidence():
    assert len(criteria_on(DAY)) == 12
    assert sorted({line.order for line in all_criteria()}) == list(range(1, 13))
    assert all(line.source and line.confidence for line in all_criteria())


def test_criteria_that_cannot_be_computed_on_their_first_day_would_fail_here():
    person = person_with()
    for line in all_criteria():
        selectors.explain(actor=SYSTEM, person=person, on=line.since)


def test_only_not_met_and_unknown_are_stored_one_by_one_and_all_are_counted(office):
    lacking = person_with(office, rank="01.003", degree="CM-CD")
    holding = person_with(office, rank="01.003", degree="CM-DH")
    silent = person_with(office, rank="01.003")
    run = screen(office)
    found = Finding.objects.filter(run=run, criterion="degree_university")
    assert {f.person_id: f.answer for f in found} == {
        lacking.pk: Answer.NOT_MET,
        silent.pk: Answer.UNKNOWN,
    }
    tally = Tally.objects.get(run=run, criterion="degree_university")
    assert (tally.met, tally.not_met, tally.unknown) == (1, 1, 1)
    assert not Finding.objects.filter(person=holding, criterion="degree_university").exists()
    assert (run.state, run.people) == (RunState.DONE, 3)


def test_a_finding_keeps_the_facts_it_saw_and_the_run_the_lines_of_the_law(office):
    person = person_with(office, rank="01.003", degree="CM-CD", born="1990-05-01", sex="M")
    run = screen(office)
    finding = Finding.objects.get(run=run, person=person, criterion="degree_university")
    assert finding.shown == {"education.level": 3, "rank.grade": "CV"}
    parameters = {line["parameter"] for line in run.lines if "parameter" in line}
    assert {"retirement.age_months", "discipline.effect_months"} <= parameters
    sources = {line["criterion"]: line["source"] for line in run.lines if "criterion" in line}
    assert sources["theory_advanced"] == "NĐ 334/2025/NĐ-CP"


def test_a_date_known_by_halves_is_shown_with_both_bounds(office):
    year = {"born": "1964", "born_from": date(1964, 1, 1), "born_to": date(1964, 12, 31)}
    person = person_with(office, sex="M", **year)
    run = screen(office)
    finding = Finding.objects.get(run=run, person=person, criterion="retirement_month")
    assert finding.shown == {"retirement.last_day": ["2025-04-30", "2026-06-30"]}


def test_people_of_other_units_are_left_out(root, office):
    other = UnitFactory(parent=root)
    person_with(office)
    person_with(other)
    assert screen(office).people == 1
    assert screen(root).people == 2


def test_who_has_left_is_screened_on_days_of_service_only(office):
    left = {"valid": from_day(date(2010, 1, 1), date(2025, 3, 31))}
    person_with(office, status="left", service=left)
    person_with(office, service={"valid": from_day(date(2026, 1, 5))})
    person_with(office, status="left")
    assert screen(office, date(2025, 3, 31)).people == 1
    assert screen(office, date(2025, 4, 1)).people == 0
    assert screen(office, date(2026, 1, 4)).people == 0
    assert screen(office, date(2026, 1, 5)).people == 1


def test_an_old_day_is_screened_by_the_criteria_of_that_day(office):
    person_with(office, title=("DEPARTMENT_HEAD", {"valid": from_day(date(2020, 1, 1))}))
    run = screen(office, date(2024, 6, 1))
    codes = {line["criterion"]: line["source"] for line in run.lines if "criterion" in line}
    assert "lower_post" not in codes
    assert codes["theory_advanced"] == "NĐ 29/2024/NĐ-CP"
    assert not Finding.objects.filter(run=run, criterion="lower_post").exists()


def test_a_day_before_every_criterion_is_refused(office):
    with pytest.raises(commands.NoCriterionThatDay):
        screen(office, date(2015, 1, 1))


def test_a_new_run_replaces_nothing_and_becomes_the_current_one(office):
    person_with(office, rank="01.003", degree="CM-CD")
    first, second = screen(office, DAY - timedelta(days=1)), screen(office)
    old = screen(office, date(2024, 6, 1))
    assert Run.objects.count() == 3
    assert Finding.objects.filter(run=first).exists()
    path = office.path
    assert selectors.current_run(actor=SYSTEM, path=path, on=DAY) == second
    assert selectors.current_run(actor=SYSTEM, path=path, on=date(2025, 1, 1)) == old


def test_only_the_latest_runs_keep_findings_one_by_one(office, monkeypatch):
    kept = lines_of(commands.KEPT_RUNS)[-1].value
    person_with(office)
    runs = [screen(office) for _ in range(kept + 1)]
    assert not Finding.objects.filter(run=runs[0]).exists()
    assert Finding.objects.filter(run=runs[1]).exists()
    assert Tally.objects.filter(run=runs[0]).exists()


def test_on_a_day_before_every_criterion_nothing_is_told_of_anybody(office):
    person = person_with(office)
    early = min(line.since for line in all_criteria()) - timedelta(days=1)
    assert selectors.explain(actor=SYSTEM, person=person, on=early) == []
    assert selectors.explain_under(actor=SYSTEM, path=office.path, on=early) == {}


def test_missing_data_becomes_a_duty_that_ends_when_the_data_is_there(office):
    person = person_with(office, born="1990-05-01", service={"valid": from_day(date(2026, 2, 1))})
    screen(office)
    duty = Duty.objects.get(kind=commands.MISSING_DATA)
    assert (duty.unit_path, duty.permission) == (office.path, "people.record.change")
    assert "1" in duty.title
    person.sex, person.object_kind = "F", "HD111"
    person.save()
    fact(Posting, person, unit=office, title="Chuyên viên")
    screen(office)
    duty.refresh_from_db()
    assert duty.done_at is not None


def test_missing_data_is_asked_once_where_the_unit_moves_meanwhile(office):
    person_with(office)
    screen(office)
    with connection.cursor() as cursor:
        there = f"{UnitFactory(parent=office.parent).path}.{office.path.rpartition('.')[2]}"
        cursor.execute("SELECT congvu_move_places(%s::ltree, %s::ltree)", [office.path, there])
    office.refresh_from_db()
    screen(office)
    duty = Duty.objects.get(kind=commands.MISSING_DATA)
    assert (duty.unit_path, duty.done_at) == (office.path, None)


def test_screening_needs_the_permission_on_the_unit(office):
    elsewhere = actor_for(UnitFactory(), may=Standards.RUN)
    with pytest.raises(Forbidden):
        screen(office, actor=elsewhere)
    assert screen(office, actor=actor_for(office, may=Standards.RUN)).state == RunState.DONE


def test_asking_twice_for_the_same_is_asking_once(office):
    actor = actor_for(office, may=Standards.RUN)
    first = commands.request_screening(actor=actor, unit=office, on=DAY)
    assert commands.request_screening(actor=actor, unit=office, on=DAY) == first


def test_a_run_that_was_done_is_not_carried_out_again(office):
    run = commands.request_screening(
        actor=actor_for(office, may=Standards.RUN), unit=office, on=DAY
    )
    person_with(office)
    commands.begin_screening(actor=SYSTEM, run_id=run.pk, now=NOW)
    commands.finish_screening(actor=SYSTEM, run_id=run.pk, now=NOW)
    count = Finding.objects.count()
    again = commands.finish_screening(actor=SYSTEM, run_id=run.pk, now=NOW)
    assert (again.state, Finding.objects.count()) == (RunState.DONE, count)


def test_a_failure_is_told_in_words(office):
    run = commands.request_screening(
        actor=actor_for(office, may=Standards.RUN), unit=office, on=DAY
    )
    commands.fail_screening(actor=SYSTEM, run_id=run.pk, failure="Hết chỗ.", now=NOW)
    assert selectors.open_run(actor=SYSTEM, path=office.path).failure == "Hết chỗ."


def test_findings_of_other_units_are_seen_neither_by_selectors_nor_by_raw_rows(root, office):
    other = UnitFactory(parent=root)
    person_with(office)
    person_with(other)
    run = screen(root)
    actor = actor_for(office, may=(Standards.VIEW, "people.record.view"))
    seen = selectors.search_findings(actor=actor, run=run)
    assert {str(finding.unit_path) for finding in seen} == {office.path}
    with scope_of(actor):
        assert set(Finding.objects.values_list("unit", flat=True)) == {office.pk}
        assert set(Tally.objects.values_list("unit", flat=True)) == {office.pk}
    with scope_of(Actor(account_id=None, name="")):
        assert not Finding.objects.exists()


def test_a_person_sees_the_findings_on_himself_and_no_others(office):
    own, other = person_with(office), person_with(office)
    run = screen(office)
    actor = Actor(account_id=1, name="x", person_id=str(own.pk))
    with scope_of(actor):
        seen = set(Finding.objects.values_list("person", flat=True))
    assert seen == {own.pk}
    finding = Finding.objects.filter(run=run, person=own).first()
    assert selectors.get_finding(actor=actor, finding_id=finding.pk) == finding
    hidden = Finding.objects.filter(run=run, person=other).first()
    with pytest.raises(Forbidden):
        selectors.get_finding(actor=actor, finding_id=hidden.pk)


def test_an_explanation_agrees_with_what_is_stored(office):
    people = [
        person_with(office, rank="01.003", degree="CM-CD", title="DEPARTMENT_HEAD", theory="TC"),
        person_with(office, rank="01.004", rating="KHT", discipline={}),
        person_with(office),
    ]
    run = screen(office)
    for person in people:
        stored = {f.criterion: (f.answer, f.shown) for f in Finding.objects.filter(person=person)}
        told = {
            one.criterion.code: (one.answer, one.shown)
            for one in selectors.explain(actor=SYSTEM, person=person, on=run.on)
            if one.answer in (Answer.NOT_MET, Answer.UNKNOWN)
        }
        assert stored == told
    assert answer_of("no_discipline", people[1]) is Answer.UNKNOWN
