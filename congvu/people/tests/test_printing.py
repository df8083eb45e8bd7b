"""Printing a dossier: what is read, who may, what the journal keeps, what the pages do."""

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.catalog.models import Rank
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.periods import half_open
from congvu.documents.printing.tests.reading import text_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.law.selectors import parameter
from congvu.people import models
from congvu.people.commands.printing import (
    PrintOrder,
    TooManyToPrint,
    fill_dossiers,
    note_prints,
)
from congvu.people.permissions import People
from congvu.people.printing.files import REFUSED, archive_of, file_of
from congvu.people.printing.plan import form_plans
from congvu.people.printing.tests.test_pdf import joined
from congvu.people.selectors.curriculum import curricula_of, people_to_print
from congvu.people.selectors.sensitive import PurposeMissing
from congvu.people.tests.factories import PaperFactory, PersonFactory, PostingFactory

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
MAY = [People.RECORD_VIEW, People.SENSITIVE_OPEN]


def order(**changes):
    return PrintOrder(
        **{"form": "2c_bnv_2008", "on": ON, "purpose": "decision", "at": AT} | changes
    )


def fact(model, person, since=date(2020, 1, 1), until=None, **told):
    period = half_open(since, until)
    paper = PaperFactory(unit_path=person.unit_path)
    return model.objects.create(
        person=person, valid=period, basis=paper, unit_path=person.unit_path, **told
    )


@pytest.fixture
def hoa(unit):
    part = UnitFactory(code="SNV-TC", name="Phòng Tổ chức", kind="division", parent=unit)
    someone = PersonFactory(
        full_name="Nguyễn Thị Thử Hoa",
        unit=part,
        born="1980",
        born_from=date(1980, 1, 1),
        born_to=date(1980, 12, 31),
        sex="F",
        ethnic_group="01",
        religion="00",
        personal_id="056180000001",
        birth_place="xã Vĩnh Phương, thành phố Nha Trang",
        birth_commune="22333",
        birth_province="56",
    )
    PostingFactory(person=someone, unit=part, title="Trưởng phòng")
    fact(models.FamilyMember, someone, relation_code="CHA", full_name="Nguyễn Văn Cha")
    fact(models.Qualification, someone, family="education", code="CM-DH", level=4, field="Luật")
    fact(models.Qualification, someone, family="education", code="GD-DH12", level=12)
    fact(models.RankHeld, someone, rank=Rank.objects.get(code="01.003"))
    fact(models.PayStep, someone, step=3, coefficient="3.00")
    fact(models.Discipline, someone, until=date(2021, 1, 1), kind_code="CC-KT")
    return someone


def cv_of(someone, unit, on=ON):
    actor = actor_for(unit, may=MAY)
    people = people_to_print(actor=actor, person_ids=[someone.pk])
    return curricula_of(actor=actor, people=people, on=on)[someone.pk]


def test_a_cv_names_codes_places_and_bodies_in_vietnamese(unit, hoa):
    cv = cv_of(hoa, unit)
    assert (cv.who.ethnic_group, cv.who.religion) == ("Kinh", "Không")
    assert cv.who.birth_place.commune == "Phường Bắc Nha Trang"
    assert cv.bodies.base == "Phòng Tổ chức"
    assert cv.bodies.employing == "Sở Nội vụ"
    assert cv.bodies.managing == "Tỉnh Thử nghiệm"
    assert cv.posts[0].unit == "Phòng Tổ chức, Sở Nội vụ"
    assert cv.ranks[0].name == "Chuyên viên"
    assert cv.relatives[0].relation == "Cha đẻ"


def test_school_and_degree_are_told_apart_by_their_codes(unit, hoa):
    kinds = {one.kind: one.name for one in cv_of(hoa, unit).training}
    assert kinds == {"education": "Đại học", "general": "Tốt nghiệp THPT 12/12"}


def test_a_cv_as_of_a_day_leaves_out_what_began_later_and_keeps_running_what_ended_later(unit, hoa):
    cv = cv_of(hoa, unit, on=date(2020, 6, 1))
    assert cv.posts == ()
    assert cv.discipline[0].is_now
    assert cv.discipline[0].until == ""
    after = cv_of(hoa, unit).discipline[0]
    assert (after.is_now, after.until) == (False, "2020-12-31")


@pytest.mark.parametrize(
    ("on", "is_now", "until"),
    [(date(2020, 12, 31), True, "2020-12-31"), (date(2021, 1, 1), False, "2020-12-31")],
)
def test_the_last_day_of_a_fact_still_counts(unit, hoa, on, is_now, until):
    measure = cv_of(hoa, unit, on=on).discipline[0]
    assert (measure.is_now, measure.until) == (is_now, until)


def test_nothing_internal_is_printed_and_planning_only_by_the_office(unit, hoa):
    fact(models.Assessment, hoa, words="Hoàn thành tốt")
    fact(models.Assessment, hoa, date(2025, 1, 1), words="Nội bộ", is_internal=True)
    fact(models.PlannedPost, hoa, title="Phó Giám đốc")
    office = actor_for(unit, may=[*MAY, People.RECORD_CHANGE])
    own = Actor(account_id=None, name="Hoa", person_id=str(hoa.pk))
    for actor, planned in ((office, ["Phó Giám đốc"]), (own, []), (actor_for(unit, may=MAY), [])):
        people = people_to_print(actor=actor, person_ids=[hoa.pk])
        cv = curricula_of(actor=actor, people=people, on=ON)[hoa.pk]
        assert [one.words for one in cv.assessments] == ["Hoàn thành tốt"]
        assert [one.title for one in cv.planning] == planned


def test_a_voided_fact_is_not_printed(unit, hoa):
    post = models.Posting.objects.get(person=hoa)
    models.Posting.objects.filter(pk=post.pk).update(voided_by=PaperFactory(unit_path="kh"))
    assert cv_of(hoa, unit).posts == ()


def test_a_cv_takes_a_fixed_number_of_statements_however_many_people_and_facts(unit, hoa):
    actor = actor_for(unit, may=MAY)

    def asked(ids):
        with CaptureQueriesContext(connection) as statements:
            people = people_to_print(actor=actor, person_ids=ids)
            curricula_of(actor=actor, people=people, on=ON)
        return len(statements)

    alone = asked([hoa.pk])
    others = [PostingFactory(person=PersonFactory(unit=hoa.unit)).person.pk for _ in range(5)]
    for year in range(2000, 2019):
        fact(models.YearRating, hoa, date(year, 1, 1), date(year + 1, 1, 1), year=year,
             level_code="T")  # fmt: skip
    assert asked([hoa.pk, *others]) == alone <= 23


def test_a_print_is_filled_and_noted_once_with_its_purpose(unit, hoa):
    actor = actor_for(unit, may=MAY)
    sheets = fill_dossiers(actor=actor, person_ids=[hoa.pk], order=order())
    made = file_of(sheets[hoa.pk], "pdf", on=ON, form="2c_bnv_2008")
    note_prints(actor=actor, sheets=sheets, refused={}, order=order())
    assert made.name == "2c-bnv-2008-nguyen-thi-thu-hoa.pdf"
    text = joined(text_of(made.content))
    assert "NGUYỄNTHỊTHỬHOA" in text
    assert "năm1980" in text
    assert joined(f"Người in: {actor.name}; in lúc 09:05 ngày 21/11/2026") in text
    assert joined("mục đích: chuẩn bị quyết định nhân sự") in text
    entry = Entry.objects.get(act="people.print_dossier")
    assert entry.subject_id == str(hoa.pk)
    assert entry.details["purpose"] == "decision"
    assert entry.details["reference"] in text


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_nothing_is_printed_without_a_purpose(unit, hoa, purpose):
    with pytest.raises(PurposeMissing):
        fill_dossiers(
            actor=actor_for(unit, may=MAY), person_ids=[hoa.pk], order=order(purpose=purpose)
        )
    assert not Entry.objects.filter(act="people.print_dossier").exists()


def test_printing_needs_the_right_to_open_sensitive_data_where_the_person_serves(unit, hoa):
    with pytest.raises(Forbidden):
        fill_dossiers(
            actor=actor_for(unit, may=[People.RECORD_VIEW]), person_ids=[hoa.pk], order=order()
        )
    with pytest.raises(NotVisible):
        fill_dossiers(actor=actor_for(UnitFactory(), may=MAY), person_ids=[hoa.pk], order=order())


def test_one_stranger_among_many_refuses_all_and_notes_none(unit, hoa):
    stranger = PersonFactory(unit=UnitFactory())
    with pytest.raises(NotVisible):
        fill_dossiers(
            actor=actor_for(unit, may=MAY), person_ids=[hoa.pk, stranger.pk], order=order()
        )
    assert not Entry.objects.filter(act="people.print_dossier").exists()


def test_everybody_prints_the_own_dossier_without_a_purpose(unit, hoa):
    actor = Actor(account_id=None, name="Hoa", person_id=str(hoa.pk))
    sheet = fill_dossiers(actor=actor, person_ids=[hoa.pk], order=order(purpose=""))[hoa.pk]
    assert "bản thân sử dụng" in sheet.stamp.words
    grids = [cell for block in sheet.body for row in getattr(block, "rows", ()) for cell in row]
    assert "Nguyễn Văn Cha" in grids


def test_so_many_are_printed_at_once_and_no_more(unit, hoa):
    most = parameter("dossier_form.most_people", ON).value
    with pytest.raises(TooManyToPrint, match=str(most)):
        fill_dossiers(
            actor=actor_for(unit, may=MAY),
            person_ids=[uuid4() for _ in range(most + 1)],
            order=order(),
        )


def test_an_archive_holds_a_file_each_and_the_reason_for_who_could_not_be_printed(unit, hoa):
    bad = PersonFactory(full_name="Nguyễn 漢", unit=hoa.unit)
    same = PersonFactory(full_name=hoa.full_name, unit=hoa.unit)
    sheets = fill_dossiers(
        actor=actor_for(unit, may=MAY), person_ids=[hoa.pk, bad.pk, same.pk], order=order()
    )
    told = []
    content, refused = archive_of(sheets, "pdf", on=ON, form="2c_bnv_2008", told=told.append)
    assert (told, list(refused)) == ([1, 2, 3], [bad.pk])
    archive = ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    files = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert len(files) == 2
    assert all(archive.read(name).startswith(b"%PDF") for name in files)
    assert "漢" in archive.read(REFUSED).decode()


# --- pages

ASKED = {"print-form": "2c_bnv_2008", "print-on": "2026-11-20", "print-medium": "pdf"}
PURPOSE = {"print-purpose": "decision"}


@pytest.fixture
def officer(client, unit):
    client.force_login(account_with(Role.OFFICER, unit))
    return client


@pytest.mark.parametrize("form", form_plans())
def test_the_page_sends_each_form_as_a_pdf(officer, hoa, form):
    answer = officer.post(f"/ho-so/{hoa.pk}/in", {**ASKED, **PURPOSE, "print-form": form})
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert "NGUYỄNTHỊTHỬHOA" in joined(text_of(answer.content))


def test_the_page_sends_a_word_file(officer, hoa):
    answer = officer.post(f"/ho-so/{hoa.pk}/in", {**ASKED, **PURPOSE, "print-medium": "docx"})
    word = Document(io.BytesIO(answer.content))
    assert any("SƠ YẾU LÝ LỊCH" in paragraph.text for paragraph in word.paragraphs)


@pytest.mark.parametrize(
    "wrong",
    [
        {"print-purpose": ""},
        {"print-form": "../2c"},
        {"print-medium": "exe"},
        {"print-on": "31/02/2026"},
        {"print-on": "2999-01-01"},
    ],
)
def test_what_is_missing_or_wrong_comes_back_on_the_page_and_opens_nothing(officer, hoa, wrong):
    answer = officer.post(f"/ho-so/{hoa.pk}/in", {**ASKED, **PURPOSE, **wrong})
    assert answer.status_code == 422
    assert "056180000001" not in answer.content.decode()
    assert not Entry.objects.filter(act="people.print_dossier").exists()


def test_an_unprintable_name_is_said_in_words(officer, hoa):
    models.Person.objects.filter(pk=hoa.pk).update(full_name="Nguyễn 漢")
    answer = officer.post(f"/ho-so/{hoa.pk}/in", {**ASKED, **PURPOSE})
    assert answer.status_code == 422
    assert "漢" in answer.content.decode()
    assert [one.act for one in Entry.objects.filter(subject_id=str(hoa.pk))] == [
        "people.fail_to_print_dossier"
    ]


def test_the_dossier_offers_printing_to_officers_and_to_the_person_but_not_to_heads(
    client, unit, hoa
):
    address = f"/ho-so/{hoa.pk}/in"
    client.force_login(account_with(Role.OFFICER, unit))
    assert address in client.get(f"/ho-so/{hoa.pk}").content.decode()
    client.force_login(account_with(Role.HEAD, unit))
    assert address not in client.get(f"/ho-so/{hoa.pk}").content.decode()
    assert client.get(address).status_code == 403
    hoa.account = account_with(Role.MEMBER, UnitFactory())
    hoa.save(update_fields=["account"])
    client.force_login(hoa.account)
    assert address in client.get(f"/ho-so/{hoa.pk}").content.decode()
    answer = client.post(address, ASKED)
    assert answer["Content-Type"] == "application/pdf"
    assert Entry.objects.get(act="people.print_dossier").details["purpose"] == "own"


def test_the_page_says_which_forms_are_not_certain(officer, hoa):
    page = officer.get(f"/ho-so/{hoa.pk}/in").content.decode()
    assert "confidence likely" in page
    assert "confidence unsure" in page


def test_the_list_offers_the_people_found_to_be_printed(officer, hoa):
    PersonFactory(full_name="Lê Văn Khác", unit=hoa.unit)
    assert "/ho-so/in?q=thu+hoa" in officer.get("/ho-so?q=thu+hoa").content.decode()
    page = officer.get("/ho-so/in?q=thu+hoa").content.decode()
    assert str(hoa.pk) in page
    assert "Lê Văn Khác" not in page


def test_a_list_of_a_past_day_is_printed_and_taken_out_too(officer, hoa):
    told = {**ASKED, **PURPOSE, "people": [str(hoa.pk)]}
    answer = officer.post("/ho-so/in?q=hoa&on=2026-11-01", told)
    assert answer["Content-Type"] == "application/zip"
    answer = officer.post("/ho-so/xuat-so?q=hoa&on=2026-11-01", {"purpose": "dossier"})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_ticked_people_come_in_one_archive(officer, hoa):
    other = PersonFactory(full_name="Lê Văn Khác", unit=hoa.unit)
    told = {**ASKED, **PURPOSE, "people": [str(hoa.pk), str(other.pk)]}
    answer = officer.post("/ho-so/in", told)
    assert answer["Content-Type"] == "application/zip"
    names = ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == ["001-2c-bnv-2008-nguyen-thi-thu-hoa.pdf", "002-2c-bnv-2008-le-van-khac.pdf"]
    assert Entry.objects.filter(act="people.print_dossier").count() == 2


@pytest.mark.parametrize("people", [[], ["x"], ["' OR 1=1"]])
def test_nobody_ticked_is_said_on_the_page(officer, hoa, people):
    answer = officer.post("/ho-so/in", {**ASKED, **PURPOSE, "people": people})
    assert answer.status_code == 422
    assert answer.content.decode().count("alert") == 1


def test_a_day_before_the_first_fact_prints_an_empty_form(officer, hoa):
    before = {"print-on": (date(1990, 1, 1) - timedelta(days=1)).isoformat()}
    answer = officer.post(f"/ho-so/{hoa.pk}/in", {**ASKED, **PURPOSE, **before})
    assert answer.status_code == 200
    assert "Trưởngphòng" not in joined(text_of(answer.content))
