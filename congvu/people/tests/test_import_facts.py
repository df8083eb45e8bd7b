from datetime import date

import pytest
from django.db import DatabaseError

from congvu.core.actors import Actor
from congvu.documents.commands import record_paper
from congvu.establishment.commands import approve_posts
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory, paper
from congvu.journal.models import Entry
from congvu.people.commands.persons import correct_person
from congvu.people.commands.present import renew_people
from congvu.people.commands.staging import facts
from congvu.people.models import (
    PayStep,
    Person,
    PersonChange,
    Posting,
    Qualification,
    RankHeld,
    Service,
    StaffImport,
)
from congvu.people.tests.factories import PostingFactory
from congvu.people.tests.lists import ON, hoa, take


def periods(model, **which):
    rows = model.objects.standing().filter(**which).order_by("valid")
    return [(row.valid.lower, row.valid.upper) for row in rows]


def test_the_same_file_twice_changes_nothing(unit):
    take(unit, [hoa(unit)])
    before = [model.objects.count() for model in (Person, Posting, RankHeld, PayStep, Service)]
    run = take(unit, [hoa(unit)])
    after = [model.objects.count() for model in (Person, Posting, RankHeld, PayStep, Service)]
    assert before == after == [1, 1, 1, 1, 1]
    assert run.counts["same"] == 1
    assert not PersonChange.objects.exists()


def test_a_blank_cell_changes_nothing(unit):
    take(unit, [hoa(unit)])
    blank = dict.fromkeys(("phone", "post", "rank", "step", "coefficient", "degree", "appointed"))
    run = take(unit, [hoa(unit, **dict.fromkeys(blank, ""))])
    assert run.counts["same"] == 1
    assert Person.objects.get().phone == "0905000001"
    assert Posting.objects.get().title == "Chuyên viên"


def test_a_changed_post_ends_the_old_one_where_the_new_one_starts(unit):
    take(unit, [hoa(unit)])
    run = take(unit, [hoa(unit, post="Phó Giám đốc", appointed="01/10/2026")])
    assert periods(Posting) == [
        (date(2025, 7, 1), date(2026, 10, 1)),
        (date(2026, 10, 1), None),
    ]
    assert Posting.objects.get(valid__endswith=date(2026, 10, 1)).end_basis_id == run.paper_id
    person = Person.objects.get()
    assert (person.post, person.title_code) == ("Phó Giám đốc", "DEPARTMENT_DEPUTY")


def test_a_changed_post_without_a_day_starts_on_the_day_of_the_list(unit):
    take(unit, [hoa(unit)])
    take(unit, [hoa(unit, post="Phó Giám đốc", appointed="")])
    assert periods(Posting)[-1] == (ON, None)


def test_a_fact_told_otherwise_for_the_same_day_is_replaced(unit):
    take(unit, [hoa(unit)])
    take(unit, [hoa(unit, post="Phó Giám đốc")])
    old, new = Posting.objects.order_by("pk")
    assert old.replaced_by == new
    assert periods(Posting) == [(date(2025, 7, 1), None)]


def test_a_move_within_the_list_takes_person_and_facts_along(unit):
    take(unit, [hoa(unit)])
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    take(unit.parent, [hoa(other, appointed="01/11/2026")])
    person = Person.objects.get()
    assert person.unit == other
    assert set(RankHeld.objects.values_list("unit_path", flat=True)) == {other.path}


def test_an_older_list_does_not_overwrite_what_is_newer(unit):
    take(unit, [hoa(unit)])
    run = take(unit, [hoa(unit, post="Phó Giám đốc", appointed="01/01/2020")])
    assert run.counts["held"] == 1
    assert Posting.objects.get().title == "Chuyên viên"


def test_a_fact_governed_by_a_decision_is_held_and_reported(unit):
    take(unit, [hoa(unit, rank="")])
    person = Person.objects.get()
    decision = decision_of(unit)
    RankHeld.objects.create(
        person=person,
        rank_id="01.002",
        valid=(date(2020, 1, 1), None),
        basis=decision,
        unit_path=unit.path,
    )
    run = take(unit, [hoa(unit)])
    assert run.counts["held_facts"] == [[str(person.pk), "rankheld"]]
    assert RankHeld.objects.get().rank_id == "01.002"


def decision_of(unit):
    return record_paper(
        actor=Actor.system("test"), kind="decision", title="QĐ", unit_path=unit.path
    )


@pytest.mark.parametrize("told", [{}, {"appointed": "", "recruited": ""}])
def test_what_a_decision_ended_is_not_begun_again_by_an_older_list(unit, told):
    take(unit, [hoa(unit)])
    person, decision = Person.objects.get(), decision_of(unit)
    for model in (Posting, Service):
        row = model.objects.get()
        period = (row.valid.lower, date(2026, 6, 1))
        model.objects.update(valid=period, end_basis=decision)
    renew_people(people=[person.pk], on=ON)
    run = take(unit, [hoa(unit, **told)])
    assert (Posting.objects.count(), Service.objects.count()) == (1, 1)
    assert [str(person.pk), "posting"] in run.counts["held_facts"]
    person.refresh_from_db()
    assert (person.status, person.post) == ("left", "")


def test_a_post_after_the_one_a_decision_ended_is_taken(unit):
    take(unit, [hoa(unit)])
    Posting.objects.update(valid=(date(2025, 7, 1), date(2026, 6, 1)), end_basis=decision_of(unit))
    take(unit, [hoa(unit, appointed="01/06/2026")])
    assert periods(Posting, is_disputed=False)[-1] == (date(2026, 6, 1), None)


def test_a_disputed_post_told_again_is_not_taken_again(unit):
    take(unit, [hoa(unit)])
    Posting.objects.update(valid=(date(2025, 7, 1), date(2026, 6, 1)))
    for _again in range(2):
        take(unit, [hoa(unit, appointed="01/01/2026")])
    assert Posting.objects.filter(is_disputed=True).count() == 1


def test_what_a_decision_corrected_of_the_person_is_held_and_reported(unit):
    take(unit, [hoa(unit)])
    person = Person.objects.get()
    correct_person(
        actor=Actor.system("test"),
        person=person,
        values={"sex": "M", "born": "1981-03-05"},
        basis=decision_of(unit),
    )
    run = take(unit, [hoa(unit, phone="0905000002")])
    person.refresh_from_db()
    assert (person.sex, person.born) == ("M", "1981-03-05")
    assert (person.born_from, person.phone) == (date(1981, 3, 5), "0905000002")
    assert (run.counts["held_facts"], run.counts["held"]) == ([[str(person.pk), "person"]], 1)


def test_what_a_declaration_changed_of_the_person_a_list_may_change(unit):
    take(unit, [hoa(unit)])
    own = record_paper(
        actor=Actor.system("test"), kind="declaration", title="x", unit_path=unit.path
    )
    correct_person(
        actor=Actor.system("test"), person=Person.objects.get(), basis=own,
        values={"phone": "0905000007"},
    )  # fmt: skip
    take(unit, [hoa(unit)])
    assert Person.objects.get().phone == "0905000001"


def test_a_post_that_is_to_come_is_not_shown_before_its_day(unit):
    take(unit, [hoa(unit)])
    Person.objects.update(has_unverified=False)
    take(unit, [hoa(unit, post="Phó Giám đốc", appointed="22/11/2026")])
    person = Person.objects.get()
    assert (person.post, person.has_unverified) == ("Chuyên viên", True)
    take(unit, [hoa(unit, post="Giám đốc", appointed="22/11/2026")], today=date(2026, 11, 22))
    assert Person.objects.get().post == "Giám đốc"


def test_a_higher_degree_is_added_and_a_lower_one_corrects_the_unverified(unit):
    take(unit, [hoa(unit)])
    take(unit, [hoa(unit, degree="Thạc sĩ")])
    assert Qualification.objects.standing().filter(family="education").count() == 2
    take(unit, [hoa(unit, degree="Cao đẳng")])
    levels = Qualification.objects.standing().filter(family="education").order_by("level")
    assert len(levels) == 2
    assert Qualification.objects.filter(replaced_by__isnull=False).count() == 1


def test_changed_words_of_a_person_are_kept_as_they_were(unit):
    take(unit, [hoa(unit)])
    run = take(unit, [hoa(unit, phone="0905000002")])
    change = PersonChange.objects.get()
    assert change.before == {"phone": "0905000001"}
    assert change.basis_id == run.paper_id


def test_a_birth_year_does_not_blot_out_the_full_date(unit):
    take(unit, [hoa(unit)])
    take(unit, [hoa(unit, born="1980")])
    assert Person.objects.get().born == "1980-03-05"


def test_a_person_missing_from_a_new_list_is_reported_and_stays(unit):
    take(unit, [hoa(unit), hoa(unit, id="056180000002", number="2", name="Trần Văn Thử")])
    run = take(unit, [hoa(unit)])
    left = Person.objects.get(full_name="Trần Văn Thử")
    assert run.missing == [left.pk]
    assert left.status == "serving"


def test_one_import_writes_one_line_for_all_its_rows(unit):
    people = [
        hoa(unit, id=f"05618000000{n}", number=str(n), name=f"Trần Thử {n * 'A'}b")
        for n in range(1, 9)
    ]
    take(unit, people)
    assert Entry.objects.filter(act="people.take_list").count() == 1
    assert (
        Entry.objects.exclude(act__in=["people.start_import", "people.take_list"])
        .exclude(act__startswith="catalog")
        .count()
        == 0
    )


def test_an_import_broken_in_the_middle_leaves_nothing_and_is_taken_the_second_time(
    unit, monkeypatch
):
    def break_off(paper_id):
        raise DatabaseError("the worker was killed")

    with monkeypatch.context() as patched:
        patched.setattr(facts, "write_facts", break_off)
        with pytest.raises(DatabaseError):
            take(unit, [hoa(unit)])
    assert not Person.objects.exists()
    from congvu.people import import_run

    run = StaffImport.objects.get()
    import_run.take_import(actor=Actor.system("test"), import_id=run.pk, today=ON)
    import_run.take_import(actor=Actor.system("test"), import_id=run.pk, today=ON)
    assert Person.objects.count() == 1
    assert Posting.objects.count() == 1


def test_earlier_posts_come_from_the_second_sheet(unit):
    history = [
        ("056180000001", "Nguyễn Thị Thử Hoa", "2005", "2012", "Sở Nội vụ cũ", "Cán sự"),
        ("056180000001", "Nguyễn Thị Thử Hoa", "6/2012", "30/06/2025", "Sở Nội vụ", "Chuyên viên"),
    ]
    take(unit, [hoa(unit, post="Phó Giám đốc")], history=history)
    assert periods(Posting) == [
        (date(2005, 1, 1), date(2012, 6, 1)),
        (date(2012, 6, 1), date(2025, 7, 1)),
        (date(2025, 7, 1), None),
    ]
    first = Posting.objects.order_by("valid").first()
    assert (first.unit, first.unit_printed, first.since_printed) == (None, "Sở Nội vụ cũ", "2005")


def test_earlier_posts_that_are_not_taken_are_told(unit):
    history = [
        ("056180000001", "Nguyễn Thị Thử Hoa", "2012", "2005", "Sở Nội vụ cũ", "Cán sự"),
        ("056180000001", "Nguyễn Thị Thử Hoa", "", "2005", "Sở Nội vụ cũ", "Cán sự"),
        ("056180000002", "Người Vắng Mặt", "2001", "2005", "Sở Nội vụ cũ", "Cán sự"),
    ]
    run = take(unit, [hoa(unit)], history=history)
    assert run.counts["history_left"] == 2
    assert [(one["code"], one["address"]) for one in run.counts["history_problems"]] == [
        ("order.period", "D2")
    ]


def test_posts_that_overlap_all_the_same_are_taken_as_disputed(unit):
    history = [
        ("056180000001", "Nguyễn Thị Thử Hoa", "01/01/2005", "31/12/2012", "Sở Nội vụ", "Cán sự"),
        ("056180000001", "Nguyễn Thị Thử Hoa", "01/06/2012", "30/06/2025", "Sở Nội vụ", "CV"),
    ]
    take(unit, [hoa(unit)], history=history)
    assert Posting.objects.filter(is_disputed=True).count() == 2
    again = take(unit, [hoa(unit)], history=history)
    assert Posting.objects.count() == 3
    assert again.counts["history"] == 0


def approved(unit, *positions):
    for position in positions:
        approve_posts(
            actor=Actor.system("test"), unit=unit.code, position=position.code, headcount=3,
            year=2026, basis=paper("QĐ vị trí"), on=date(2026, 1, 1),
        )  # fmt: skip


def test_a_post_is_the_one_approved_position_its_title_names(unit):
    expert = JobPositionFactory(code="CV", name="Chuyên viên")
    deputy = JobPositionFactory(
        code="PGD", name="Phó Giám đốc sở", kind="LDQL", title_code="DEPARTMENT_DEPUTY"
    )
    approved(unit, expert, deputy)
    take(
        unit,
        [
            hoa(unit, post="chuyên  viên"),
            hoa(unit, id="056180000002", number="KH.0002", name="Lê Văn Hai", post="Phó Giám đốc"),
            hoa(unit, id="056180000003", number="KH.0003", name="Lê Văn Ba", post="Kế toán"),
        ],
    )
    posts = Posting.objects.order_by("person__staff_number")
    assert list(posts.values_list("position", flat=True)) == [expert.pk, deputy.pk, None]
    assert take(unit, [hoa(unit, post="Chuyên viên")]).counts["same"] == 1


def test_a_title_that_names_two_positions_of_the_unit_names_none(unit):
    approved(unit, *(JobPositionFactory(name="Chuyên viên") for _ in range(2)))
    take(unit, [hoa(unit)])
    assert Posting.objects.get().position is None


def test_a_list_names_the_position_of_an_unverified_post_and_leaves_a_governed_one(unit):
    take(unit, [hoa(unit)])
    other = UnitFactory(code="STC", name="Sở Tài chính", parent=unit.parent)
    position = JobPositionFactory(name="Chuyên viên")
    approved(unit, position)
    approved(other, position)
    take(unit, [hoa(unit)])
    post = Posting.objects.standing().get()
    assert post.position == position
    decided = PostingFactory(
        person__unit=other, person__full_name="Lê Văn Hai", person__personal_id="056180000002"
    )
    run = take(other, [hoa(other, id="056180000002", number="", name="Lê Văn Hai", appointed="",
                           rank="", step="", coefficient="", degree="", recruited="")])  # fmt: skip
    assert run.counts["held"] == 0
    assert list(Posting.objects.standing().filter(person=decided.person)) == [decided]
