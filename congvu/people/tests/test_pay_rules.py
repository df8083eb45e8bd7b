"""The worked examples E01-E06 and E09, and what lies around them."""

from datetime import date
from decimal import Decimal

import pytest

from congvu.catalog.selectors import read_codes
from congvu.law.selectors import law_of
from congvu.law.types import NoLawThatDay
from congvu.people.rules import pay
from congvu.people.rules.pay import (
    LeadershipPost,
    NotInTheTable,
    PayFacts,
    back_pay,
    exceed_frame_percent,
    group_of,
    leadership_coefficient,
    monthly_pay,
)

LAW = law_of(*pay.CODES)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
CHAIR = LeadershipPost("leadership.commune_committee", "head")


@pytest.mark.parametrize(
    ("day", "wage"),
    [
        (date(2004, 10, 1), 290_000),
        (date(2013, 6, 30), 1_050_000),
        (date(2013, 7, 1), 1_150_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_a_base_wage_holds_until_the_day_before_the_next(day, wage):
    assert LAW.on(pay.BASE_WAGE, day).value == wage


def test_a_day_before_the_first_base_wage_is_an_error():
    with pytest.raises(NoLawThatDay):
        monthly_pay(LAW, PayFacts(Decimal("2.34")), date(2004, 9, 30))


@pytest.mark.parametrize(("on", "paid"), [(JUNE, 9_740_250), (JULY, 10_531_125)])
def test_e01_a_civil_servant_at_step_4_with_the_public_service_allowance(on, paid):
    coefficient = group_of(LAW, "A1", "CC", on).coefficient(4)
    assert coefficient == Decimal("3.33")
    assert monthly_pay(LAW, PayFacts(coefficient, corps="CC"), on).total_vnd == paid


def test_e02_the_official_letter():
    facts = PayFacts(Decimal("5.42"), corps="CC", leadership=Decimal("0.40"))
    assert monthly_pay(LAW, facts, date(2025, 5, 1)).total_vnd == 17_023_500


def test_public_employees_get_no_public_service_allowance():
    assert monthly_pay(LAW, PayFacts(Decimal("3.33"), corps="VC"), JULY).total_vnd == 8_424_900


@pytest.mark.parametrize(
    ("group", "months", "percent", "amount"),
    [("A1", 78, 8, 1_007_952), ("B", 48, 7, 719_026)],
)
def test_e03_and_e04_exceed_frame_seniority(group, months, percent, amount):
    held = group_of(LAW, group, "CC", JULY)
    assert exceed_frame_percent(LAW, held, months, JULY) == percent
    facts = PayFacts(held.coefficient(held.steps), exceed_percent=percent)
    paid = {line.code: line.paid_vnd for line in monthly_pay(LAW, facts, JULY).lines}
    assert paid["exceed_frame"] == amount


@pytest.mark.parametrize(
    ("group", "months", "percent"),
    [("A1", 35, 0), ("A1", 36, 5), ("A1", 47, 5), ("A1", 48, 6), ("B", 23, 0), ("B", 24, 5)],
)
def test_the_percent_begins_and_grows_with_the_full_month(group, months, percent):
    assert exceed_frame_percent(LAW, group_of(LAW, group, "CC", JULY), months, JULY) == percent


def test_senior_experts_have_nothing_above_the_last_step():
    assert exceed_frame_percent(LAW, group_of(LAW, "CG", "CC", JULY), 400, JULY) == 0


def test_e06_a_commune_chair_and_the_back_pay():
    assert leadership_coefficient(LAW, [CHAIR], date(2025, 12, 31)) == Decimal("0.25")
    for on, paid in ((date(2026, 1, 1), 1_404_000), (JULY, 1_518_000)):
        facts = PayFacts(Decimal(0), leadership=leadership_coefficient(LAW, [CHAIR], on))
        assert monthly_pay(LAW, facts, on).total_vnd == paid
    paid = back_pay(LAW, CHAIR, date(2025, 7, 1), Decimal("0.25"), on=JULY)
    assert paid.total_vnd == 4_914_000
    assert len(paid.lines) == 6


def test_back_pay_begins_with_the_day_of_holding_and_never_takes_away():
    late = back_pay(LAW, CHAIR, date(2025, 12, 17), Decimal("0.25"), on=JULY)
    # 15 of 31 days of 0.35 x 2,340,000
    assert late.total_vnd == 396_290
    assert back_pay(LAW, CHAIR, date(2025, 7, 1), Decimal("0.70"), on=JULY).total_vnd == 0
    assert back_pay(LAW, CHAIR, date(2026, 1, 1), Decimal("0.25"), on=JULY).total_vnd == 0


def test_of_several_posts_the_best_paid_counts():
    posts = [CHAIR, LeadershipPost("leadership.department", "deputy")]
    assert leadership_coefficient(LAW, posts, JULY) == Decimal("0.70")
    assert leadership_coefficient(LAW, [], JULY) == 0
    big = [LeadershipPost("leadership.commune_committee", "head", "big_city")]
    assert leadership_coefficient(LAW, big, JULY) == Decimal("0.70")


def test_posts_whose_coefficient_nobody_found_are_an_error_not_a_guess():
    secretary = LeadershipPost("leadership.commune_others", "party_head")
    assert leadership_coefficient(LAW, [secretary], date(2025, 6, 30)) == Decimal("0.30")
    with pytest.raises(NoLawThatDay):
        leadership_coefficient(LAW, [secretary], JULY)
    with pytest.raises(NotInTheTable):
        leadership_coefficient(LAW, [LeadershipPost("leadership.department", "driver")], JULY)


def test_e09_regional_allowance():
    facts = PayFacts(Decimal(0), regional=Decimal("0.5"))
    assert monthly_pay(LAW, facts, JULY).total_vnd == 1_265_000
    with pytest.raises(NotInTheTable):
        monthly_pay(LAW, PayFacts(Decimal(0), regional=Decimal("0.6")), JULY)


def test_each_line_is_rounded_once_half_up_and_the_total_adds_the_lines():
    facts = PayFacts(Decimal("4.98"), corps="CC", exceed_percent=7)
    lines = monthly_pay(LAW, facts, JULY).lines
    assert [line.paid_vnd for line in lines] == [12_599_400, 881_958, 3_370_340]
    assert str(lines[-1].exact) == "6740679/2"


def test_the_groups_are_those_of_the_code_list():
    for row in read_codes("salary_groups"):
        group = group_of(LAW, row["group"], "CC", JULY)
        told = [str(group.coefficient(step)) for step in range(1, group.steps + 1)]
        assert told == row["all_coefs"].split()
        assert group.months == int(row["raise_months"])


@pytest.mark.parametrize("step", [0, 10])
def test_a_step_outside_the_group_is_an_error(step):
    with pytest.raises(NotInTheTable):
        group_of(LAW, "A1", "CC", JULY).coefficient(step)


def test_group_c_of_public_employees_has_coefficients_of_its_own():
    assert group_of(LAW, "C2", "CC", JULY).first == Decimal("1.50")
    assert group_of(LAW, "C2", "VC", JULY).first == Decimal("2.00")
    with pytest.raises(NotInTheTable):
        group_of(LAW, "D9", "VC", JULY)


def test_the_trace_names_the_base_wage_and_its_law():
    steps = monthly_pay(LAW, PayFacts(Decimal("3.33"), corps="CC"), JULY).steps
    assert steps[0].line is not None
    assert steps[0].line.source.startswith("NĐ 161/2026")
    assert "1,948,050" not in steps[1].text
    assert "8,424,900" in steps[1].text
