"""What a check blocks: the last day that fails, the first that passes."""

from datetime import date
from decimal import Decimal

import pytest

from congvu.catalog.models import Rank
from congvu.core.periods import from_day
from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.fields import FIELDS, WrongAnswer
from congvu.decisions.forms.lines import is_about_somebody_new
from congvu.decisions.models import Decision, DecisionChange
from congvu.decisions.register import kinds
from congvu.decisions.tests.factories import SYSTEM, TODAY, answers_to, draft, issued, line
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Allowance, Discipline
from congvu.people.tests.factories import PostingFactory


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử")


@pytest.fixture
def person(office):
    person = PostingFactory(
        person__unit=office, person__object_kind="CC", person__sex="M",
        person__born="1966-03-15", person__born_from=date(1966, 3, 15),
        person__born_to=date(1966, 3, 15),
    ).person  # fmt: skip
    common = {"person": person, "basis": person.basis, "unit_path": person.unit_path}
    person.rankhelds.create(
        rank=Rank.objects.get(pk="01.003"), valid=from_day(date(2005, 1, 1)), **common
    )
    person.paysteps.create(step=3, coefficient="3.00", valid=from_day(date(2023, 5, 15)), **common)
    return person


def blocked(kind, office, *lines, on=TODAY, **more):
    decision = draft(kind, *lines, issuer=office, on=on, **more)
    return try_decision(actor=SYSTEM, decision=decision, today=TODAY).is_blocked


@pytest.mark.parametrize(
    ("on", "is_blocked"), [(date(2026, 5, 14), True), (date(2026, 5, 15), False)]
)
def test_a_regular_raise_comes_on_its_day_and_not_before(office, person, on, is_blocked):
    told = line(person, step=4, coefficient="3,33")
    assert blocked("NLTX", office, told, on=on) is is_blocked


@pytest.mark.parametrize(
    ("step", "coefficient"), [(5, "3,66"), (3, "3,00"), (4, "3,34"), (10, "5,31")]
)
def test_a_raise_goes_up_one_step_by_the_table(office, person, step, coefficient):
    assert blocked("NLTX", office, line(person, step=step, coefficient=coefficient))


@pytest.mark.parametrize(("months", "is_blocked"), [(12, False), (13, True), (0, True)])
def test_an_early_raise_comes_at_most_a_year_early(office, person, months, is_blocked):
    told = line(person, step=4, coefficient="3,33", months_early=months)
    assert blocked("NLTTH", office, told) is is_blocked


@pytest.mark.parametrize(
    ("on", "is_blocked"), [(date(2027, 12, 31), True), (date(2028, 1, 1), False)]
)
def test_retirement_begins_the_month_after_the_age_is_reached(office, person, on, is_blocked):
    assert blocked("NH", office, line(person), on=on) is is_blocked


@pytest.mark.parametrize(("until", "is_blocked"), [("2029-11-01", False), ("2029-11-02", True)])
def test_a_secondment_lasts_three_years_at_most(office, person, until, is_blocked):
    elsewhere = UnitFactory(kind="department")
    assert blocked("BP", office, line(person, unit=elsewhere.code, until=until)) is is_blocked


@pytest.mark.parametrize(("until", "is_blocked"), [("2027-11-01", False), ("2027-11-02", True)])
def test_acting_lasts_twelve_months_at_most(office, person, until, is_blocked):
    told = line(person, unit=office.code, title="Giám đốc", until=until)
    assert blocked("GQ", office, told) is is_blocked


def test_nobody_is_transferred_to_where_the_post_is(office, person):
    assert blocked("DD", office, line(person, unit=office.code))


@pytest.mark.parametrize(("ends", "is_blocked"), [(TODAY, True), (date(2026, 11, 1), False)])
def test_discipline_in_execution_bars_an_appointment(office, person, ends, is_blocked):
    Discipline.objects.create(
        person=person, kind_code="CC-KT", valid=from_day(date(2025, 11, 2), ends),
        basis=person.basis, unit_path=person.unit_path,
    )  # fmt: skip
    # Years before retirement.
    person.born, person.born_from, person.born_to = "1980", date(1980, 1, 1), date(1980, 12, 31)
    person.save()
    told = line(person, unit=office.code, title="Trưởng phòng", term_months=60)
    assert blocked("BN", office, told) is is_blocked


@pytest.mark.parametrize(
    ("code", "on", "told"),
    [
        ("DV-CC", date(2028, 12, 19), 1), ("DV-CC", date(2028, 12, 20), 0),
        ("CC-KT", date(2027, 12, 19), 1), ("CC-KT", date(2027, 12, 20), 0),
        ("CC-CCH", date(2030, 12, 19), 1), ("CC-CCH", date(2030, 12, 20), 0),
    ],
)  # fmt: skip
def test_w24_a_measure_keeps_from_a_higher_post_for_months_after_it(office, code, on, told):
    person = PostingFactory(
        person__unit=office, person__object_kind="CC", person__sex="M", person__born="1980",
        person__born_from=date(1980, 1, 1), person__born_to=date(1980, 12, 31),
    ).person  # fmt: skip
    Discipline.objects.create(
        person=person, kind_code=code, valid=from_day(date(2025, 12, 20), date(2026, 12, 19)),
        basis=person.basis, unit_path=person.unit_path,
    )  # fmt: skip
    answers = line(person, unit=office.code, title="Trưởng phòng", term_months=60)
    decision = draft("BN", answers, issuer=office, on=on)
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    assert (len(trial.problems), trial.is_blocked) == (told, False)


@pytest.mark.parametrize("kind", ["VC-KT", "CC-GC", "CC-BTV"])
def test_a_measure_of_another_corps_or_time_or_kind_is_refused(office, person, kind):
    told = line(person, discipline_kind=kind, violation="Vi phạm", months_in_effect=12)
    assert blocked("KL", office, told)


@pytest.mark.parametrize(("born", "is_blocked"), [("2008-11-02", False), ("2008-11-03", True)])
def test_nobody_is_recruited_before_eighteen(office, born, is_blocked):
    told = line(
        None, full_name="Trần Thị Mới", born=born, sex="F", unit=office.code,
        recruitment_kind="TT", rank="01.003", step=1, coefficient="2,34", object_kind="CC",
    )  # fmt: skip
    from congvu.catalog.selectors import read_codes

    values = {**told.values, "recruitment_kind": read_codes("recruitment_kinds")[0]["code"]}
    assert blocked("TD", office, line(None, **values)) is is_blocked


def test_an_allowance_is_told_in_its_own_way_only(office, person):
    right = {"allowance_kind": "KV", "allowance_mode": "coefficient", "coefficient": "0,30"}
    assert not blocked("PCK", office, line(person, **right))
    assert blocked("PCK", office, line(person, **right, percent="10"))
    assert blocked("PCK", office, line(person, **{**right, "coefficient": ""}, percent="10"))


def test_a_missing_answer_is_named(office, person):
    decision = draft("PCCV", line(person), issuer=office)
    problems = try_decision(actor=SYSTEM, decision=decision, today=TODAY).problems
    assert "hệ số" in str(problems[0].text)


@pytest.mark.parametrize("text", ["ba", "-1", "NaN", "1e999999999", "0.3.0"])
def test_an_answer_that_is_no_number_is_refused(office, person, text):
    assert blocked("PCCV", office, line(person, coefficient=text))


@pytest.mark.parametrize("text", ["8.5", "1.2.3", "1.4900", "-1", "8,5"])
def test_a_fraction_is_no_whole_number(text):
    with pytest.raises(WrongAnswer):
        FIELDS["months"].read(text)


@pytest.mark.parametrize("text", ["2,34", "2.34", "0", "10"])
def test_a_coefficient_is_typed_with_comma_or_point(text):
    assert FIELDS["coefficient"].read(text) == Decimal(text.replace(",", "."))


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("coefficient", "1e2", "2,34"), ("coefficient", "1_0", "10"),
        ("term_months", "0", "1"), ("term_months", "1201", "1200"),
        ("until", "1899-12-31", "1900-01-01"), ("until", "2100-01-01", "2099-12-31"),
        ("studied_to", "1899", "1900-03"), ("year", "2100", "2099"), ("year", "26", "2026"),
    ],
)  # fmt: skip
def test_a_slip_of_the_hand_is_refused_where_it_is_typed(name, wrong, right):
    with pytest.raises(WrongAnswer):
        FIELDS[name].read(wrong)
    assert FIELDS[name].read(right) is not None


@pytest.mark.parametrize(("on", "is_taken"), [
    (date(1899, 12, 31), False), (date(1900, 1, 1), True),
    (date(2099, 12, 31), True), (date(2100, 1, 1), False),
])  # fmt: skip
def test_a_decision_holds_from_a_likely_day(office, person, on, is_taken):
    told = line(person, coefficient="0,30")
    if is_taken:
        assert draft("PCCV", told, issuer=office, on=on)
    else:
        with pytest.raises(WrongAnswer, match=on.strftime("%d/%m/%Y")):
            draft("PCCV", told, issuer=office, on=on)


CHECKED = [code for code, one in kinds().items() if one.check and one.subject == "person"]


@pytest.mark.parametrize("code", CHECKED)
@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2099, 12, 31)])
def test_no_likely_day_breaks_a_check(office, person, code, on):
    who = None if is_about_somebody_new(kinds()[code]) else person
    decision = draft(code, line(who, **answers_to(kinds()[code], office)), issuer=office, on=on)
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    assert trial.is_blocked or trial.changes


def test_a_day_whose_rules_are_not_on_file_is_told(office, person):
    told = line(person, unit=office.code, title="Trưởng phòng", term_months=60)
    decision = draft("BN", told, issuer=office, on=date(1900, 1, 1))
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    assert trial.is_blocked
    assert "01/01/1900" in str(trial.problems[0].text)


@pytest.mark.parametrize("text", ["1490000", "1.490.000", "1 490 000"])
def test_thousands_may_be_grouped(text):
    assert FIELDS["amount_vnd"].read(text) == 1_490_000


def test_trying_leaves_nothing_behind(office, person):
    decision = draft("PCCV", line(person, coefficient="0,30"), issuer=office)
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    assert len(trial.changes) == 1
    assert not Allowance.objects.exists()
    assert not DecisionChange.objects.exists()
    assert Decision.objects.get(pk=decision.pk).paper is None


def test_only_the_body_that_issued_or_one_above_revokes(office, person):
    other = UnitFactory(kind="department")
    decision = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    told = line(None, action="revoke", reason="Nhầm")
    assert blocked("DC", other, told, target_id=decision.pk)
    assert not blocked("DC", office, told, target_id=decision.pk)
