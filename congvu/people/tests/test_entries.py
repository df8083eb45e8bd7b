"""The office writes into dossiers by hand, each time with a paper, and takes mistakes back."""

from dataclasses import replace
from datetime import date

import pytest

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.periods import last_day
from congvu.core.scope import scope_of
from congvu.documents.commands import StateSecret
from congvu.documents.models import Paper, StoredFile
from congvu.documents.permissions import Documents
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.commands.entries import (
    GovernedByDecision,
    NothingChanged,
    TakenBackAlready,
    enter_columns,
    enter_correction,
    enter_end,
    enter_fact,
    take_entry_back,
)
from congvu.people.commands.facts import StartMissing, open_fact
from congvu.people.commands.persons import DossierKept
from congvu.people.commands.taking_back import LaterFactsLean
from congvu.people.families import family
from congvu.people.models import Allowance, FamilyMember, Person, Qualification, RankHeld
from congvu.people.permissions import People
from congvu.people.tests.factories import PaperFactory, PersonFactory
from congvu.people.types import NewFact, NewPaper, Upload

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 20)
DIPLOMA = NewPaper("certificate", title="Bằng đại học", number="123")


@pytest.fixture
def person(unit):
    return PersonFactory(unit=unit)


@pytest.fixture
def office(unit):
    return actor_for(unit, may=[People.RECORD_VIEW, People.RECORD_CHANGE])


def add(person, fact, actor=SYSTEM, paper=DIPLOMA):
    return enter_fact(actor=actor, person_id=person.pk, fact=fact, paper=paper, today=TODAY)


def degree(**more):
    values = {"family": "education", "code": "CM-DH", "school": "Đại học Nha Trang"}
    return NewFact("training", values | more, since="2010")


def test_a_fact_entered_rests_on_its_paper_and_keeps_its_half_date(person, office):
    entry = add(person, degree(), office)
    row = Qualification.objects.get()
    assert (row.basis, row.since_printed) == (entry.paper, "2010")
    assert (row.basis.number, row.basis.kind) == ("123", "certificate")


def test_writing_needs_the_right_where_the_person_is(person, unit):
    with pytest.raises(Forbidden):
        add(person, degree(), actor_for(unit, may=[People.RECORD_VIEW]))
    with pytest.raises(NotVisible):
        add(person, degree(), actor_for(UnitFactory(), may=list(People)))


def test_a_paper_under_a_secrecy_mark_leaves_nothing_behind(person, office):
    secret = NewPaper("certificate", file=Upload("a.txt", "TỐI MẬT\nKết luận".encode()))
    papers = Paper.objects.count()
    with pytest.raises(StateSecret):
        add(person, degree(), office, secret)
    assert not StoredFile.objects.exists()
    assert Paper.objects.count() == papers


def test_a_correction_takes_the_place_of_the_mistake_with_other_days(person, office):
    add(person, degree())
    row = Qualification.objects.get()
    told = NewFact("training", {"family": "education", "code": "CM-THS"}, since="2012-05")
    enter_correction(
        actor=office, person_id=person.pk, row_id=row.pk, fact=told, paper=DIPLOMA, today=TODAY
    )
    now = Qualification.objects.standing().get()
    assert (now.code, now.since_printed, now.valid.lower) == ("CM-THS", "2012-05", date(2012, 5, 1))
    row.refresh_from_db()
    assert row.replaced_by == now


def test_ending_names_the_last_day(person, office):
    add(person, NewFact("allowances", {"kind_code": "CV", "percent": 10}, since="2020-01-01"))
    row = Allowance.objects.get()
    enter_end(
        actor=office,
        person_id=person.pk,
        key="allowances",
        row_id=row.pk,
        last_day=date(2026, 10, 31),
        paper=DIPLOMA,
        today=TODAY,
    )
    row.refresh_from_db()
    assert last_day(row.valid) == date(2026, 10, 31)


def test_a_fact_of_a_line_needs_its_first_day(person, office):
    told = NewFact("allowances", {"kind_code": "CV", "percent": 10})
    with pytest.raises(StartMissing):
        add(person, told, office)


def test_a_relative_needs_no_day(person, office):
    add(person, NewFact("relatives", {"side": "own", "relation_code": "CHA", "full_name": "A"}))
    assert FamilyMember.objects.get().valid.lower is None


def test_what_a_decision_rules_is_not_edited_by_hand(person, office):
    decision = PaperFactory(title="Quyết định nâng lương")
    open_fact(
        actor=SYSTEM,
        person=person,
        family=family("allowances"),
        values={"kind_code": "CV", "percent": 10},
        since=date(2024, 1, 1),
        basis=decision,
    )
    row = Allowance.objects.get()
    told = NewFact("allowances", {"kind_code": "CV", "percent": 20}, since="2024-01-01")
    with pytest.raises(GovernedByDecision, match="nâng lương"):
        enter_correction(
            actor=office, person_id=person.pk, row_id=row.pk, fact=told, paper=DIPLOMA, today=TODAY
        )


def test_an_old_decision_the_office_typed_is_corrected_by_hand(person, office):
    old = NewPaper("decision", number="12/QĐ")
    told = NewFact("allowances", {"kind_code": "CV", "percent": 10}, since="2020-01-01")
    add(person, told, office, old)
    row = Allowance.objects.get()
    better = NewFact("allowances", {"kind_code": "CV", "percent": 20}, since="2020-01-01")
    enter_correction(
        actor=office, person_id=person.pk, row_id=row.pk, fact=better, paper=old, today=TODAY
    )
    assert Allowance.objects.standing().get().percent == 20


def test_columns_are_corrected_with_what_they_said_kept(person, office):
    entry = enter_columns(
        actor=office,
        person_id=person.pk,
        values={"phone": "0905000001", "born": "1980-03"},
        paper=DIPLOMA,
        today=TODAY,
    )
    person.refresh_from_db()
    assert (person.phone, person.born_from) == ("0905000001", date(1980, 3, 1))
    take_entry_back(actor=office, person_id=person.pk, entry_id=entry.pk, today=TODAY)
    person.refresh_from_db()
    assert (person.phone, person.born, person.born_from) == ("", "", None)


def test_the_same_again_is_refused(person, office):
    with pytest.raises(NothingChanged):
        enter_columns(
            actor=office, person_id=person.pk, values={"phone": ""}, paper=DIPLOMA, today=TODAY
        )


def test_a_personal_id_of_another_dossier_is_refused_also_one_out_of_sight(person, unit):
    PersonFactory(unit=UnitFactory(), personal_id="056180000001")
    office = actor_for(unit, may=[*People, Documents.ADD])
    told = {"actor": office, "person_id": person.pk, "paper": DIPLOMA, "today": TODAY}
    with scope_of(office):
        with pytest.raises(DossierKept):
            enter_columns(values={"personal_id": "056180000001"}, **told)
        enter_columns(values={"personal_id": "056180000002"}, **told)
    assert Person.objects.get(pk=person.pk).personal_id == "056180000002"


def test_nobody_writes_into_the_own_dossier_or_takes_back_what_stands_there(person, office):
    entry = add(person, degree())
    own = replace(office, person_id=str(person.pk))
    with pytest.raises(Forbidden):
        add(person, degree(code="CM-THS"), own)
    with pytest.raises(Forbidden):
        take_entry_back(actor=own, person_id=person.pk, entry_id=entry.pk, today=TODAY)
    assert Qualification.objects.standing().count() == 1


def test_a_mistaken_entry_falls_and_stays_in_the_history(person, office):
    entry = add(person, degree(), office)
    take_entry_back(actor=office, person_id=person.pk, entry_id=entry.pk, today=TODAY)
    assert not Qualification.objects.standing().exists()
    assert Qualification.objects.get().voided_by is not None
    with pytest.raises(TakenBackAlready):
        take_entry_back(actor=office, person_id=person.pk, entry_id=entry.pk, today=TODAY)


def test_taking_back_gives_back_what_the_entry_ended(person, office):
    add(person, NewFact("allowances", {"kind_code": "CV", "percent": 10}, since="2020-01-01"))
    entry = add(
        person, NewFact("allowances", {"kind_code": "CV", "percent": 20}, since="2024-01-01")
    )
    take_entry_back(actor=office, person_id=person.pk, entry_id=entry.pk, today=TODAY)
    row = Allowance.objects.standing().get()
    assert (row.percent, row.valid.upper) == (10, None)


def test_an_entry_something_leans_on_is_not_taken_back(person, office):
    first = add(person, NewFact("ranks", {"rank": _rank("01.003")}, since="2020-01-01"))
    add(person, NewFact("ranks", {"rank": _rank("01.002")}, since="2024-01-01"))
    with pytest.raises(LaterFactsLean):
        take_entry_back(actor=office, person_id=person.pk, entry_id=first.pk, today=TODAY)
    assert RankHeld.objects.standing().count() == 2


def test_lists_follow_an_entered_rank(person, office):
    add(person, NewFact("ranks", {"rank": _rank("01.003")}, since="2020-01-01"), office)
    assert Person.objects.get(pk=person.pk).rank_id == "01.003"


def test_the_form_writes_and_says_what_is_wrong(client, person, unit):
    client.force_login(account_with(Role.OFFICER, unit))
    address = f"/ho-so/{person.pk}/them/rewards"
    good = {
        "kind_code": "",
        "since": "05/2020",
        "paper_kind": "certificate",
        "paper_number": "9",
    }
    refused = client.post(address, good)
    assert refused.status_code == 422
    page = client.get(address).content.decode()
    code = page.split('name="kind_code"')[1].split('<option value="')[2].split('"')[0]
    assert client.post(address, good | {"kind_code": code}).status_code == 302
    assert person.rewards.get().since_printed == "2020-05"


def test_the_form_of_a_ruled_fact_says_who_changes_it(client, person, unit):
    open_fact(
        actor=SYSTEM,
        person=person,
        family=family("allowances"),
        values={"kind_code": "CV", "percent": 10},
        since=date(2024, 1, 1),
        basis=PaperFactory(title="Quyết định phụ cấp"),
    )
    client.force_login(account_with(Role.OFFICER, unit))
    page = client.get(f"/ho-so/{person.pk}/sua/allowances/{Allowance.objects.get().pk}")
    assert "Quyết định phụ cấp" in page.content.decode()
    assert 'name="percent"' not in page.content.decode()


def _rank(code):
    from congvu.catalog.models import Rank

    return Rank.objects.get(pk=code)
