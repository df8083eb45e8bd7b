from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.errors import Forbidden, NotVisible
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.selectors.dossier import dossier_of, get_person
from congvu.people.selectors.sensitive import (
    PLACES,
    PurposeMissing,
    classes,
    open_field,
    shown_fields,
)
from congvu.people.tests.lists import hoa, take

ON = date(2026, 11, 21)
VIEW = [People.RECORD_VIEW]
OPEN = [People.RECORD_VIEW, People.SENSITIVE_OPEN]


@pytest.fixture
def hoas(unit):
    """Somebody who was promoted in October."""
    take(unit, [hoa(unit)], on=date(2026, 9, 1))
    take(unit, [hoa(unit, post="Phó Giám đốc", appointed="01/10/2026")])
    return Person.objects.get()


def test_the_dossier_shows_the_post_of_the_day_asked(unit, hoas):
    actor = actor_for(unit, may=VIEW)
    posts = {
        day: dossier_of(actor=actor, person=hoas, on=day).head.post
        for day in (date(2026, 9, 30), date(2026, 10, 1))
    }
    assert list(posts.values()) == ["Chuyên viên", "Phó Giám đốc"]


def test_the_head_names_the_unit_of_the_day_asked(unit, hoas):
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    take(unit.parent, [hoa(other, post="Phó Giám đốc", appointed="01/11/2026")])
    actor = actor_for(unit.parent, may=VIEW)
    person = get_person(actor=actor, person_id=hoas.pk)
    heads = {
        day: dossier_of(actor=actor, person=person, on=day).head.unit
        for day in (date(2026, 10, 31), date(2026, 11, 1))
    }
    assert list(heads.values()) == ["Sở Nội vụ", "Sở Tư pháp"]


def test_an_english_reader_sees_ranks_degrees_and_ratings_in_english(unit, hoas):
    with override("en"):
        dossier = dossier_of(actor=actor_for(unit, may=VIEW), person=hoas, on=ON)
        texts = {line.text for family in dossier.families for line in family.lines}
    assert {"Expert", "University degree"} <= texts


def test_facts_of_an_imported_list_are_counted_unverified(unit, hoas):
    dossier = dossier_of(actor=actor_for(unit, may=VIEW), person=hoas, on=ON)
    assert dossier.unverified == sum(len(family.lines) for family in dossier.families) > 0


def test_a_past_day_says_so_and_offers_nothing_to_write(client, unit, hoas):
    client.force_login(account_with(Role.OFFICER, unit))
    page = client.get(f"/ho-so/{hoas.pk}?on=2026-09-30").content.decode()
    assert "past-note" in page
    assert "30/09/2026" in page
    assert f"/ho-so/{hoas.pk}/mo" not in page


def test_the_page_never_holds_a_masked_value(client, unit, hoas):
    client.force_login(account_with(Role.OFFICER, unit))
    page = client.get(f"/ho-so/{hoas.pk}").content.decode()
    assert "056180000001" not in page
    assert "0905000001" not in page
    assert "•••• 0001" in page


@pytest.mark.parametrize("day", ["0001-01-01", "31/12/1899", "9999-12-31", "2026-02-30", "x"])
def test_a_day_outside_all_history_is_today(client, unit, hoas, day):
    client.force_login(account_with(Role.OFFICER, unit))
    page = client.get(f"/ho-so/{hoas.pk}?on={day}")
    assert (page.status_code, page.context["is_past"]) == (200, False)
    assert client.get(f"/ho-so?on={day}&age=30-40").status_code == 200


def test_nobody_has_an_age_before_the_birth(unit, hoas):
    actor = actor_for(unit, may=VIEW)
    person = get_person(actor=actor, person_id=hoas.pk)
    born = person.born_from
    before, after = (
        dossier_of(actor=actor, person=person, on=day).head.age
        for day in (born - timedelta(days=1), born)
    )
    assert (before, after) == (None, 0)


def test_a_dossier_of_another_unit_is_not_found(client, hoas):
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    assert client.get(f"/ho-so/{hoas.pk}").status_code == 404


def test_everybody_sees_the_own_dossier_unmasked(client, unit, hoas):
    hoas.account = account_with(Role.MEMBER, unit)
    hoas.save(update_fields=["account"])
    client.force_login(hoas.account)
    page = client.get(f"/ho-so/{hoas.pk}").content.decode()
    assert "0905000001" in page


def test_opening_a_field_for_a_purpose_shows_it_and_is_journalled(client, unit, hoas):
    client.force_login(account_with(Role.OFFICER, unit))
    answer = client.post(f"/ho-so/{hoas.pk}/mo", {"field": "phone", "purpose": "contact"})
    assert "0905000001" in answer.content.decode()
    entry = Entry.objects.filter(act="people.open_sensitive").latest("pk")
    assert entry.subject_id == str(hoas.pk)
    assert entry.details == {"field": "phone", "purpose": "contact"}


def test_opening_without_a_purpose_shows_nothing_and_is_no_reading(client, unit, hoas):
    client.force_login(account_with(Role.OFFICER, unit))
    answer = client.post(f"/ho-so/{hoas.pk}/mo", {"field": "phone", "purpose": "curiosity"})
    assert answer.status_code == 422
    assert "0905000001" not in answer.content.decode()
    with pytest.raises(PurposeMissing):
        open_field(actor=actor_for(unit, may=OPEN), person_id=hoas.pk, name="phone", purpose="")
    assert not Entry.objects.filter(act="people.open_sensitive").exists()


def test_opening_needs_the_right_where_the_person_serves(unit, hoas):
    with pytest.raises(Forbidden):
        open_field(
            actor=actor_for(unit, may=VIEW), person_id=hoas.pk, name="phone", purpose="contact"
        )
    with pytest.raises(NotVisible):
        open_field(
            actor=actor_for(UnitFactory(), may=OPEN),
            person_id=hoas.pk,
            name="phone",
            purpose="contact",
        )


def test_every_masked_field_has_its_class_in_the_list_of_dossier_fields(unit, hoas):
    assert set(classes().values()) <= {"basic", "sensitive"}
    assert classes()["religion"] == classes()["ethnic_group"] == "sensitive"
    names = {shown.name for shown in shown_fields(actor=actor_for(unit, may=VIEW), person=hoas)}
    masked = {
        one.name
        for one in shown_fields(actor=actor_for(unit, may=VIEW), person=hoas)
        if one.is_masked
    }
    parts = {part for name in names for part in PLACES.get(name, ())}
    assert set(classes()) <= names | parts
    assert masked <= set(classes())
    assert masked == {"personal_id", "phone"}


def test_a_dossier_asks_at_most_twelve_statements_beside_the_frame(client, unit, hoas):
    client.force_login(account_with(Role.OFFICER, unit))
    client.get(f"/ho-so/{hoas.pk}")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/ho-so/{hoas.pk}")
    assert len(asked) <= 18
    assert len(page.content) <= 100_000


def test_nobody_reads_a_stranger_by_knowing_the_address(unit, hoas):
    with pytest.raises(NotVisible):
        get_person(actor=actor_for(unit, may=[]), person_id=hoas.pk)
