"""Pages of units: what they show, on which day, and to whom; the acts on them."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.documents.models import Paper
from congvu.establishment import commands
from congvu.establishment.choices import Corps, PositionKind, UnitKind
from congvu.establishment.models import ApprovedPosts, JobPosition, StaffQuota, Unit
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory, paper
from congvu.people.models import Posting
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
FRAME_AND_SIGN_IN = 9


def today():
    return timezone.localdate()  # noqa: TID251 - pages know the clock


@pytest.fixture
def tree():
    root = UnitFactory(code="kh", path="kh", name="Tỉnh Thử", kind=UnitKind.PROVINCE)
    since = from_day(date(2020, 1, 1))
    sở = UnitFactory(code="SNV", parent=root, name="Sở Nội vụ", valid=since)
    return {
        "kh": root,
        "SNV": sở,
        "P1": UnitFactory(code="P1", parent=sở, name="Phòng Một", kind="division", valid=since),
        "STC": UnitFactory(code="STC", parent=root, name="Sở Tài chính", valid=since),
    }


def signed_in(role, unit):
    client = Client()
    client.force_login(account_with(role, unit))
    return client


@pytest.fixture
def officer(tree):
    return signed_in(Role.OFFICER, tree["kh"])


def by_paper(**more):
    day = today().isoformat()
    return {"number": "12/QĐ-UBND", "title": "Về tổ chức", "issuer": "UBND tỉnh",
            "signed_on": day, "on": day} | more  # fmt: skip


def test_the_list_shows_bodies_by_kind_and_finds_former_names(tree, officer):
    commands.rename_unit(
        actor=SYSTEM, code="SNV", name="Sở Mới", basis=paper("QĐ 1"), on=date(2026, 1, 1),
        today=today(),
    )  # fmt: skip
    page = officer.get("/don-vi").content.decode()
    assert "Sở Mới" in page
    assert "Sở Tài chính" in page
    found = officer.get("/don-vi?q=so noi vu").content.decode()
    assert "Sở Mới" in found
    assert "Sở Nội vụ" in found


def test_a_past_day_shows_the_tree_and_the_unit_as_they_were(tree, officer):
    commands.rename_unit(
        actor=SYSTEM, code="SNV", name="Sở Mới", basis=paper("QĐ 1"), on=date(2026, 1, 1),
        today=today(),
    )  # fmt: skip
    assert "Sở Nội vụ" in officer.get("/don-vi?on=2025-12-31").content.decode()
    then = officer.get("/don-vi/SNV?on=2025-12-31").content.decode()
    assert "<h1>Sở Nội vụ</h1>" in then
    assert "viec/doi-ten" not in then
    assert officer.get("/don-vi?on=2019-12-31").status_code == 200


def test_a_unit_shows_its_chart_posts_vacancies_and_history(tree, officer):
    position = JobPositionFactory(code="CV", name="Chuyên viên")
    commands.approve_posts(
        actor=SYSTEM, unit="P1", position="CV", headcount=3, year=2026, basis=paper("QĐ 2"),
        on=date(2026, 1, 1),
    )  # fmt: skip
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Giữ", position=position)
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Thị Tên", title="chuyên viên")
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Ngoài", title="Kế toán")
    page = officer.get("/don-vi/P1").content.decode()
    for text in ("Lê Văn Giữ", "Lê Thị Tên", "Lê Văn Ngoài", "Phòng Một", "Sở Nội vụ"):
        assert text in page
    held = officer.get("/don-vi/P1/nguoi?position=CV&own=1").content.decode()
    assert "Lê Văn Giữ" in held
    assert "Lê Thị Tên" in held
    assert "Lê Văn Ngoài" not in held
    rest = officer.get("/don-vi/P1/nguoi?position=-&own=1").content.decode()
    assert "Lê Văn Ngoài" in rest
    assert "Lê Văn Giữ" not in rest


def test_a_member_sees_the_unit_but_nobody_in_it(tree):
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Giữ")
    page = signed_in(Role.MEMBER, tree["SNV"]).get("/don-vi/P1")
    assert page.status_code == 200
    assert "Lê Văn Giữ" not in page.content.decode()


def test_a_head_sees_nobody_of_another_department(tree):
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Giữ")
    head = signed_in(Role.HEAD, tree["STC"])
    assert "Lê Văn Giữ" not in head.get("/don-vi/P1").content.decode()
    assert head.get("/don-vi/P1/nguoi").status_code == 404
    assert "Lê Văn Giữ" in signed_in(Role.HEAD, tree["SNV"]).get("/don-vi/SNV").content.decode()


def test_an_officer_gives_a_quota_and_approves_posts_by_a_paper(tree, officer):
    JobPositionFactory(code="CV", name="Chuyên viên")
    year = today().year
    answer = officer.post(
        "/don-vi/SNV/viec/giao-bien-che",
        by_paper(corps=Corps.CIVIL, headcount="40", year=str(year)),
    )
    assert answer.status_code == 302
    answer = officer.post(
        "/don-vi/SNV/viec/duyet-vi-tri",
        by_paper(position="CV", headcount="12", year=str(year)),
    )
    assert answer.status_code == 302
    assert StaffQuota.objects.get().headcount == 40
    assert ApprovedPosts.objects.get().headcount == 12
    assert Paper.objects.filter(number="12/QĐ-UBND").count() == 1


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("doi-ten", {"name": ""}),
        ("doi-ten", {"name": "Sở Tài chính"}),
        ("chuyen", {"to": "P1"}),
        ("chuyen", {"to": "không có"}),
        ("lap", {"code": "ồ", "name": "Phòng", "kind": "division"}),
        ("lap", {"code": "SNV", "name": "Phòng", "kind": "division"}),
        ("lap", {"code": "Phòng 1/a", "name": "Phòng", "kind": "division"}),
        ("sap-nhap", {"into": "SNV"}),
        ("chia-tach", {"into": "mã sai; Tên"}),
        ("chia-tach", {"into": "N1; Sở Một\nN2; Sở Hai"}),
        ("giai-the", {}),
        ("doi-ten", {"name": "Sở Khác", "on": "2019-01-01"}),
        ("doi-ten", {"name": "Sở Khác", "signed_on": "2099-01-01"}),
        ("giao-bien-che", {"corps": "CC", "headcount": "-1", "year": "2026"}),
        ("giao-bien-che", {"corps": "CC", "headcount": "5", "year": "2020"}),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_keeps_nothing(tree, officer, act, told):
    before = list(Unit.objects.order_by("pk").values_list("name", "path"))
    answer = officer.post(f"/don-vi/SNV/viec/{act}", by_paper(**told))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert list(Unit.objects.order_by("pk").values_list("name", "path")) == before
    assert not Paper.objects.filter(number="12/QĐ-UBND").exists()


def test_a_split_leaves_people_listed_until_the_officer_places_them(tree, officer):
    held = PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Chờ")
    answer = officer.post("/don-vi/P1/viec/chia-tach", by_paper(into="P2; Phòng Hai\nP3; Phòng Ba"))
    assert answer.status_code == 302
    page = officer.get("/don-vi/SNV").content.decode()
    assert "Lê Văn Chờ" in page
    answer = officer.post("/don-vi/SNV/bo-tri", {"person": str(held.person_id), "unit": "P3"})
    assert answer.status_code == 302
    assert Posting.objects.on(today()).get(person=held.person_id).unit.code == "P3"
    assert officer.post("/don-vi/SNV/bo-tri", {"person": "x", "unit": "P3"}).status_code == 404
    assert officer.post("/don-vi/SNV/bo-tri", {"unit": "P3"}).status_code == 422


def test_a_merged_unit_leads_to_its_heir(tree, officer):
    answer = officer.post("/don-vi/STC/viec/sap-nhap", by_paper(into="SNV"))
    assert answer.status_code == 302
    page = officer.get("/don-vi/STC").content.decode()
    assert "/don-vi/SNV" in page
    assert officer.get("/don-vi/STC/viec/doi-ten").status_code == 404


def test_an_officer_of_one_department_changes_only_what_is_below_it(tree):
    own = signed_in(Role.OFFICER, tree["SNV"])
    assert own.get("/don-vi/P1/viec/doi-ten").status_code == 200
    assert own.get("/don-vi/SNV/viec/doi-ten").status_code == 404
    assert own.get("/don-vi/STC/viec/giao-bien-che").status_code == 404


def test_a_position_is_described_and_described_anew(tree, officer):
    commands.load_competencies(actor=SYSTEM)
    told = {"code": "CV-1", "name": "Chuyên viên tổng hợp", "kind": PositionKind.PROFESSIONAL,
            "corps": "CC", "level": "province", "duties": "Tổng hợp", "c_C1": "3"}  # fmt: skip
    answer = officer.post("/don-vi/vi-tri/them", by_paper(**told))
    assert answer.status_code == 302
    page = officer.get("/don-vi/vi-tri/CV-1").content.decode()
    assert "Tổng hợp" in page
    assert "Đạo đức và bản lĩnh" in page
    assert officer.post("/don-vi/vi-tri/them", by_paper(**told)).status_code == 422
    again = by_paper(**told | {"c_C1": "9"})
    assert officer.post("/don-vi/vi-tri/CV-1/mo-ta", again).status_code == 422
    assert officer.get("/don-vi/vi-tri/khong-co").status_code == 404
    assert (
        officer.post("/don-vi/vi-tri/them", by_paper(**told | {"code": "CV 1"})).status_code == 422
    )


def test_a_new_description_leaves_corps_level_and_agency_as_they_are(tree, officer):
    told = {"code": "CV-1", "name": "Chuyên viên", "kind": PositionKind.PROFESSIONAL,
            "corps": "VC", "level": "commune", "agency": "SNV"}  # fmt: skip
    assert officer.post("/don-vi/vi-tri/them", by_paper(**told)).status_code == 302
    address = "/don-vi/vi-tri/CV-1/mo-ta"
    page = officer.get(address).content.decode()
    assert not any(f'name="{name}"' in page for name in ("corps", "level", "agency"))
    again = by_paper(number="13/QĐ", name="Chuyên viên chính", kind=PositionKind.PROFESSIONAL)
    assert officer.post(address, again).status_code == 422
    later = (today() + timedelta(days=1)).isoformat()
    assert officer.post(address, again | {"on": later}).status_code == 302
    position = JobPosition.objects.get()
    assert (position.corps, position.level, position.unit) == ("VC", "commune", tree["SNV"])
    assert position.terms.count() == 2


def test_a_position_whose_paper_was_taken_back_is_entered_anew(tree, officer):
    told = {"code": "CV-1", "name": "Chuyên viên", "kind": PositionKind.PROFESSIONAL,
            "corps": "VC", "level": "province"}  # fmt: skip
    officer.post("/don-vi/vi-tri/them", by_paper(**told))
    paper_id = Paper.objects.get(number="12/QĐ-UBND").pk
    assert officer.post(f"/don-vi/giay/{paper_id}/rut", {"reason": "Nhầm"}).status_code == 302
    again = by_paper(**told | {"corps": "CC"})
    assert officer.post("/don-vi/vi-tri/them", again).status_code == 302
    assert JobPosition.objects.on(today()).get().corps == "CC"


def test_a_position_is_not_shown_as_approved_in_a_unit_that_ended(tree, officer):
    JobPositionFactory(code="CV", name="Chuyên viên")
    for unit in ("P1", "STC"):
        commands.approve_posts(
            actor=SYSTEM, unit=unit, position="CV", headcount=3, year=2026, basis=paper("QĐ 2"),
            on=date(2026, 1, 1),
        )  # fmt: skip
    commands.dissolve_unit(
        actor=SYSTEM, code="STC", basis=paper("QĐ 3"), on=date(2026, 3, 1), today=today()
    )
    page = officer.get("/don-vi/vi-tri/CV").content.decode()
    assert "Phòng Một" in page
    assert "Sở Tài chính" not in page
    assert "Sở Tài chính" in officer.get("/don-vi/vi-tri/CV?on=2026-02-28").content.decode()


def test_the_form_of_a_renaming_begins_with_the_names_as_they_are(tree, officer):
    Unit.objects.filter(code="SNV").update(short_name="SNV-KH")
    page = officer.get("/don-vi/SNV/viec/doi-ten").content.decode()
    assert 'value="Sở Nội vụ"' in page
    assert 'value="SNV-KH"' in page


def test_units_split_off_are_of_the_same_kind_and_place(tree, officer):
    Unit.objects.filter(code="STC").update(kind="ward", level="commune", locality="urban")
    into = by_paper(into="N1; Phường Một\nN2; Phường Hai")
    assert officer.post("/don-vi/STC/viec/chia-tach", into).status_code == 302
    made = Unit.objects.filter(code__in=["N1", "N2"]).values_list("kind", "level", "locality")
    assert set(made) == {("ward", "commune", "urban")}
    page = officer.get("/don-vi/N1/viec/hop-nhat").content.decode()
    assert '<option value="ward" selected' in page


def test_posts_and_holders_and_the_tree_go_into_files(tree, officer):
    PersonFactory(unit=tree["P1"])
    for url in ("/don-vi/SNV/vi-tri.xlsx", "/don-vi/xuat.xlsx"):
        answer = officer.get(url)
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("address", ["/don-vi", "/don-vi/kh", "/don-vi/SNV", "/don-vi/P1",
                                     "/don-vi?q=so", "/don-vi/P1/nguoi"])  # fmt: skip
def test_pages_take_the_same_statements_for_few_and_many(
    tree, officer, address, django_assert_max_num_queries
):
    counts = []
    for _round in range(2):
        for place in range(6):
            part = UnitFactory(parent=tree["SNV"], name=f"Phòng {_round} {place}", kind="division")
            PostingFactory(person__unit=part, title_code="DEPARTMENT_DIVISION_HEAD")
        with django_assert_max_num_queries(12 + FRAME_AND_SIGN_IN) as counted:
            assert officer.get(address).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_every_number_of_a_units_posts_opens_its_list(tree, officer):
    for code, name, headcount in (("CV", "Chuyên viên", 1), ("KT", "Kế toán", 4)):
        JobPositionFactory(code=code, name=name)
        commands.approve_posts(
            actor=SYSTEM, unit="P1", position=code, headcount=headcount, year=2026,
            basis=paper("QĐ 2"), on=date(2026, 1, 1),
        )  # fmt: skip
    for _n in range(3):
        PostingFactory(person__unit=tree["P1"])
    unit = officer.get("/don-vi/SNV").content.decode()
    told = {"approved": "5 vị trí được duyệt", "vacant": "4 chỗ trống", "surplus": "2 người vượt"}
    for show, words in told.items():
        assert f"/don-vi/SNV/vi-tri?show={show}" in unit
        page = officer.get(f"/don-vi/SNV/vi-tri?show={show}").content.decode()
        assert words in page
        assert ("Kế toán" in page) == (show != "surplus")
    listed = officer.get("/don-vi").content.decode()
    assert "/ho-so?unit=kh.snv" in listed
    assert officer.get("/ho-so?unit=kh.snv").content.decode().count("Nguyễn Văn Thử") == 3
    assert signed_in(Role.HEAD, tree["STC"]).get("/don-vi/SNV/vi-tri").status_code == 404


def test_people_nobody_may_see_are_not_counted_as_none(tree):
    PostingFactory(person__unit=tree["P1"])
    page = signed_in(Role.HEAD, tree["STC"]).get("/don-vi").content.decode()
    cells = dict(
        re.findall(r'href="/don-vi/(SNV|STC)[^>]*>.*?<td class="num">([^<]*)</td></tr>', page)
    )
    assert cells == {"SNV": "–", "STC": "0"}


def test_the_unplaced_open_a_list_of_them_all(tree, officer):
    PostingFactory(person__unit=tree["P1"], person__full_name="Lê Văn Chờ")
    Unit.objects.filter(code="P1").update(valid=(date(2020, 1, 1), date(2026, 1, 1)))
    assert "waiting=1" in officer.get("/don-vi/SNV").content.decode()
    assert "Lê Văn Chờ" in officer.get("/don-vi/SNV/nguoi?waiting=1").content.decode()
    assert "Lê Văn Chờ" not in officer.get("/don-vi/STC/nguoi?waiting=1").content.decode()
