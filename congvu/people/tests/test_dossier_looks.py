"""What a page shows of other days, and what a form folds away."""

from datetime import date

import pytest

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.documents.models import StoredFile
from congvu.people.commands.own import set_photo
from congvu.people.models import Person
from congvu.people.tests.factories import PersonFactory, PostingFactory, portrait
from congvu.people.types import Upload

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture
def officer(client, unit):
    client.force_login(account_with(Role.OFFICER, unit))
    return client


def test_a_past_day_shows_no_photo_put_in_later(officer, unit):
    person = PostingFactory(person__unit=unit).person
    photo = Upload("anh.png", portrait(), "image/png")
    set_photo(actor=SYSTEM, person_id=person.pk, file=photo, today=date(2026, 11, 20))
    StoredFile.objects.filter(pk=Person.objects.get(pk=person.pk).photo_id).update(
        stored_at="2026-03-02T00:30:00+07:00"
    )
    shown = {
        day: f"{person.pk}/anh/tep" in officer.get(f"/ho-so/{person.pk}?on={day}").content.decode()
        for day in ("2026-03-01", "2026-03-02")
    }
    assert shown == {"2026-03-01": False, "2026-03-02": True}


def test_a_post_is_told_with_the_name_the_unit_had_then(officer, unit):
    unit.names.all().delete()
    former = {"key": "ban cu", "is_official": True, "valid": from_day(None, date(2020, 6, 30))}
    unit.names.create(name="Ban Tên Cũ", **former)
    now = {"key": "ban moi", "is_official": True, "valid": from_day(date(2020, 7, 1))}
    unit.names.create(name="Ban Tên Mới", **now)
    person = PersonFactory(unit=unit)
    ended = from_day(date(2015, 1, 1), date(2019, 12, 31))
    PostingFactory(person=person, title="Chuyên viên", valid=ended)
    PostingFactory(person=person, title="Trưởng phòng", valid=from_day(date(2020, 1, 1)))
    page = officer.get(f"/ho-so/{person.pk}?phan=cong-tac")
    [posts] = [one for one in page.context["dossier"].families if one.key == "posts"]
    assert ["Ban Tên Mới" in line.detail for line in posts.lines] == [True, False]
    assert ["Ban Tên Cũ" in line.detail for line in posts.lines] == [False, True]
    assert page.context["head"].unit == "Ban Tên Mới"
    page = officer.get(f"/ho-so/{person.pk}?phan=cong-tac&on=2020-03-01")
    assert page.context["head"].unit == "Ban Tên Cũ"
    [posts] = [one for one in page.context["dossier"].families if one.key == "posts"]
    assert "Ban Tên Cũ" in posts.lines[0].detail


def test_rare_fields_wait_folded_unless_they_say_something_or_are_wrong(officer, unit):
    person = PostingFactory(person__unit=unit).person
    address = f"/ho-so/{person.pk}/them/training"
    form = officer.get(address).context["form"]
    folded = {field.name for field in form.folded}
    assert {"number", "studied_from"} <= folded
    assert not folded & {"family", "code", "since"}
    assert {field.name for field in form.often} | folded == set(form.fields)
    sent = officer.post(address, {"family": "education", "number": "12", "studied_from": "hôm qua"})
    assert sent.status_code == 422
    still = {field.name for field in sent.context["form"].folded}
    assert not still & {"number", "studied_from"}
