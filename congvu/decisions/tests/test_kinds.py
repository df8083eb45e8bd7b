"""Kinds are data: each is complete, and each, when issued, does what it says."""

import string
from datetime import date

import pytest

from congvu.catalog.models import Rank
from congvu.catalog.selectors import read_codes
from congvu.core.periods import from_day, last_day
from congvu.decisions.checks import problems_of  # noqa: F401 - every module of checks imports
from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.effects import EFFECTS
from congvu.decisions.fields import FIELDS
from congvu.decisions.models import Decision
from congvu.decisions.register import bases, kinds
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issued, line
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.families import FAMILIES
from congvu.people.models import (
    Allowance,
    Discipline,
    EmploymentStatus,
    Person,
    Posting,
    Service,
)
from congvu.people.tests.factories import PostingFactory

ALWAYS = {
    "who", "Who", "Mr", "mr", "name", "address", "effective", "count", "post", "level",
    "rank_held", "step_held", "Action", "target", "target_whole", "corrected", "position",
}  # fmt: skip


def test_every_kind_is_one_of_the_official_list():
    assert set(kinds()) <= {row["code"] for row in read_codes("decision_kinds")}


@pytest.mark.parametrize("code", kinds())
def test_a_kind_names_only_what_there_is(code):
    kind = kinds()[code]
    families = {family.key: family for family in FAMILIES}
    assert set(kind.table) <= {*FIELDS, "rank_now", "step_now", "title_now"}
    for effect in kind.effects:
        assert effect["do"] in EFFECTS
        if "family" in effect:
            columns = set(families[effect["family"]].columns)
            assert set(effect.get("values", {})) <= columns
            assert set(effect.get("where", {})) <= columns


@pytest.mark.parametrize("code", kinds())
def test_the_wording_asks_for_nothing_the_kind_does_not_know(code):
    kind = kinds()[code]
    known = ALWAYS | {question.field.name for question in kind.questions}
    by_act = [text for told in kind.articles_by.values() for text in told]
    by_act += [*kind.about_by.values(), kind.about_one]
    for text in (kind.about, *kind.articles, *by_act, kind.article_many):
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= known


@pytest.mark.parametrize("code", [code for code, kind in kinds().items() if kind.is_many])
def test_a_kind_for_many_is_worded_for_many_and_lists_what_differs(code):
    kind = kinds()[code]
    assert "danh sách" in kind.article_many
    assert kind.table


@pytest.mark.parametrize("code", kinds())
def test_every_kind_cites_a_basis_that_is_in_force(code):
    cited = [bases()[key] for key in kinds()[code].bases]
    assert any(one.holds_on(TODAY) for one in cited)


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử")


@pytest.fixture
def person(office):
    posting = PostingFactory(person__unit=office, person__object_kind="CC")
    person = posting.person
    person.born, person.born_from, person.born_to = "1980", date(1980, 1, 1), date(1980, 12, 31)
    person.save()
    common = {"person": person, "basis": person.basis, "unit_path": person.unit_path}
    Service.objects.create(valid=from_day(date(2005, 1, 1)), **common)
    person.rankhelds.create(
        rank=Rank.objects.get(pk="01.003"), valid=from_day(date(2005, 1, 1)), **common
    )
    person.paysteps.create(step=3, coefficient="3.00", valid=from_day(date(2023, 5, 1)), **common)
    Allowance.objects.create(
        kind_code="KV", mode="coefficient", coefficient="0.30",
        valid=from_day(date(2020, 1, 1)), **common,
    )  # fmt: skip
    return person


def now(model, person, **where):
    return model.objects.on(TODAY).filter(person=person, **where).get()


def test_appointment_opens_the_post_for_its_term_with_its_allowance(office, person):
    issued(
        "BN", line(person, unit=office.code, title="Trưởng phòng", term_months=60,
                   allowance_coefficient="0,50"), issuer=office,
    )  # fmt: skip
    post = now(Posting, person, is_main=True)
    assert (post.title, post.term_ends_on) == ("Trưởng phòng", date(2031, 11, 1))
    assert str(now(Allowance, person, kind_code="CV").coefficient) == "0.50"
    assert Person.objects.get(pk=person.pk).post == "Trưởng phòng"


def test_reappointment_goes_on_with_a_new_term(office, person):
    issued(
        "BN", line(person, unit=office.code, title="Trưởng phòng", term_months=60),
        issuer=office, on=date(2026, 1, 1),
    )  # fmt: skip
    issued("BNL", line(person, term_months=60), issuer=office)
    post = now(Posting, person, is_main=True)
    assert (post.title, post.term_ends_on) == ("Trưởng phòng", date(2031, 11, 1))


def test_transfer_moves_the_person_to_the_other_unit(office, person):
    elsewhere = UnitFactory(kind="department")
    issued("DD", line(person, unit=elsewhere.code, title="Chuyên viên"), issuer=office)
    person.refresh_from_db()
    assert (person.unit, person.unit_path) == (elsewhere, elsewhere.path)


def test_secondment_keeps_the_post_at_home(office, person):
    elsewhere = UnitFactory(kind="department")
    issued("BP", line(person, unit=elsewhere.code, until="2028-11-01"), issuer=office)
    assert now(Posting, person, kind="seconded").unit == elsewhere
    assert now(Posting, person, is_main=True).unit == office
    assert now(EmploymentStatus, person).status_code == "BPDI"
    assert Person.objects.get(pk=person.pk).unit == office


def test_acting_stands_beside_the_main_post(office, person):
    issued(
        "GQ", line(person, unit=office.code, title="Giám đốc", until="2027-06-30"), issuer=office
    )
    acting = now(Posting, person, kind="acting")
    assert last_day(acting.valid) == date(2027, 6, 30)


def test_relief_leaves_the_person_a_post_of_an_expert(office, person):
    issued(
        "BN", line(person, unit=office.code, title="Trưởng phòng", term_months=60),
        issuer=office, on=date(2026, 1, 1),
    )  # fmt: skip
    issued("TGC", line(person, new_title="Chuyên viên", reason="Theo nguyện vọng"), issuer=office)
    post = now(Posting, person, is_main=True)
    assert (post.title, post.term_ends_on) == ("Chuyên viên", None)


def test_a_raise_names_many_people_in_one_decision(office, person):
    other = PostingFactory(person__unit=office, person__object_kind="CC").person
    common = {"person": other, "basis": other.basis, "unit_path": other.unit_path}
    other.paysteps.create(step=1, coefficient="2.34", valid=from_day(date(2023, 5, 1)), **common)
    decision = issued(
        "NLTX",
        line(person, step=4, coefficient="3,33"),
        line(other, step=2, coefficient="2,67"),
        issuer=office,
    )
    steps = [one.paysteps.on(TODAY).get().step for one in (person, other)]
    assert (steps, decision.changes.count()) == ([4, 2], 4)


def test_change_of_rank_changes_rank_and_pay_together(office, person):
    issued("BNN", line(person, rank="01.002", step=1, coefficient="4,40"), issuer=office)
    person.refresh_from_db()
    assert person.rank_id == "01.002"
    assert str(person.paysteps.on(TODAY).get().coefficient) == "4.40"


def test_change_of_position_goes_on_with_the_post(office, person):
    issued("PCNV", line(person, job_position="Quản lý văn thư"), issuer=office)
    post = now(Posting, person, is_main=True)
    assert (post.title, post.job_position) == ("Chuyên viên", "Quản lý văn thư")


def test_discipline_holds_twelve_months_and_can_be_ended_early(office, person):
    issued(
        "KL", line(person, discipline_kind="CC-KT", violation="Vi phạm", months_in_effect=12),
        issuer=office, on=date(2026, 6, 1),
    )  # fmt: skip
    assert last_day(Discipline.objects.get().valid) == date(2027, 5, 31)
    issued("XKL", line(person, reason="Quyết định sai"), issuer=office)
    assert last_day(Discipline.objects.get().valid) == date(2026, 11, 1)


def test_reward_bears_the_number_of_the_decision(office, person):
    decision = issued(
        "KT", line(person, reward_kind="DH-LDTT", reason="Hoàn thành tốt"), issuer=office
    )
    assert person.rewards.get().number == decision.number_text


def test_training_is_told_from_its_first_day(office, person):
    issued(
        "DT", line(person, course_family="other", course="Kỹ năng số", school="Trường Chính trị",
                   studied_to="2026-12"), issuer=office,
    )  # fmt: skip
    course = person.qualifications.get(family="other")
    assert (course.studied_from, course.studied_to) == ("2026-11-02", "2026-12")


@pytest.mark.parametrize(
    ("kind", "answers", "status"),
    [
        ("NH", {}, "NH"),
        ("TV", {"reason": "Theo nguyện vọng"}, "TV"),
        ("BTV", {"discipline_kind": "CC-BTV", "violation": "Vi phạm"}, "BTV"),
        ("CCT", {"to_body": "Bộ Nội vụ"}, "CT"),
    ],
)
def test_whoever_leaves_holds_no_post_service_or_allowance(office, person, kind, answers, status):
    issued(kind, line(person, **answers), issuer=office)
    assert now(EmploymentStatus, person).status_code == status
    for model in (Posting, Service, Allowance):
        assert not model.objects.on(TODAY).filter(person=person).exists()
    assert person.paysteps.on(TODAY).exists()
    assert Person.objects.get(pk=person.pk).status == "left"


@pytest.mark.parametrize(("begins", "is_refused"), [(1, True), (2, True), (3, False)])
def test_nobody_leaves_before_what_is_still_to_come(office, person, begins, is_refused):
    """A concurrent post that begins on the day of leaving, or later, would outlast it."""
    day = date(2026, 12, 2)
    told = line(person, unit=office.code, title="Bí thư Chi bộ")
    issued("KN", told, issuer=office, on=day)
    leaving = draft("TV", line(person, reason="Xin thôi"), issuer=office, on=date(2026, 12, begins))
    trial = try_decision(actor=SYSTEM, decision=leaving, today=TODAY)
    assert trial.is_blocked is is_refused
    assert ("02/12/2026" in " ".join(str(one.text) for one in trial.problems)) is is_refused


def test_recruitment_opens_a_whole_dossier(office):
    answers = {
        "full_name": "Trần Thị Mới", "born": "2000-05-04", "sex": "F",
        "personal_id": "056300012345", "unit": office.code, "title": "Chuyên viên",
        "recruitment_kind": read_codes("recruitment_kinds")[0]["code"], "rank": "01.003",
        "step": 1, "coefficient": "2,34", "object_kind": "CC",
    }  # fmt: skip
    decision = issued("TD", line(None, **answers), issuer=office)
    person = Person.objects.get(personal_id="056300012345")
    assert (person.unit, person.rank_id, person.post) == (office, "01.003", "Chuyên viên")
    assert person.services.get().basis == decision.paper
    assert decision.lines.get().person == person


def test_corrected_data_of_the_person_rest_on_the_decision(office, person):
    issued(
        "DCTT",
        line(person, corrected_column="born", corrected_value="1981", evidence="Giấy khai sinh"),
        issuer=office,
    )
    person.refresh_from_db()
    assert (person.born, person.born_from) == ("1981", date(1981, 1, 1))


def test_a_rating_given_anew_takes_the_place_of_the_first(office, person):
    issued("DG", line(person, year=2025, rating="HT"), issuer=office)
    issued("DG", line(person, year=2025, rating="T"), issuer=office)
    standing = person.yearratings.filter(replaced_by=None, voided_by=None).get()
    assert standing.level_code == "T"


def test_every_fact_made_rests_on_the_paper_of_the_decision(office, person):
    decision = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    assert (
        now(Allowance, person, kind_code="CV").basis == Decision.objects.get(pk=decision.pk).paper
    )
