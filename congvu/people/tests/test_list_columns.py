"""Any column of a dossier can be shown, asked for and sorted by, on any day."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.establishment.models import Competency, UnitName
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people import models
from congvu.people.columns.cells import View, rows_shown
from congvu.people.columns.conditions import (
    WITHOUT_VALUE,
    Operator,
    operators_of,
    read_condition,
)
from congvu.people.columns.registry import Kind, columns
from congvu.people.families import FAMILIES
from congvu.people.groups import (
    YOUTH_UNION,
    privacy_of,
    restricted_components,
    stricter_rows,
)
from congvu.people.permissions import People
from congvu.people.selectors.search import Wanted, search_people
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)
SYSTEM = Actor.system("test")


def found(*filters, on=ON, actor=SYSTEM, **wanted):
    conditions = tuple(read_condition(text) for text in filters)
    assert None not in conditions
    with scope_of(actor):
        told = Wanted(conditions=conditions, is_past=on < ON, is_opened=True, **wanted)
        return [person.full_name for person in search_people(actor=actor, on=on, wanted=told)]


def fact(model, person, since=date(2020, 1, 1), until=None, **values):
    return model.objects.create(
        person=person,
        valid=from_day(since, until),
        basis=person.basis,
        unit_path=person.unit_path,
        **values,
    )


def value_for(column, operator):
    if operator in WITHOUT_VALUE:
        return ""
    if operator is Operator.YEAR:
        return "2020"
    if column.choices:
        ordered = operator in {Operator.FROM, Operator.TO}
        return (
            "SC" if ordered and column.codes == "political_theory" else next(iter(column.choices))
        )
    known = {Kind.NUMBER: "2", Kind.AGE: "40", Kind.DAY: "01/02/2020", Kind.PARTIAL: "2020",
             Kind.MONTH: "03/2030"}  # fmt: skip
    return known.get(column.kind, "a")


@pytest.mark.parametrize("is_past", [False, True])
def test_every_column_is_shown_sorted_by_and_asked_for_by_each_of_its_operators(codes, is_past):
    person = PersonFactory(full_name="Lê Thử", ethnic_group="02")
    fact(models.Posting, person, unit=person.unit, title="Trưởng phòng")
    on = date(2025, 1, 1) if is_past else ON
    view = View(SYSTEM, tuple(columns().values()), on, is_past=is_past, is_open=True)
    with scope_of(SYSTEM):
        for column in columns().values():
            told = Wanted(
                order=f"-{column.key}", columns=(column,), is_past=is_past, is_opened=True
            )
            people = list(search_people(actor=SYSTEM, on=on, wanted=told))
            assert [one.full_name for one in people] == ["Lê Thử"], column.key
            rows_shown(people, View(SYSTEM, (column,), on, is_past, is_open=True))
            for operator in operators_of(column):
                text = f"{column.key}~{operator}~{value_for(column, operator)}"
                condition = read_condition(text)
                if condition is None:
                    assert operator in {Operator.FROM, Operator.TO}, text
                    continue
                asked = Wanted(conditions=(condition,), is_past=is_past, is_opened=True)
                list(search_people(actor=SYSTEM, on=on, wanted=asked))
        told = Wanted(columns=view.columns, is_past=is_past)
        shown = rows_shown(search_people(actor=SYSTEM, on=on, wanted=told), view)
    assert len(shown[0].cells) == len(columns()) - 1


def test_filters_of_one_family_speak_of_one_row_and_denials_of_every_row():
    both, apart = PersonFactory(full_name="Lê Cả"), PersonFactory(full_name="Lê Riêng")
    fact(models.Membership, both, organisation_code="TN", post="Bí thư")
    fact(models.Membership, both, organisation_code="CD")
    fact(models.Membership, apart, organisation_code="TN")
    fact(models.Membership, apart, organisation_code="CD", post="Bí thư")
    code = next(iter(columns()["memberships.organisation_code"].choices))
    assert code
    youth = "memberships.post~has~bi thu"
    assert found(youth) == ["Lê Cả", "Lê Riêng"]
    assert found("memberships.post~filled", "memberships.since~year~2020") == found(youth)
    assert found("memberships.post~empty") == []


def test_a_person_is_found_by_degree_at_least_and_by_what_is_not_on_file(codes):
    high, low = PersonFactory(full_name="Lê Cao"), PersonFactory(full_name="Lê Sơ")
    none = PersonFactory(full_name="Lê Không")
    fact(models.Qualification, high, family="politics", code="CC", level=3)
    fact(models.Qualification, low, family="politics", code="SC", level=1)
    assert found("politics.code~from~TC") == [high.full_name]
    assert found("politics.code~to~SC") == [low.full_name]
    assert found("politics.code~empty") == [none.full_name]


def test_who_has_no_birth_date_on_file_was_not_born_before_any_day():
    PersonFactory(full_name="Lê Không", born="")
    PersonFactory(full_name="Lê Năm", born="1980")
    assert found("born~to~1980") == ["Lê Năm"]
    assert found("born~to~1979") == []
    assert found("born~from~1980") == ["Lê Năm"]


@pytest.mark.parametrize("typed", ["5000000", "5.000.000", "5 000 000", "5.000.000,0"])
def test_an_amount_is_asked_for_as_it_is_written(typed):
    person = PersonFactory(full_name="Lê Lương")
    fact(models.Income, person, year=2025, salary_vnd=5_000_000)
    assert found(f"income.salary_vnd~is~{typed}") == ["Lê Lương"]


@pytest.mark.parametrize("typed", ["1e-999999", "1e5", "NaN", "2,3,4", "9" * 16, "1,1234567", "٣"])
def test_a_number_without_an_end_is_no_value(typed):
    assert read_condition(f"pay.coefficient~is~{typed}") is None
    assert read_condition("pay.coefficient~is~2,34") is not None
    assert read_condition("posts.title~has~a\0") is None


def test_a_unit_is_found_by_its_old_name_with_everything_below_it():
    unit = UnitFactory(name="Sở Tài chính")
    part = UnitFactory(parent=unit, kind="division")
    UnitName.objects.create(
        unit=unit, name="Sở Tài chính cũ", key="so tai chinh cu", valid=from_day(date(2000, 1, 1))
    )
    PersonFactory(unit=part, full_name="Lê Trong")
    PersonFactory(full_name="Lê Ngoài")
    assert found(unit_name="SỞ TÀI CHÍNH cũ") == ["Lê Trong"]
    assert found(unit_name="không có đơn vị này") == []


def test_on_a_past_day_people_stand_where_their_main_post_was_then():
    old, new = UnitFactory(name="Sở Cũ"), UnitFactory(name="Sở Mới")
    moved = PersonFactory(unit=new, full_name="Lê Chuyển")
    day = date(2022, 5, 1)
    PostingFactory(person=moved, unit=old, title="Cán sự", valid=from_day(date(2020, 1, 1), day))
    PostingFactory(person=moved, valid=from_day(date(2022, 5, 2)))
    assert found(unit=old.path, on=day) == ["Lê Chuyển"]
    assert found(unit=new.path, on=day) == []
    assert found(unit=new.path, on=date(2022, 5, 2)) == ["Lê Chuyển"]
    assert found(unit=new.path) == ["Lê Chuyển"]
    assert found(on=date(2019, 1, 1)) == []
    chosen = tuple(columns()[key] for key in ("full_name", "post", "unit"))
    with scope_of(SYSTEM):
        people = search_people(actor=SYSTEM, on=day, wanted=Wanted(is_past=True))
        row = rows_shown(people, View(SYSTEM, chosen, day, is_past=True))[0]
    assert [cell.text for cell in row.cells] == ["Cán sự", "Sở Cũ"]


def test_the_people_of_a_unit_on_a_past_day_are_told_as_they_were_then(client):
    since = from_day(date(2000, 1, 1))
    agency = UnitFactory(code="SNV", valid=since)
    part = {"kind": "division", "parent": agency, "valid": since}
    old, new = UnitFactory(name="Phòng Cũ", **part), UnitFactory(name="Phòng Mới", **part)
    moved = PersonFactory(unit=new, full_name="Lê Chuyển", post="Giám đốc")
    day = date(2022, 5, 1)
    PostingFactory(person=moved, unit=old, title="Cán sự", valid=from_day(date(2020, 1, 1), day))
    PostingFactory(person=moved, title="Giám đốc", valid=from_day(date(2022, 5, 2)))
    client.force_login(account_with(Role.OFFICER, agency))

    def told(address):
        rows = client.get(address).context["rows"]
        return [tuple(cell.text for cell in row.cells[:2]) for row in rows]

    assert told("/don-vi/SNV/nguoi") == [("Giám đốc", "Phòng Mới")]
    assert told("/don-vi/SNV/nguoi?on=2022-05-01") == [("Cán sự", "Phòng Cũ")]


def test_a_null_character_in_an_address_is_no_error_of_the_server(client):
    client.force_login(account_with(Role.OFFICER, UnitFactory(code="SNV")))
    for address in ("/ho-so?f=full_name~has~a%00", "/don-vi/SNV/nguoi?position=%00"):
        assert client.get(address).status_code == 400


def test_a_competency_is_shown_found_and_sorted_by_its_name(codes):
    first, other = PersonFactory(full_name="Lê Một"), PersonFactory(full_name="Lê Hai")
    for code, name in (("Z9", "Giao tiếp"), ("A9", "Soạn thảo")):
        Competency.objects.create(code=code, name=name, group="common")
    fact(models.CompetencyLevel, first, competency_code="A9", level=3)
    fact(models.CompetencyLevel, other, competency_code="Z9", level=2)
    fact(models.CompetencyLevel, other, competency_code="GONE", level=1)
    key = "competencies.competency_code"
    assert found(f"{key}~has~giao tiep") == ["Lê Hai"]
    chosen = (columns()["full_name"], columns()[key])
    with scope_of(SYSTEM):
        people = search_people(actor=SYSTEM, on=ON, wanted=Wanted(columns=chosen, order=f"-{key}"))
        rows = rows_shown(people, View(SYSTEM, chosen, ON))
    assert [row.cells[0].text for row in rows] == ["Soạn thảo (3)", "Giao tiếp (2); GONE"]


def test_who_left_is_listed_only_when_asked_for_and_a_merged_dossier_never():
    PersonFactory(full_name="Lê Còn")
    PersonFactory(full_name="Lê Nghỉ", status="left")
    PersonFactory(full_name="Lê Gộp", status="merged")
    assert found() == ["Lê Còn"]
    assert found(who="left") == ["Lê Nghỉ"]
    assert found(who="all") == ["Lê Còn", "Lê Nghỉ"]


def test_numbers_find_by_last_digits_and_by_telephone():
    PersonFactory(full_name="Lê Số", personal_id="056180001234", phone="0905123456")
    assert found(text="1234") == found(text="0905123456") == found(text="+84905123456")
    assert found(text="1234") == ["Lê Số"]
    assert found(text="4321") == found(text="0905123457") == []


def test_what_is_sensitive_is_asked_for_and_sorted_by_only_where_it_may_be_opened():
    here, there = UnitFactory(), UnitFactory()
    PersonFactory(unit=here, full_name="Lê Đây", ethnic_group="02")
    PersonFactory(unit=there, full_name="Lê Kia", ethnic_group="02")
    minority = "minority~yes"
    viewer = actor_for(here, may=People.RECORD_VIEW)
    assert found(minority, actor=viewer) == []
    assert found(actor=viewer, order="religion") == []
    both = actor_for(here, may=People.SENSITIVE_OPEN)
    reach = {People.RECORD_VIEW: (here.path, there.path), **both.reach}
    opener = Actor(account_id=1, name="", reach=reach)
    assert found(minority, actor=opener) == ["Lê Đây"]
    assert found(actor=opener) == ["Lê Đây", "Lê Kia"]


def test_sensitive_columns_are_masked_until_a_purpose_opens_them_and_each_page_is_noted(client):
    unit = UnitFactory()
    PersonFactory(unit=unit, full_name="Lê Kín", personal_id="056180001234", religion="")
    client.force_login(account_with(Role.OFFICER, unit))
    address = "/ho-so?c=personal_id&c=religion"
    page = client.get(address).content.decode()
    assert "056180001234" not in page
    assert "•••• 1234" in page
    assert not Entry.objects.filter(act="people.open_list").exists()
    client.post("/ho-so/cot/mo", {"purpose": "curiosity", "query": ""})
    assert "056180001234" not in client.get(address).content.decode()
    answer = client.post("/ho-so/cot/mo", {"purpose": "decision", "query": "c=personal_id"})
    assert answer.headers["Location"] == "/ho-so?c=personal_id"
    assert "056180001234" in client.get(address).content.decode()
    noted = Entry.objects.get(act="people.open_list").details
    assert (noted["purpose"], noted["people"]) == ("decision", 1)
    client.post("/ho-so/cot/mo", {"purpose": "", "query": ""})
    assert "056180001234" not in client.get(address).content.decode()


@pytest.mark.parametrize("asked", ["f=minority~yes", "sort=religion", "f=memberships.post~filled"])
def test_asking_by_what_is_sensitive_finds_nobody_before_a_purpose_and_is_noted(client, asked):
    unit = UnitFactory()
    person = PersonFactory(unit=unit, full_name="Lê Kín", ethnic_group="02")
    fact(models.Membership, person, organisation_code="CD", post="Chủ tịch")
    client.force_login(account_with(Role.OFFICER, unit))
    for page in (f"/ho-so?{asked}", f"/ho-so/in?{asked}"):
        assert "Lê Kín" not in client.get(page).content.decode()
    assert 'action="/ho-so/cot/mo"' in client.get(f"/ho-so?{asked}").content.decode()
    assert len(cells_of(client.get(f"/ho-so/xuat.xlsx?{asked}"))) == 1
    client.post("/ho-so/cot/mo", {"purpose": "decision", "query": asked})
    key = asked.partition("=")[2].partition("~")[0]
    for page in (f"/ho-so?{asked}", f"/ho-so/in?{asked}"):
        assert "Lê Kín" in client.get(page).content.decode()
        noted = Entry.objects.filter(act="people.open_list").latest("pk").details
        assert (noted["columns"], noted["purpose"]) == ([key], "decision")
    assert len(cells_of(client.get(f"/ho-so/xuat.xlsx?{asked}"))) == 2
    assert Entry.objects.get(act="people.export", details__purpose="decision")


def test_who_may_not_open_sensitive_data_is_told_so_and_sees_masks(client):
    unit = UnitFactory()
    PersonFactory(unit=unit, full_name="Lê Kín", ethnic_group="02")
    client.force_login(account_with(Role.HEAD, unit))
    page = client.get("/ho-so?c=ethnic_group").content.decode()
    assert "••••" in page
    assert "/ho-so/cot/mo" not in page
    refused = client.get("/ho-so?f=minority~yes").content.decode()
    assert "Lê Kín" not in refused
    assert client.post("/ho-so/cot/mo", {"purpose": "decision"}).status_code == 403
    assert 'add=minority"' not in client.get("/ho-so/loc").content.decode()


def with_stricter_rows(unit):
    """Somebody whose dossier has rows that their family's own class would not mask."""
    person = PersonFactory(unit=unit, full_name="Lê Kín")
    fact(models.Posting, person, kind="party", is_main=False, title="Bí thư chi bộ")
    fact(models.Posting, person, unit=unit, title="Chuyên viên")
    fact(models.Membership, person, organisation_code="CD", post="Chủ tịch công đoàn")
    fact(models.Assessment, person, words="Nhận xét nội bộ", is_internal=True)
    closed = sorted(restricted_components())[0]
    fact(models.DossierPaper, person, component_code=closed, note="Hồ sơ riêng")
    return person


STRICTER = ("posts", "party_posts", "memberships", "assessments", "papers")


def told_of(actor, *, is_open):
    """The texts of one page of the columns of these families."""
    chosen = [one for key, one in columns().items() if key.split(".")[0] in STRICTER]
    with scope_of(actor):
        people = search_people(actor=actor, on=ON, wanted=Wanted(columns=tuple(chosen)))
        view = View(actor, tuple(chosen), ON, is_open=is_open)
        return " ".join(cell.text for row in rows_shown(people, view) for cell in row.cells)


def test_a_list_tells_no_row_that_the_dossier_masks_although_its_family_is_open(codes):
    person = with_stricter_rows(UnitFactory())
    viewer = actor_for(person.unit, may=People.RECORD_VIEW)
    told = told_of(viewer, is_open=True)
    assert "Chuyên viên" in told
    for secret in ("chức vụ Đảng", "Bí thư", "Công đoàn", "nội bộ", "Hồ sơ riêng"):
        assert secret not in told, secret
    opener = actor_for(person.unit, may=[People.RECORD_VIEW, People.SENSITIVE_OPEN])
    opened = told_of(opener, is_open=True)
    assert "Bí thư chi bộ" in opened
    assert "Chủ tịch công đoàn" in opened
    assert "nội bộ" not in opened
    assert "Bí thư" not in told_of(opener, is_open=False)


def test_nobody_is_found_by_a_row_that_the_dossier_masks(codes):
    person = with_stricter_rows(UnitFactory())
    viewer = actor_for(person.unit, may=People.RECORD_VIEW)
    assert found("posts.title~has~chuyen vien", actor=viewer) == ["Lê Kín"]
    for secret in ("posts.title~has~bi thu", "party_posts.title~has~bi thu",
                   "memberships.organisation_code~is~CD", "assessments.words~has~noi bo",
                   "papers.note~filled"):  # fmt: skip
        assert found(secret, actor=viewer) == [], secret
    both = actor_for(person.unit, may=[People.RECORD_VIEW, People.SENSITIVE_OPEN])
    assert found("party_posts.title~has~bi thu", actor=both) == ["Lê Kín"]
    assert read_condition("posts.kind~is~party") is None


def test_what_is_stricter_row_by_row_is_the_same_for_pages_and_lists(codes):
    with_stricter_rows(UnitFactory())
    person = PersonFactory()
    fact(models.Membership, person, organisation_code=YOUTH_UNION)
    fact(models.Assessment, person, words="Nhận xét")
    fact(models.Posting, person, kind="party_also", is_main=False)
    for family in FAMILIES:
        stricter = set(family.model.objects.filter(stricter_rows(family.key)))
        masked = {
            row for row in family.model.objects.all() if privacy_of(family, row) != family.privacy
        }
        assert stricter == masked, family.key


def cells_of(answer):
    book = CalamineWorkbook.from_object(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_the_file_has_the_columns_order_and_rows_of_the_screen_and_masks_as_it_does(client):
    unit = UnitFactory()
    for name, number in (("Lê An", "S2"), ("Lê Bình", "S1"), ("Trần Chi", "S0")):
        PersonFactory(unit=unit, full_name=name, staff_number=number, personal_id=None)
    one = models.Person.objects.get(full_name="Lê An")
    models.Person.objects.filter(pk=one.pk).update(religion="01", old_id="023456789")
    client.force_login(account_with(Role.OFFICER, unit))
    asked = "/ho-so/xuat.xlsx?q=le&c=staff_number&c=old_id&sort=staff_number"
    told = cells_of(client.get(asked))
    assert [row[0] for row in told[1:]] == ["Lê Bình", "Lê An"]
    assert [row[1] for row in told[1:]] == ["S1", "S2"]
    assert told[2][2] == "•••• 6789"
    client.post("/ho-so/cot/mo", {"purpose": "request", "query": ""})
    assert cells_of(client.get(asked))[2][2] == "023456789"
    noted = Entry.objects.filter(act="people.export").latest("pk").details
    assert noted["purpose"] == "request"
    assert noted["columns"] == ["full_name", "staff_number", "old_id"]


def test_each_filter_is_a_chip_that_takes_it_away_and_the_builder_adds_one(client):
    unit = UnitFactory()
    client.force_login(account_with(Role.OFFICER, unit))
    shown = client.get("/ho-so?q=le&sex=F&f=posts.title~has~phòng&f=junk~has~x&f=pay.step~is~x")
    urls = {chip.words: chip.url for chip in shown.context["asked"].chips}
    assert len(urls) == 3
    assert sorted(urls.values())[0].count("=") == 2
    assert any(url == "/ho-so?q=le&sex=F" for url in urls.values())
    step = client.get("/ho-so/loc?q=le&add=pay.step")
    assert step.status_code == 200
    wrong = client.get("/ho-so/loc?q=le&add=pay.step&op=is&value=ba")
    assert wrong.status_code == 422
    answer = client.get("/ho-so/loc?q=le&add=pay.step&op=from&value=3")
    assert answer.headers["Location"] == "/ho-so?q=le&f=pay.step~from~3"
    assert client.get("/ho-so/cot?q=le&c=phone").status_code == 200


def test_a_saved_view_keeps_filters_columns_and_order(client):
    unit = UnitFactory()
    client.force_login(account_with(Role.OFFICER, unit))
    address = "/ho-so?c=full_name&c=pay.step&f=pay.step~from~3&sort=-pay.step"
    query = client.get(address + "&on=2020-01-01").context["query"]
    client.post("/ho-so/bo-loc", {"name": "Bậc cao", "query": query})
    kept = models.SavedView.objects.get(name="Bậc cao").query
    asked = client.get(f"/ho-so?{kept}").context["asked"]
    assert [column.key for column in asked.wanted.columns] == ["full_name", "pay.step"]
    assert asked.wanted.order == "-pay.step"
    assert [str(one) for one in asked.wanted.conditions] == ["pay.step~from~3"]
    assert "on=" not in kept


def test_a_saved_view_finds_its_unit_where_it_stands_today(client):
    unit, elsewhere = UnitFactory(code="snv"), UnitFactory(code="stc")
    client.force_login(account_with(Role.OFFICER, unit))
    query = client.get(f"/ho-so?unit={unit.path}&sort=born").context["query"]
    client.post("/ho-so/bo-loc", {"name": "Sở tôi", "query": query})
    with connection.cursor() as cursor:
        there = f"{elsewhere.path}.snv"
        cursor.execute("SELECT congvu_move_places(%s::ltree, %s::ltree)", [unit.path, there])
    assert models.SavedView.objects.get().address == f"unit={there}&sort=born"


@pytest.mark.parametrize("unit", ["", "a..b", "kh'--"])
def test_a_view_of_no_place_is_kept_as_it_was_asked(client, unit):
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    query = urlencode({"q": "lê", "unit": unit})
    client.post("/ho-so/bo-loc", {"name": "Lạ", "query": query})
    assert models.SavedView.objects.get().address == query


def test_columns_of_families_cost_one_statement_each_whatever_the_number_of_people(client):
    unit = UnitFactory()
    client.force_login(account_with(Role.OFFICER, unit))
    address = "/ho-so?c=posts.title&c=pay.step&c=ranks.rank&c=degree.code"

    def statements():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    fact(models.PayStep, PersonFactory(unit=unit), step=3)
    few = statements()
    for _number in range(30):
        fact(models.PayStep, PersonFactory(unit=unit), step=3)
    assert statements() == few <= 20
