from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.commands.corrections import answer_row, correct_row
from congvu.people.models import ImportRow, Person, Posting
from congvu.people.permissions import People
from congvu.people.tests.lists import ON, hoa, take

OFFICER = [People.RECORD_IMPORT, People.RECORD_VIEW, "documents.paper.add", "documents.paper.view"]


def test_a_new_person_gets_a_dossier_with_unverified_facts_resting_on_the_list(unit):
    run = take(unit, [hoa(unit)])
    person = Person.objects.get()
    assert (person.full_name, person.post, person.rank_id) == (
        "Nguyễn Thị Thử Hoa",
        "Chuyên viên",
        "01.003",
    )
    posting = Posting.objects.get()
    assert posting.basis_id == run.paper_id
    assert not posting.basis.is_verifying
    assert person.has_unverified


@pytest.mark.parametrize(
    ("known", "told", "outcome"),
    [
        # personal ID first: the rest may differ
        ({}, {"number": "KH.0002", "name": "Nguyễn Thị Hoa"}, "changed"),
        # ... but not the name and the birth date both
        ({}, {"name": "Trần Văn Thử", "born": "01/01/1970"}, "asked"),
        # then the staff number
        ({"id": ""}, {"id": "", "name": "Nguyễn Thị Hoa"}, "changed"),
        ({}, {"id": "056180000002"}, "asked"),
        # ... not with another name and another birth date
        ({"id": ""}, {"id": "", "name": "Trần Văn Thử", "born": "01/01/1970"}, "asked"),
        # then name, full birth date and unit
        ({"id": "", "number": ""}, {"phone": "0905000009", "number": ""}, "changed"),
        ({"number": ""}, {"id": "", "number": ""}, "same"),
        ({"number": ""}, {"id": "", "number": "", "name": "NGUYỄN THỊ THỬ HOA"}, "same"),
        # no full birth date, or another day of the same year
        ({"id": "", "number": ""}, {"id": "", "number": "", "born": "1980"}, "asked"),
        ({"number": "", "born": "1980"}, {"id": "", "number": ""}, "asked"),
        ({"number": ""}, {"id": "", "number": "", "born": "06/03/1980"}, "new"),
        ({"number": ""}, {"id": "", "number": "", "name": "Nguyễn Thị Thu Hoa"}, "new"),
    ],
)
def test_a_row_meets_its_dossier_by_the_first_sure_key(unit, known, told, outcome):
    take(unit, [hoa(unit, **known)])
    run = take(unit, [hoa(unit, **told)])
    assert run.counts[outcome] == 1, run.counts
    assert Person.objects.count() == (2 if outcome == "new" else 1)


def test_two_dossiers_of_one_name_and_birth_date_are_asked_never_merged(unit):
    nobody = {"id": "", "number": ""}
    take(unit, [hoa(unit, number=""), hoa(unit, number="", id="056180000002")])
    run = take(unit, [hoa(unit, **nobody)])
    waiting = ImportRow.objects.get(staff_import=run)
    assert waiting.state == "asked"
    assert set(waiting.candidates) == set(Person.objects.values_list("pk", flat=True))


def test_a_namesake_in_another_unit_is_another_person(unit):
    take(unit, [hoa(unit, number="")])
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    run = take(other, [hoa(other, id="", number="")])
    assert run.counts["new"] == 1


def test_an_asked_row_is_taken_as_the_person_the_officer_names(unit):
    actor = actor_for(unit, may=OFFICER)
    take(unit, [hoa(unit, number="", born="1980")], actor=actor)
    run = take(unit, [hoa(unit, id="", number="", phone="0905000002")], actor=actor)
    person = Person.objects.get()
    row = ImportRow.objects.get(staff_import=run)
    assert answer_row(actor=actor, import_id=run.pk, row=row.row, person_id=person.pk, today=ON)
    person.refresh_from_db()
    assert (person.phone, person.born) == ("0905000002", "1980-03-05")
    assert not ImportRow.objects.filter(staff_import=run).exists()


def test_an_asked_row_opens_a_new_dossier_when_the_officer_says_so(unit):
    actor = actor_for(unit, may=OFFICER)
    take(unit, [hoa(unit, number="", born="1980")], actor=actor)
    run = take(unit, [hoa(unit, id="", number="")], actor=actor)
    row = ImportRow.objects.get(staff_import=run)
    assert answer_row(actor=actor, import_id=run.pk, row=row.row, person_id=None, today=ON)
    assert Person.objects.count() == 2


def test_a_number_that_a_dossier_bears_opens_no_second_one(unit):
    actor = actor_for(unit, may=OFFICER)
    take(unit, [hoa(unit)], actor=actor)
    run = take(unit, [hoa(unit, name="Trần Văn Thử", born="01/01/1970")], actor=actor)
    row = ImportRow.objects.get(staff_import=run)
    assert row.state == "asked"
    assert not answer_row(actor=actor, import_id=run.pk, row=row.row, person_id=None, today=ON)
    row.refresh_from_db()
    assert [one["code"] for one in row.problems] == ["person.kept"]
    assert Person.objects.count() == 1


def test_a_unit_outside_the_officers_units_is_refused_with_the_reason(unit):
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    actor = actor_for(unit, may=OFFICER)
    run = take(unit, [hoa(unit), hoa(other, id="056180000002", number="2")], actor=actor)
    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    refused = ImportRow.objects.get(staff_import=run)
    assert [one["code"] for one in refused.problems] == ["unit.outside"]


def test_a_personal_id_kept_by_a_unit_one_may_not_see_opens_no_second_dossier(unit):
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    take(other, [hoa(other)])
    run = take(unit, [hoa(unit)], actor=actor_for(unit, may=OFFICER))
    refused = ImportRow.objects.get(staff_import=run)
    assert [one["code"] for one in refused.problems] == ["person.elsewhere"]
    assert Person.objects.count() == 1


def test_a_corrected_row_is_taken_and_leaves_the_waiting_list(unit):
    actor = actor_for(unit, may=OFFICER)
    run = take(unit, [hoa(unit, born="31/02/1980")], actor=actor)
    waiting = ImportRow.objects.get(staff_import=run)
    cells = ["05/03/1980" if text == "31/02/1980" else text for text in waiting.cells]
    assert correct_row(actor=actor, import_id=run.pk, row=waiting.row, cells=cells, today=ON)
    assert Person.objects.get().born_from == date(1980, 3, 5)
    assert not ImportRow.objects.exists()


def test_a_row_that_is_still_wrong_keeps_what_was_typed(unit):
    actor = actor_for(unit, may=OFFICER)
    run = take(unit, [hoa(unit, born="31/02/1980")], actor=actor)
    waiting = ImportRow.objects.get(staff_import=run)
    cells = ["30/02/1980" if text == "31/02/1980" else text for text in waiting.cells]
    assert not correct_row(actor=actor, import_id=run.pk, row=waiting.row, cells=cells, today=ON)
    waiting.refresh_from_db()
    assert "30/02/1980" in waiting.cells
    assert waiting.problems[0]["value"] == "30/02/1980"


def test_a_person_without_birth_date_and_numbers_is_asked_the_second_time(unit):
    bare = {"id": "", "number": "", "born": ""}
    take(unit, [hoa(unit, **bare)])
    run = take(unit, [hoa(unit, **bare)])
    assert run.counts["asked"] == 1, run.counts
