"""What is masked, what is hidden, and as whom one reads a dossier."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.documents.choices import PaperKind
from congvu.documents.models import StoredFile
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.commands.entries import enter_columns, enter_fact
from congvu.people.families import FAMILIES, Privacy
from congvu.people.groups import GROUPS, ROWS_OF_THEIR_OWN, group_number, official_fields
from congvu.people.models import Person, PersonChange
from congvu.people.tests.factories import (
    PaperFactory,
    PersonFactory,
    PostingFactory,
    portrait,
)
from congvu.people.types import NewFact, NewPaper, Upload

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 20)
STRICT = {"sensitive": Privacy.SENSITIVE, "financial": Privacy.FINANCIAL,
          "restricted": Privacy.RESTRICTED}  # fmt: skip


@pytest.fixture
def person(unit):
    made = PersonFactory(unit=unit, account=account_with(Role.MEMBER, unit))
    add(made, "party", since="2005-05-19", card_number="77.123456")
    add(made, "planning", since="2024-01-01", title="Phó Giám đốc")
    add(made, "assessments", since="2025", words="Nhận xét thường")
    add(made, "assessments", since="2025", words="Nhận xét nội bộ", is_internal=True)
    add(made, "posts", since="2020-01-01", kind="party", title="Phó Bí thư chi bộ")
    add(made, "rewards", since="2023", kind_code="", reason="Thành tích đột xuất")
    return made


def add(person, key, since, file=None, **values):
    if key == "rewards":
        from congvu.catalog.selectors import read_codes

        values["kind_code"] = read_codes("reward_kinds")[0]["code"]
    return enter_fact(
        actor=SYSTEM,
        person_id=person.pk,
        fact=NewFact(key, values, since=since),
        paper=NewPaper("certificate", title=f"Giấy {key}", file=file),
        today=TODAY,
    )


def page(client, person, tab, account=None):
    client.force_login(account or person.account)
    return client.get(f"/ho-so/{person.pk}?phan={tab}").content.decode()


def test_every_family_stands_in_a_group_of_its_lines():
    for family in FAMILIES:
        assert group_number(family) in {group.number for group in GROUPS}
    assert sum(len(group.families) for group in GROUPS) == len(FAMILIES)


def test_no_family_is_open_wider_than_its_official_lines():
    for family in FAMILIES:
        for line in set(family.covers) - ROWS_OF_THEIR_OWN:
            wanted = STRICT.get(official_fields()[line]["pii"])
            assert wanted is None or family.privacy is wanted, (family.key, line)


def test_sensitive_facts_are_masked_until_opened_for_a_purpose(client, person, unit):
    officer = account_with(Role.OFFICER, unit)
    shown = page(client, person, "to-chuc", officer)
    assert "77.123456" not in shown
    assert "19/05/2005" not in shown
    address = f"/ho-so/{person.pk}/mo-muc?phan=to-chuc"
    answer = client.post(address, {"field": "party", "purpose": "decision"})
    assert "77.123456" in answer.content.decode()
    noted = Entry.objects.filter(act="people.open_sensitive").latest("pk")
    assert noted.details == {"field": "party", "purpose": "decision"}
    refused = client.post(address, {"field": "party", "purpose": ""})
    assert refused.status_code == 422
    assert "77.123456" not in refused.content.decode()


def test_party_posts_are_masked_among_posts(client, person, unit):
    assert "Phó Bí thư" not in page(client, person, "cong-tac", account_with(Role.HEAD, unit))
    assert "Phó Bí thư" in page(client, person, "cong-tac")


def test_planning_and_internal_assessments_are_the_offices_alone(client, person, unit):
    head = account_with(Role.HEAD, unit)
    for reader in (person.account, head):
        assert "Phó Giám đốc" not in page(client, person, "cong-tac", reader)
        assert "nội bộ" not in page(client, person, "luong-danh-gia", reader)
        assert "Nhận xét thường" in page(client, person, "luong-danh-gia", reader)
    officer = account_with(Role.OFFICER, unit)
    assert 'id="planning"' in page(client, person, "cong-tac", officer)
    opened = client.post(
        f"/ho-so/{person.pk}/mo-muc?phan=cong-tac", {"field": "planning", "purpose": "dossier"}
    )
    assert "Phó Giám đốc" in opened.content.decode()


def test_the_person_cannot_reach_what_is_kept_from_him_by_address(client, person):
    client.force_login(person.account)
    row = person.plannedposts.get()
    assert client.get(f"/ho-so/{person.pk}/sua/planning/{row.pk}").status_code == 404
    assert client.get(f"/ho-so/{person.pk}/them/planning").status_code == 404


def test_masked_facts_are_not_in_the_picture_either(client, person, unit):
    shown = page(client, person, "co-ban", account_with(Role.OFFICER, unit))
    assert "2005" not in shown.split("<svg", 2)[-1].split("</svg>")[0]


def test_the_history_tells_paper_and_hand_without_what_is_masked(client, person, unit):
    officer = account_with(Role.OFFICER, unit)
    shown = page(client, person, "lich-su", officer)
    assert "Thành tích đột xuất" in shown
    assert "Giấy rewards" in shown
    assert "77.123456" not in shown
    assert "Giấy party" not in shown


def test_a_past_day_shows_the_person_as_known_then(client, person, unit):
    enter_columns(
        actor=SYSTEM,
        person_id=person.pk,
        values={"full_name": "Nguyễn Thị Mới"},
        paper=NewPaper("certificate", number="1"),
        today=TODAY,
    )
    old = person.full_name
    recorded = PersonChange.objects.get(person=person).recorded_at
    day = recorded.astimezone(get_current_timezone()).date() - timedelta(days=1)
    client.force_login(account_with(Role.OFFICER, unit))
    then = client.get(f"/ho-so/{person.pk}?on={day.isoformat()}").content.decode()
    after = client.get(f"/ho-so/{person.pk}").content.decode()
    assert f"<h1>{old}</h1>" in then
    assert "<h1>Nguyễn Thị Mới</h1>" in after
    assert "/them/" not in then
    assert "/them/" in after


def test_the_paper_of_a_masked_fact_is_a_reading_too(client, person, unit):
    kept = Upload("the.txt", "Thẻ đảng viên".encode(), "text/plain")
    entry = add(person, "health", since="2024", file=kept, class_code="")
    address = f"/ho-so/{person.pk}/giay/{entry.paper_id}"
    client.force_login(account_with(Role.HEAD, unit))
    assert client.get(address).status_code == 403
    client.force_login(account_with(Role.OFFICER, unit))
    assert client.get(address).content == kept.content
    assert Entry.objects.filter(act="people.open_sensitive", details__field="health").exists()


def test_the_paper_that_corrected_a_masked_column_is_a_reading_too(client, person, unit):
    kept = Upload("cccd.txt", "Ảnh căn cước".encode(), "text/plain")
    paper = NewPaper("certificate", title="Căn cước số 056180009999", file=kept)
    values = {"personal_id": "056180009999"}
    entry = enter_columns(
        actor=SYSTEM, person_id=person.pk, values=values, paper=paper, today=TODAY
    )
    address = f"/ho-so/{person.pk}/giay/{entry.paper_id}"
    client.force_login(account_with(Role.HEAD, unit))
    assert client.get(address).status_code == 403
    assert "056180009999" not in page(client, person, "lich-su", account_with(Role.HEAD, unit))
    client.force_login(account_with(Role.OFFICER, unit))
    assert client.get(address).content == kept.content
    noted = Entry.objects.filter(act="people.open_sensitive", details__field="personal_id")
    assert noted.count() == 1
    assert "056180009999" in page(client, person, "lich-su")


def test_the_file_of_an_imported_list_is_no_paper_of_one_dossier(client, person, unit):
    file = StoredFile.objects.create(
        name="ds.xlsx", content=b"everybody", size=9, sha256="0" * 64, unit_path=unit.path
    )
    paper = PaperFactory(kind=PaperKind.IMPORTED_LIST, file=file, unit_path=unit.path)
    PostingFactory(person=person, basis=paper)
    address = f"/ho-so/{person.pk}/giay/{paper.pk}"
    for reader in (person.account, account_with(Role.HEAD, unit), account_with(Role.OFFICER, unit)):
        assert address not in page(client, person, "cong-tac", reader)
        assert client.get(address).status_code == 404


def test_a_paper_that_lies_elsewhere_is_not_found_and_no_error(client, person, unit):
    there = UnitFactory(code="STC", parent=unit.parent)
    file = StoredFile.objects.create(
        name="qd.pdf", content=b"paper", size=5, sha256="1" * 64, unit_path=there.path
    )
    paper = PaperFactory(file=file, unit_path=there.path)
    PostingFactory(person=person, basis=paper)
    Person.objects.filter(pk=person.pk).update(photo=file)
    client.force_login(account_with(Role.OFFICER, unit))
    assert client.get(f"/ho-so/{person.pk}/giay/{paper.pk}").status_code == 404
    assert client.get(f"/ho-so/{person.pk}/anh/tep").status_code == 404


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (portrait(), 302),
        (portrait(400, 400), 422),
        (portrait(100, 150), 422),
        (b"GIF89a" + b"\0" * 99, 422),
        (b"\xff\xd8\xff\xe0broken", 422),
        (b"", 422),
    ],
)
def test_a_photo_is_a_portrait_of_four_by_six(client, person, content, status):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(person.account)
    sent = {"photo": SimpleUploadedFile("anh.png", content)}
    assert client.post(f"/ho-so/{person.pk}/anh", sent).status_code == status
    has_photo = Person.objects.get(pk=person.pk).photo_id is not None
    assert has_photo == (status == 302)
    shown = client.get(f"/ho-so/{person.pk}/anh/tep")
    assert shown.status_code == (200 if has_photo else 404)
