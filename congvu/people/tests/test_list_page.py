import unicodedata
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.selectors import search
from congvu.people.selectors.search import Wanted, search_people
from congvu.people.tests.factories import PaperFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


def found(text="", unit=None, **wanted):
    actor = actor_for(unit, may=People.RECORD_VIEW) if unit else Actor.system("test")
    with scope_of(actor):
        people = search_people(actor=actor, on=ON, wanted=Wanted(text=text, **wanted))
        return [person.full_name for person in people]


@pytest.mark.parametrize(
    "text",
    [
        "nguyen van a",
        "Nguyễn Văn Á",
        "NGUYEN van á",
        unicodedata.normalize("NFD", "Nguyễn Văn Á"),
        "van nguyen",
        "a nguyễn",
        "  nguyen   v  ",
    ],
)
def test_a_name_is_found_without_marks_in_parts_and_any_order(text):
    PersonFactory(full_name="Nguyễn Văn Á")
    PersonFactory(full_name="Trần Thị Bình")
    assert found(text) == ["Nguyễn Văn Á"]


def test_d_with_and_without_its_stroke_are_one_letter():
    PersonFactory(full_name="Đỗ Thị Đào")
    assert found("do thi dao") == found("Đỗ thị đào") == ["Đỗ Thị Đào"]


def test_a_word_is_not_found_inside_another():
    PersonFactory(full_name="Lê Văn Hoàng")
    assert found("an") == []


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_common_name_is_found_as_a_rare_one(monkeypatch, most):
    monkeypatch.setattr(search, "MOST_NAMED", most)
    PersonFactory(full_name="Lê Văn Hoàng")
    PersonFactory(full_name="Phạm Lê Hoài")
    assert found("le ho") == ["Phạm Lê Hoài", "Lê Văn Hoàng"]


def test_what_finds_names_past_the_policies_returns_only_what_they_let_through():
    here, there = UnitFactory(), UnitFactory()
    person = PersonFactory(unit=here, full_name="Lê 100% Văn_Á \\")
    other = PersonFactory(unit=there, full_name="Lê Bình")

    def named(actor, *words):
        with scope_of(actor), connection.cursor() as cursor:
            cursor.execute("SELECT congvu_people_named(%s, 10)", [list(words)])
            return cursor.fetchone()[0]

    seen = actor_for(here, may=People.RECORD_VIEW)
    assert named(seen, "le") == named(seen, "100%", "van_a", "\\") == [person.pk]
    assert named(seen, "1%0") == named(seen, "van a") == named(seen, "';--") == []
    assert named(seen, "binh") == []
    assert named(Actor(account_id=1, name="", person_id=str(other.pk)), "le") == [other.pk]
    assert named(Actor(account_id=1, name=""), "le") == []


def test_numbers_find_by_staff_number_in_part_and_by_personal_id_whole_only():
    PersonFactory(full_name="Trần Ất", personal_id="056180000001", staff_number="KH.0042")
    assert found("kh.0042") == found("0042") == found("056180000001") == ["Trần Ất"]
    assert found("05618000000") == []


def test_names_sort_by_given_name_then_the_whole():
    for name in ("Trần Văn Ánh", "Nguyễn Thị Bình", "Lê Ân", "Đinh An"):
        PersonFactory(full_name=name)
    assert found() == ["Đinh An", "Trần Văn Ánh", "Lê Ân", "Nguyễn Thị Bình"]


def test_an_age_band_holds_its_first_and_last_birthday():
    for born in ("1996-11-21", "1996-11-22", "1986-11-22", "1986-11-21"):
        PersonFactory(full_name=born, born_from=born, born_to=born)
    assert set(found(age_from=30, age_to=39)) == {"1996-11-21", "1986-11-22"}


@pytest.mark.parametrize(
    ("asked", "ages"),
    [
        ("", (None, None)),
        ("30-39", (30, 39)),
        ("20-24", (20, 24)),
        ("-39", (None, 39)),
        ("60-", (60, None)),
        ("-", (None, None)),
        ("old", (None, None)),
    ],
)
def test_any_band_of_ages_can_stand_in_the_address_and_is_offered_where_it_is_one(
    client, asked, ages
):
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    shown = client.get("/ho-so", {"age": asked}).context
    assert (shown["wanted"].age_from, shown["wanted"].age_to) == ages
    offered = [band for band, _word in shown["search"].fields["age"].widget.choices]
    assert (asked in offered) == (ages != (None, None) or not asked)


def test_a_unit_filter_takes_its_whole_subtree_and_nobody_outside_the_scope_is_found():
    unit = UnitFactory()
    part = UnitFactory(parent=unit, kind="division")
    PersonFactory(unit=part, full_name="Lê Trong")
    PersonFactory(full_name="Lê Ngoài")
    assert found("", unit) == ["Lê Trong"]
    people = search_people(actor=Actor.system("t"), on=ON, wanted=Wanted(unit=unit.path))
    assert [person.full_name for person in people] == ["Lê Trong"]


def test_raw_sql_of_the_application_sees_only_people_in_scope():
    here, there = UnitFactory(), UnitFactory()
    own = PersonFactory(unit=there)
    PersonFactory(unit=here)
    PersonFactory(unit=there)
    with connection.cursor() as cursor:
        with scope_of(actor_for(here, may=People.RECORD_VIEW)):
            cursor.execute("SELECT count(*) FROM people_person")
            assert cursor.fetchone() == (1,)
        with scope_of(Actor(account_id=1, name="", person_id=str(own.pk))):
            cursor.execute("SELECT id FROM people_person")
            assert cursor.fetchall() == [(own.pk,)]
        with scope_of(Actor(account_id=1, name="")):
            cursor.execute("SELECT count(*) FROM people_person")
            assert cursor.fetchone() == (0,)


def many(unit, count):
    paper = PaperFactory()
    Person.objects.bulk_create(
        Person(full_name=f"Lê Thử {n}", unit=unit, unit_path=unit.path, basis=paper)
        for n in range(count)
    )


def statements(client, url):
    with CaptureQueriesContext(connection) as asked:
        page = client.get(url)
    assert page.status_code == 200
    return len(asked), page


def test_the_list_asks_the_same_few_statements_at_100_and_2000_people(client):
    unit = UnitFactory()
    client.force_login(account_with(Role.OFFICER, unit))
    many(unit, 100)
    few, _page = statements(client, "/ho-so?q=le")
    many(unit, 1900)
    lots, page = statements(client, "/ho-so?q=le")
    assert few == lots <= 18
    assert len(page.content) <= 100_000
    assert "2.000" in page.content.decode()


def test_the_file_holds_exactly_what_the_filter_shows_as_text_and_is_noted(client):
    unit = UnitFactory()
    PersonFactory(unit=unit, full_name="=Lê Thử", phone="0905123456", personal_id="056180000001")
    PersonFactory(unit=unit, full_name="Trần Khác")
    client.force_login(account_with(Role.OFFICER, unit))
    answer = client.get("/ho-so/xuat.xlsx?q=le")
    rows = CalamineWorkbook.from_object(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == []
    answer = client.get("/ho-so/xuat.xlsx?q=thu")
    rows = CalamineWorkbook.from_object(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["=Lê Thử"]
    assert "0905123456" not in str(rows)
    assert "056180000001" not in str(rows)
    entry = Entry.objects.filter(act="people.export").latest("pk")
    assert (entry.details["people"], entry.details["query"]) == (1, "q=thu")


def test_a_search_is_kept_under_a_name_and_dropped(client):
    unit = UnitFactory()
    client.force_login(account_with(Role.OFFICER, unit))
    client.post("/ho-so/bo-loc", {"name": "Nữ trẻ", "query": "sex=F&age=-29"})
    page = client.get("/ho-so?sex=F&age=-29").content.decode()
    assert "Nữ trẻ" in page
    other = account_with(Role.OFFICER, unit)
    client.force_login(other)
    assert "Nữ trẻ" not in client.get("/ho-so").content.decode()
