import pytest
from django.forms import ValidationError

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.people.permissions import People
from congvu.work import selectors
from congvu.work.bearer_field import Bearers
from congvu.work.permissions import Work
from congvu.work.tests import factories as new

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return new.office()


def bearers(unit):
    actor = actor_for(unit, may=(Work.TASK_ASSIGN, People.RECORD_VIEW))
    return Bearers(actor=actor, on=new.MONDAY, under=unit.path)


def test_a_bearer_is_found_by_line_or_name_without_marks(unit):
    person = new.PersonFactory(unit=unit, full_name="Trần Thị Bình")
    known = bearers(unit)
    assert known.names == [unit.name, f"Trần Thị Bình ({unit.name})"]
    for typed in (known.names[1], "tran thi binh", "  Trần  Thị Bình "):
        assert known.find(typed).person_id == person.pk
    assert (known.find(unit.name).unit_id, known.find(unit.name).person_id) == (unit.pk, None)


def test_two_of_one_name_are_asked_about_and_told_apart(unit):
    one = new.PersonFactory(unit=unit, full_name="Lê Văn An", staff_number="", born="1980")
    new.PersonFactory(unit=unit, full_name="Lê Văn An", staff_number="CC7", born="1991")
    known = bearers(unit)
    with pytest.raises(ValidationError, match=r"1980.*CC7|CC7.*1980"):
        known.find("le van an")
    assert known.find(f"Lê Văn An ({unit.name}, 1980)").person_id == one.pk


def test_who_is_not_suggested_is_found_by_name(unit, monkeypatch):
    monkeypatch.setattr(selectors.task, "PEOPLE_SHOWN", 1)
    new.PersonFactory(unit=unit, full_name="Lê An")
    last = new.PersonFactory(unit=unit, full_name="Lê Yến")
    known = bearers(unit)
    assert len(known.names) == 2
    assert known.find("Lê Yến").person_id == last.pk
    assert known.find(f"Lê Yến ({unit.name})").person_id == last.pk


def test_nobody_outside_the_unit_is_found(unit):
    new.PersonFactory(unit=new.office(), full_name="Phạm Ngoài")
    with pytest.raises(ValidationError, match="Phạm Ngoài"):
        bearers(unit).find("Phạm Ngoài")


def test_a_form_with_a_wrong_name_keeps_what_was_typed_and_stays_small(client, unit):
    head = account_with(Role.HEAD, unit)
    client.force_login(head)
    task = new.task_of(unit)
    for _ in range(250):
        new.PersonFactory(unit=unit, full_name="Nguyễn Thị Hồng Nhung")
    answer = client.post(
        f"/cong-viec/{task.pk}/tach", {"title_1": "Phần một", "bearer_1": "Không Có Ai"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Không Có Ai”" in page
    assert 'value="Phần một"' in page
    assert len(answer.content) < 100_000
