"""Levels of competency against what a job position asks for: by position, and of one person."""

from datetime import date

import pytest
from django.test import Client

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.establishment import commands
from congvu.establishment.choices import Corps, ManagingLevel, PositionKind
from congvu.establishment.models import JobPosition
from congvu.establishment.rules.competencies import fit
from congvu.establishment.rules.limits import Answer
from congvu.establishment.selectors.staffing import described
from congvu.establishment.tests.factories import UnitFactory, paper
from congvu.establishment.types import Description
from congvu.people.models import CompetencyLevel, Person
from congvu.people.selectors.fitting import judged_holders, levels_of
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
SINCE, TODAY = date(2026, 1, 1), date(2026, 11, 21)


@pytest.fixture
def units():
    root = UnitFactory(code="kh", path="kh", name="Tỉnh Thử", kind="province")
    return {code: UnitFactory(code=code, parent=root) for code in ("SNV", "STC")}


@pytest.fixture
def position(units):
    commands.load_competencies(actor=SYSTEM)
    told = Description(
        code="CV", name="Chuyên viên", kind=PositionKind.PROFESSIONAL, corps=Corps.CIVIL,
        level=ManagingLevel.PROVINCE, competencies=(("C1", 3), ("P1", 2)),
    )  # fmt: skip
    commands.describe_position(
        actor=SYSTEM, description=told, basis=paper("QĐ 1"), on=SINCE, today=TODAY
    )
    commands.approve_posts(
        actor=SYSTEM, unit="SNV", position="CV", headcount=5, year=2026, basis=paper("QĐ 1"),
        on=SINCE,
    )  # fmt: skip
    return JobPosition.objects.get(code="CV")


def held(unit, name, levels, **post):
    person = PersonFactory(unit=unit, full_name=name)
    PostingFactory(person=person, **post)
    for code, level in levels.items():
        CompetencyLevel.objects.create(
            person=person, competency_code=code, level=level, valid=from_day(SINCE),
            basis=person.basis, unit_path=person.unit_path,
        )  # fmt: skip
    return person


def signed_in(role, unit, person=None):
    client = Client()
    account = account_with(role, unit)
    if person is not None:
        Person.objects.filter(pk=person.pk).update(account_id=account.pk)
    client.force_login(account)
    return client


def test_the_database_judges_as_the_rule_does(units, position):
    for number, levels in enumerate(
        ({"C1": 3, "P1": 2}, {"C1": 2, "P1": 5}, {"C1": 5}, {}, {"C1": 1}, {"M1": 5})
    ):
        held(units["SNV"], f"Lê Văn {number}", levels)
    asked = described(actor=SYSTEM, code="CV", on=TODAY).asked
    judged = judged_holders(actor=SYSTEM, position=position, asked=asked, on=TODAY)
    assert {one: len(keys) for one, keys in judged.people.items()} == {
        Answer.NOT_MET: 2, Answer.UNKNOWN: 3, Answer.MET: 1,
    }  # fmt: skip
    for answer, keys in judged.people.items():
        found = levels_of(actor=SYSTEM, person_ids=keys, on=TODAY)
        assert {fit(asked=asked, held=found.get(key, {})).answer for key in keys} == {answer}


def test_holders_who_fall_short_stand_first_and_unknown_is_said(units, position):
    held(units["SNV"], "Lê Văn Đạt", {"C1": 4, "P1": 2})
    held(units["SNV"], "Lê Văn Thiếu", {"C1": 1, "P1": 2})
    held(units["SNV"], "Lê Văn Chưa", {"C1": 3})
    # By the key of the catalogue also where the unit has no such post approved; by name not.
    held(units["STC"], "Lê Thị Khác", {"C1": 3, "P1": 2}, title="Kế toán", position=position)
    held(units["STC"], "Lê Thị Ngoài", {})
    officer = signed_in(Role.OFFICER, units["SNV"].parent)
    page = officer.get("/don-vi/vi-tri/CV/nguoi").content.decode()
    places = [page.index(name) for name in ("Văn Thiếu", "Văn Chưa", "Văn Đạt", "Thị Khác")]
    assert places == sorted(places)
    assert "1 / 3, thiếu 2" in page
    assert "Lê Thị Ngoài" not in page
    short = officer.get("/don-vi/vi-tri/CV/nguoi?answer=not_met").content.decode()
    assert "Văn Thiếu" in short
    assert "Văn Chưa" not in short
    assert "/don-vi/vi-tri/CV/nguoi" in officer.get("/don-vi/vi-tri/CV").content.decode()
    fetched = officer.get("/don-vi/vi-tri/CV/nguoi", headers={"HX-Request": "true"})
    panel = fetched.content.decode()
    assert "<nav class" not in panel
    assert "Văn Thiếu" in panel
    assert "cần kiểm tra lại" in panel
    other = signed_in(Role.OFFICER, units["STC"]).get("/don-vi/vi-tri/CV/nguoi").content.decode()
    assert "Thị Khác" in other
    assert "Văn Thiếu" not in other


def test_holders_cost_no_statement_each(units, position, django_assert_max_num_queries):
    for number in range(12):
        held(units["SNV"], f"Lê Văn {number}", {"C1": 2})
    officer = signed_in(Role.OFFICER, units["SNV"].parent)
    officer.get("/don-vi/vi-tri/CV/nguoi")
    with django_assert_max_num_queries(22):
        officer.get("/don-vi/vi-tri/CV/nguoi")


def test_a_person_sees_own_gaps_and_others_only_in_reach(units, position):
    person = held(units["SNV"], "Lê Văn Mình", {"C1": 2})
    address = f"/ho-so/{person.pk}/nang-luc"
    own = signed_in(Role.MEMBER, units["SNV"], person).get(address).content.decode()
    assert "thiếu 1" in own
    assert "chưa rõ, yêu cầu 2" in own
    assert "competency_code=P1" in own
    assert signed_in(Role.MEMBER, units["SNV"]).get(address).status_code == 403
    assert signed_in(Role.HEAD, units["STC"]).get(address).status_code == 404
    head = signed_in(Role.HEAD, units["SNV"]).get(address).content.decode()
    assert "thiếu 1" in head
    assert "competency_code" not in head


def test_a_post_that_is_no_position_asks_for_what_nobody_knows(units, position):
    person = held(units["SNV"], "Lê Văn Lạ", {}, title="Việc chưa ai gọi tên")
    officer = signed_in(Role.OFFICER, units["SNV"])
    page = officer.get(f"/ho-so/{person.pk}/nang-luc").content.decode()
    assert "chưa biết yêu cầu" in page
    assert "/sua/posts/" in page


def test_a_level_is_entered_by_the_name_of_the_competency(units, position):
    person = held(units["SNV"], "Lê Văn Mình", {})
    officer = signed_in(Role.OFFICER, units["SNV"])
    address = f"/ho-so/{person.pk}/them/competencies"
    form = officer.get(f"{address}?competency_code=P1").content.decode()
    assert '<option value="P1" selected>Tham mưu xây dựng văn bản' in form
    told = {"competency_code": "P1", "level": "3", "since": "2026", "paper_kind": "certificate",
            "paper_title": "Kết quả đánh giá"}  # fmt: skip
    assert officer.post(address, told | {"level": "6"}).status_code == 422
    assert officer.post(address, told).status_code == 302
    shown = officer.get(f"/ho-so/{person.pk}?phan=luong-danh-gia").content.decode()
    assert "Tham mưu xây dựng văn bản · mức 3" in shown
