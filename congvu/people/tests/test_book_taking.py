"""A workbook of dossiers is taken whole, person by person, and twice changes nothing."""

from datetime import date

from congvu.core.actors import Actor
from congvu.documents.commands import record_paper
from congvu.establishment.commands import load_competencies
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory
from congvu.journal.models import Entry
from congvu.people.commands.persons import correct_person
from congvu.people.models import CompetencyLevel, FamilyMember, Person, Posting, Reward
from congvu.people.tests.books import ID, SYSTEM, dossiers, hoa, take

POST = {"person_id": ID, "since": "2010", "title": "Chuyên viên"}


def test_a_person_and_the_facts_come_in_together(unit):
    run = take(
        unit,
        dossiers(
            [hoa(unit)],
            posts=[
                {**POST, "unit": unit.name, "until": "2015"},
                {**POST, "since": "03/2015", "unit": unit.name, "title": "Giám đốc"},
            ],
            rewards=[
                {
                    "person_id": ID,
                    "since": "2/9/2020",
                    "kind_code": "chiến sĩ thi đua toàn quốc",
                    "paper_number": "12/QĐ-TTg",
                    "paper_day": "01/09/2020",
                }
            ],
            relatives=[{"person_id": ID, "relation_code": "cha đẻ", "full_name": "Nguyễn Văn Cha"}],
        ),
    )
    assert run.state == "done", run.failure
    assert run.counts["refused"] == 0, run.counts
    person = Person.objects.get()
    assert (person.post, person.unit, person.title_code) == ("Giám đốc", unit, "DEPARTMENT_HEAD")
    first, second = Posting.objects.order_by("valid")
    assert (str(first.valid.upper), first.until_printed) == ("2015-03-01", "2015")
    assert second.valid.upper is None
    reward = Reward.objects.get()
    assert (reward.kind_code, reward.basis.number) == ("DH-CSTDTQ", "12/QĐ-TTg")
    assert (reward.basis.named_kind, reward.basis.is_verifying) == ("decision", False)
    assert FamilyMember.objects.get().full_name == "Nguyễn Văn Cha"


def test_the_same_workbook_twice_changes_nothing(unit):
    content = dossiers(
        [hoa(unit)],
        posts=[{**POST, "unit": unit.name}, {**POST, "kind": "concurrent", "unit": unit.name}],
        rewards=[{"person_id": ID, "kind_code": "DH-CSTDTQ", "year": 2020}] * 2,
    )
    take(unit, content)
    again = take(unit, content, name="lai.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 1)
    assert again.counts["facts"] == 0
    assert (Posting.objects.count(), Reward.objects.count()) == (2, 2)


def test_a_person_with_one_wrong_row_waits_whole_and_the_others_come_in(unit):
    other = hoa(
        unit, personal_id="056190000002", staff_number="KH0002", full_name="Trần Thị Thử Mai"
    )
    run = take(
        unit,
        dossiers(
            [hoa(unit), other],
            posts=[{**POST, "unit": unit.name}, {**POST, "person_id": other["personal_id"]}],
            rewards=[{"person_id": ID, "kind_code": "giấy khen trên trời"}],
        ),
    )
    assert (run.counts["new"], run.counts["refused"]) == (1, 1)
    assert Person.objects.get().full_name == "Trần Thị Thử Mai"
    assert Posting.objects.count() == 1
    kept = list(run.rows.values_list("sheet", "row", "state").order_by("sheet"))
    assert kept == [("people", 2, "refused"), ("posts", 2, "refused"), ("rewards", 2, "refused")]
    assert Entry.objects.filter(act="people.take_book").count() == 1


def test_the_mended_person_comes_in_with_the_next_file(unit):
    wrong = dossiers([hoa(unit)], rewards=[{"person_id": ID, "kind_code": "nhầm"}])
    right = dossiers([hoa(unit)], rewards=[{"person_id": ID, "kind_code": "DH-CSTDTQ"}])
    take(unit, wrong)
    assert not Person.objects.exists()
    take(unit, right)
    assert (Person.objects.count(), Reward.objects.count()) == (1, 1)


def test_a_position_is_named_by_code_or_by_its_name_in_the_unit(unit):
    other = UnitFactory(code="STC", name="Sở Tài chính", parent=unit.parent)
    own = [JobPositionFactory(name="Kế toán viên", unit=one) for one in (unit, other)]
    wide = JobPositionFactory(code="VP-01", name="Văn thư")
    post = {**POST, "unit": unit.name}
    run = take(
        unit,
        dossiers(
            [hoa(unit)],
            posts=[
                {**post, "until": "2015", "position": "kế toán viên"},
                {**post, "since": "2016", "until": "2017", "position": "VP-01"},
                {**post, "since": "2018", "unit": other.name, "position": "Kế toán viên"},
            ],
        ),
    )
    assert run.counts["refused"] == 0, run.counts
    named = Posting.objects.order_by("valid").values_list("position", flat=True)
    assert list(named) == [own[0].pk, wide.pk, own[1].pk]
    wrong = take(unit, dossiers([hoa(unit)], posts=[{**post, "position": "Không ai gọi"}]))
    assert wrong.counts["refused"] == 1


def test_a_competency_is_named_by_its_code_or_its_name(unit):
    load_competencies(actor=Actor.system("test"))
    told = ("tổ chức thực hiện công việc", "P1", "Việc riêng của tỉnh")
    levels = [
        {"person_id": ID, "since": "2026", "competency_code": one, "level": 3} for one in told
    ]
    run = take(unit, dossiers([hoa(unit)], competencies=levels))
    assert run.counts["refused"] == 0, run.counts
    codes = CompetencyLevel.objects.values_list("competency_code", flat=True)
    assert set(codes) == {"C2", "P1", "Việc riêng của tỉnh"}


def decision_of(unit):
    return record_paper(actor=SYSTEM, kind="decision", title="QĐ", unit_path=unit.path)


def test_what_a_decision_governs_is_held_and_reported(unit):
    take(unit, dossiers([hoa(unit)], posts=[{**POST, "unit": unit.name}]))
    person, decision = Person.objects.get(), decision_of(unit)
    correct_person(
        actor=SYSTEM, person=person, values={"full_name": "Nguyễn Thị Thử Hoàng"}, basis=decision
    )
    Posting.objects.update(valid=(date(2010, 1, 1), date(2026, 6, 1)), end_basis=decision)
    told = [{**POST, "unit": unit.name, "since": since} for since in ("2010", "2011")]
    run = take(unit, dossiers([hoa(unit)], posts=told))
    assert (run.counts["held"], Posting.objects.count()) == (3, 1)
    held = [family for _person, family in run.counts["held_facts"]]
    assert held == ["people", "posts", "posts"]
    person.refresh_from_db()
    assert person.full_name == "Nguyễn Thị Thử Hoàng"


def test_a_workbook_of_an_earlier_day_shows_people_as_they_are_today(unit):
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    posts = [
        {**POST, "unit": unit.name, "until": "30/06/2026"},
        {**POST, "since": "01/07/2026", "unit": other.name, "title": "Kế toán"},
    ]
    take(unit.parent, dossiers([hoa(unit)], posts=posts))
    reward = {"person_id": ID, "kind_code": "DH-CSTDTQ", "year": 2020, "since": "2020"}
    take(unit.parent, dossiers([hoa(unit)], rewards=[reward]), on=date(2026, 1, 1))
    person = Person.objects.get()
    assert (person.unit, person.post) == (other, "Kế toán")
