"""Facts written by a paper, and taken back when it is revoked."""

from datetime import date

import pytest
from django.db import transaction

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.periods import from_day, last_day
from congvu.core.scope import scope_of
from congvu.documents.commands import revoke_paper
from congvu.people.commands.facts import (
    EndSetAlready,
    LaterFactStands,
    NothingInForce,
    end_fact,
    open_fact,
    replace_fact,
)
from congvu.people.commands.persons import correct_person
from congvu.people.commands.present import renew_people
from congvu.people.commands.taking_back import LaterFactsLean, take_back
from congvu.people.families import family
from congvu.people.models import Allowance, EmploymentStatus, Person, Posting, Service
from congvu.people.permissions import People
from congvu.people.selectors.leaning import leaning_on
from congvu.people.tests.factories import PaperFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
POSTS, ALLOWANCES = family("posts"), family("allowances")
MARCH, JUNE, SEPTEMBER = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


@pytest.fixture
def person():
    posting = PostingFactory()
    return posting.person


def transfer(person, on, title="Trưởng phòng", unit=None, kind="decision"):
    """A paper that opens a main post; returns it and what it did."""
    paper = PaperFactory(kind=kind)
    values = {"kind": "main", "title": title, "unit": unit or person.unit}
    changes = open_fact(
        actor=SYSTEM, person=person, family=POSTS, values=values, since=on, basis=paper
    )
    return paper, changes


def revoke(paper, changes, *, keep_later=False):
    by = PaperFactory()
    revoke_paper(actor=SYSTEM, paper=paper, by=by)
    return take_back(actor=SYSTEM, changes=changes, basis=paper, by=by, keep_later=keep_later)


def career(person):
    rows = Posting.objects.standing().filter(person=person).order_by("valid")
    return [(row.title, row.valid.lower, last_day(row.valid)) for row in rows]


def test_a_new_main_post_ends_the_old_one_the_day_before(person):
    transfer(person, MARCH)
    assert career(person) == [
        ("Chuyên viên", date(2024, 1, 1), date(2026, 2, 28)),
        ("Trưởng phòng", MARCH, None),
    ]


def test_the_end_is_set_by_the_paper_of_the_new_post(person):
    paper, _ = transfer(person, MARCH)
    assert Posting.objects.get(title="Chuyên viên").end_basis == paper


def test_a_concurrent_post_leaves_the_main_one_alone(person):
    values = {"kind": "concurrent", "title": "Trưởng ban", "unit": person.unit}
    open_fact(
        actor=SYSTEM, person=person, family=POSTS, values=values, since=MARCH, basis=PaperFactory()
    )
    assert last_day(Posting.objects.get(is_main=True).valid) is None


def test_a_post_before_one_that_stands_is_refused_with_its_paper(person):
    transfer(person, JUNE)
    with pytest.raises(LaterFactStands, match="01/06/2026"):
        transfer(person, MARCH)


def before(person, since, until, title="Cán sự", family=POSTS):
    """A paper that tells an earlier post with its last day; returns it and what it did."""
    paper = PaperFactory()
    changes = open_fact(
        actor=SYSTEM, person=person, family=family, since=since, until=until, basis=paper,
        values={"kind": "main", "title": title, "unit": person.unit},
    )  # fmt: skip
    return paper, changes


def test_an_earlier_post_with_its_last_day_goes_before_what_stands(person):
    before(person, date(2020, 1, 1), date(2023, 12, 31))
    assert career(person) == [
        ("Cán sự", date(2020, 1, 1), date(2023, 12, 31)),
        ("Chuyên viên", date(2024, 1, 1), None),
    ]


def test_an_earlier_post_that_runs_into_what_stands_is_refused(person):
    with pytest.raises(LaterFactStands, match="01/01/2024"):
        before(person, date(2020, 1, 1), date(2024, 1, 1))


@pytest.mark.parametrize("until", ["2024", "2024-01"])
def test_a_last_day_known_by_halves_yields_to_the_post_that_begins_then(person, until):
    before(person, "2020", until)
    assert career(person)[0] == ("Cán sự", date(2020, 1, 1), date(2023, 12, 31))
    assert Posting.objects.get(title="Cán sự").until_printed == until


def test_an_earlier_post_is_taken_back_though_a_later_one_stands(person):
    first, changes = before(person, date(2020, 1, 1), date(2022, 12, 31))
    second, more = before(person, date(2021, 1, 1), date(2021, 12, 31), "Văn thư")
    revoke(second, more)
    assert career(person)[0] == ("Cán sự", date(2020, 1, 1), date(2022, 12, 31))
    revoke(first, changes)
    assert career(person) == [("Chuyên viên", date(2024, 1, 1), None)]


def test_a_corrected_post_goes_on_when_what_ended_it_is_revoked(person):
    paper, changes = transfer(person, MARCH)
    row = Posting.objects.get(title="Chuyên viên")
    better, corrected = PaperFactory(), {"title": "Thanh tra viên"}
    again = replace_fact(actor=SYSTEM, row=row, family=POSTS, values=corrected, basis=better)
    revoke(paper, changes)
    assert career(person) == [("Thanh tra viên", date(2024, 1, 1), None)]
    revoke(better, again)
    assert career(person) == [("Chuyên viên", date(2024, 1, 1), None)]


def test_an_end_that_a_correction_moved_rests_on_the_correction(person):
    transfer(person, MARCH)
    row = Posting.objects.get(title="Chuyên viên")
    replace_fact(
        actor=SYSTEM, row=row, family=POSTS, values={}, basis=PaperFactory(),
        dates=("2024-01-01", "2025-12-31"),
    )  # fmt: skip
    now = Posting.objects.standing().get(title="Chuyên viên")
    assert (last_day(now.valid), now.end_basis) == (date(2025, 12, 31), None)


@pytest.mark.parametrize("key", ["ratings", "income"])
def test_a_fact_of_a_year_holds_for_that_year(person, key):
    values = {"ratings": {"level_code": "HT"}, "income": {"salary_vnd": 1}}[key]
    kind = family(key)
    open_fact(
        actor=SYSTEM, person=person, family=kind, values={"year": 2024} | values, since=None,
        basis=PaperFactory(),
    )  # fmt: skip
    row = kind.model.objects.get()
    assert row.valid == from_day(date(2024, 1, 1), date(2024, 12, 31))
    replace_fact(actor=SYSTEM, row=row, family=kind, values={"year": 2023}, basis=PaperFactory())
    now = kind.model.objects.standing().get()
    assert now.valid == from_day(date(2023, 1, 1), date(2023, 12, 31))


def test_a_second_post_on_the_same_day_is_refused(person):
    transfer(person, JUNE)
    with pytest.raises(LaterFactStands):
        transfer(person, JUNE)


def test_an_end_once_set_is_not_set_again(person):
    row = Posting.objects.get(person=person)
    end_fact(actor=SYSTEM, row=row, family=POSTS, on=JUNE, basis=PaperFactory())
    row.refresh_from_db()
    with pytest.raises(EndSetAlready):
        end_fact(actor=SYSTEM, row=row, family=POSTS, on=MARCH, basis=PaperFactory())


@pytest.fixture
def officer(person):
    """Who keeps the dossier, and sees no certificate that lies outside the own unit."""
    return actor_for(person.unit, may=[People.RECORD_VIEW, People.RECORD_CHANGE])


def test_a_refusal_names_a_paper_that_lies_in_another_unit(person, officer):
    paper, _ = transfer(person, JUNE, "Phó phòng", kind="certificate")
    ended = Posting.objects.get(title="Chuyên viên")
    values = {"kind": "main", "title": "Trưởng phòng", "unit": person.unit}
    told = {"actor": officer, "family": POSTS, "basis": PaperFactory()}
    with scope_of(officer):
        with pytest.raises(LaterFactStands, match=paper.title):
            open_fact(person=person, values=values, since=MARCH, **told)
        row = Posting.objects.get(pk=ended.pk)
        with pytest.raises(EndSetAlready, match=paper.title):
            end_fact(row=row, on=MARCH, **told)


def test_what_leans_is_told_by_papers_that_lie_in_another_unit(person, officer):
    first, changes = transfer(person, MARCH)
    later, _ = transfer(person, JUNE, "Phó giám đốc", kind="certificate")
    corrected, named = PaperFactory(kind="certificate"), {"full_name": "Nguyễn Văn Đúng"}
    changes += correct_person(actor=SYSTEM, person=person, values=named, basis=first)
    again = {"full_name": "Nguyễn Văn Đích"}
    correct_person(actor=SYSTEM, person=person, values=again, basis=corrected)
    with scope_of(officer):
        found = leaning_on(actor=officer, changes=changes, basis=first)
    assert {one.paper for one in found} == {later, corrected}


def test_a_correction_by_a_paper_of_another_unit_is_told_as_leaning(person, officer):
    first, changes = transfer(person, MARCH)
    row, other = Posting.objects.get(title="Trưởng phòng"), PaperFactory(kind="certificate")
    replace_fact(actor=SYSTEM, row=row, family=POSTS, values={"title": "Phó phòng"}, basis=other)
    with scope_of(officer):
        found = leaning_on(actor=officer, changes=changes, basis=first)
    assert [one.paper for one in found if not one.may_stay] == [other]


@pytest.mark.parametrize("on", [date(2024, 1, 1), date(2023, 12, 31)])
def test_what_has_not_begun_cannot_be_ended(person, on):
    row = Posting.objects.get(person=person)
    with pytest.raises(NothingInForce):
        end_fact(actor=SYSTEM, row=row, family=POSTS, on=on, basis=PaperFactory())


def test_revoking_gives_the_end_back(person):
    paper, changes = transfer(person, MARCH)
    revoke(paper, changes)
    assert career(person) == [("Chuyên viên", date(2024, 1, 1), None)]


def test_revoking_gives_back_the_former_last_day(person):
    bounded = {"kind": "seconded", "title": "Biệt phái", "unit": person.unit}
    open_fact(
        actor=SYSTEM, person=person, family=POSTS, values=bounded, since=MARCH,
        until=date(2028, 2, 29), basis=PaperFactory(),
    )  # fmt: skip
    row = Posting.objects.get(kind="seconded")
    paper = PaperFactory()
    changes = end_fact(actor=SYSTEM, row=row, family=POSTS, on=JUNE, basis=paper)
    revoke(paper, changes)
    row.refresh_from_db()
    assert (last_day(row.valid), row.end_basis) == (date(2028, 2, 29), None)


def test_a_row_that_was_made_falls_and_stays_in_the_history(person):
    paper, changes = transfer(person, MARCH)
    revoke(paper, changes)
    assert Posting.objects.get(title="Trưởng phòng").voided_by is not None


def test_a_later_post_leans_on_the_one_before(person):
    first, changes = transfer(person, MARCH)
    second, _ = transfer(person, JUNE, "Phó giám đốc")
    found = leaning_on(actor=SYSTEM, changes=changes, basis=first)
    assert [(one.paper, one.may_stay) for one in found] == [(second, True)]
    with pytest.raises(LaterFactsLean), transaction.atomic():
        revoke(first, changes)
    assert len(career(person)) == 3


def test_where_the_later_post_stays_the_one_before_runs_up_to_it(person):
    first, changes = transfer(person, MARCH)
    second, _ = transfer(person, JUNE, "Phó giám đốc")
    moved = revoke(first, changes, keep_later=True)
    assert career(person) == [
        ("Chuyên viên", date(2024, 1, 1), date(2026, 5, 31)),
        ("Phó giám đốc", JUNE, None),
    ]
    assert [paper for paper, _ in moved] == [second.pk]


def test_then_the_later_one_gives_that_end_back_in_its_turn(person):
    first, changes = transfer(person, MARCH)
    second, own = transfer(person, JUNE, "Phó giám đốc")
    moved = revoke(first, changes, keep_later=True)
    revoke(second, [*own, *(change for _, change in moved)])
    assert career(person) == [("Chuyên viên", date(2024, 1, 1), None)]


def test_an_end_set_to_what_falls_passes_to_the_one_before(person):
    first, changes = transfer(person, MARCH)
    row = Posting.objects.get(title="Trưởng phòng")
    leaving = PaperFactory()
    end_fact(actor=SYSTEM, row=row, family=POSTS, on=SEPTEMBER, basis=leaving)
    revoke(first, changes, keep_later=True)
    old = Posting.objects.get(title="Chuyên viên")
    assert (last_day(old.valid), old.end_basis) == (date(2026, 8, 31), leaving)


def test_a_correction_puts_a_row_in_the_place_of_another(person):
    paper = PaperFactory()
    row = Posting.objects.get(person=person)
    changes = replace_fact(
        actor=SYSTEM, row=row, family=POSTS, values={"title": "Thanh tra viên"}, basis=paper
    )
    assert career(person) == [("Thanh tra viên", date(2024, 1, 1), None)]
    revoke(paper, changes)
    assert career(person) == [("Chuyên viên", date(2024, 1, 1), None)]


def test_a_restored_row_keeps_the_end_its_successor_was_given(person):
    paper = PaperFactory()
    row = Posting.objects.get(person=person)
    changes = replace_fact(
        actor=SYSTEM, row=row, family=POSTS, values={"title": "Thanh tra viên"}, basis=paper
    )
    transfer(person, JUNE)
    revoke(paper, changes, keep_later=True)
    assert career(person)[0] == ("Chuyên viên", date(2024, 1, 1), date(2026, 5, 31))


def test_what_was_corrected_cannot_fall_while_its_correction_stands(person):
    first, changes = transfer(person, MARCH)
    row = Posting.objects.get(title="Trưởng phòng")
    replace_fact(
        actor=SYSTEM, row=row, family=POSTS, values={"title": "Phó phòng"}, basis=PaperFactory()
    )
    with pytest.raises(LaterFactsLean):
        revoke(first, changes, keep_later=True)


def test_one_allowance_of_a_kind_at_a_time_and_several_kinds_together(person):
    for kind, since in (("CV", MARCH), ("KV", MARCH), ("CV", JUNE)):
        open_fact(
            actor=SYSTEM, person=person, family=ALLOWANCES, since=since, basis=PaperFactory(),
            values={"kind_code": kind, "mode": "coefficient", "coefficient": "0.50"},
        )  # fmt: skip
    ends = Allowance.objects.order_by("kind_code", "valid").values_list("kind_code", "valid")
    assert [(kind, last_day(valid)) for kind, valid in ends] == [
        ("CV", date(2026, 5, 31)),
        ("CV", None),
        ("KV", None),
    ]


def test_a_code_outside_its_list_is_refused(person):
    from congvu.core.errors import DomainError

    with pytest.raises(DomainError, match="XYZ"):
        open_fact(
            actor=SYSTEM, person=person, family=ALLOWANCES, values={"kind_code": "XYZ"},
            since=MARCH, basis=PaperFactory(),
        )  # fmt: skip


def test_a_partial_date_is_kept_as_printed_beside_its_first_day(person):
    open_fact(
        actor=SYSTEM, person=person, family=family("trips"), values={"country_code": "JP"},
        since="2019-05", basis=PaperFactory(),
    )  # fmt: skip
    trip = person.tripabroads.get()
    assert (trip.valid.lower, trip.since_printed) == (date(2019, 5, 1), "2019-05")


def test_a_corrected_column_keeps_what_it_said_and_gives_it_back(person):
    paper = PaperFactory()
    before = person.full_name
    changes = correct_person(
        actor=SYSTEM, person=person, values={"full_name": "Nguyễn Văn Đúng"}, basis=paper
    )
    assert Person.objects.get(pk=person.pk).full_name == "Nguyễn Văn Đúng"
    revoke(paper, changes)
    assert Person.objects.get(pk=person.pk).full_name == before


def test_a_corrected_birth_date_brings_its_bounds(person):
    correct_person(actor=SYSTEM, person=person, values={"born": "1980-03"}, basis=PaperFactory())
    person.refresh_from_db()
    assert (person.born_from, person.born_to) == (date(1980, 3, 1), date(1980, 3, 31))


def test_lists_follow_the_post_of_today(person):
    elsewhere = PostingFactory().unit
    transfer(person, MARCH, unit=elsewhere)
    renew_people(people=[person.pk], on=date(2026, 2, 28))
    person.refresh_from_db()
    assert person.post == "Chuyên viên"
    renew_people(people=[person.pk], on=MARCH)
    person.refresh_from_db()
    assert (person.post, person.unit) == ("Trưởng phòng", elsewhere)
    assert person.unit_path == elsewhere.path


def test_facts_follow_their_person_to_another_unit(person):
    elsewhere = PostingFactory().unit
    transfer(person, MARCH, unit=elsewhere)
    renew_people(people=[person.pk], on=MARCH)
    paths = set(Posting.objects.filter(person=person).values_list("unit_path", flat=True))
    assert paths == {elsewhere.path}


@pytest.mark.parametrize(("code", "status"), [("NH", "left"), ("TSAN", "serving")])
def test_a_status_says_whether_one_serves(person, code, status):
    open_fact(
        actor=SYSTEM, person=person, family=family("status"), values={"status_code": code},
        since=MARCH, basis=PaperFactory(),
    )  # fmt: skip
    renew_people(people=[person.pk], on=MARCH)
    person.refresh_from_db()
    assert (person.status, EmploymentStatus.objects.count()) == (status, 1)


def test_ended_service_means_one_has_left(person):
    Service.objects.create(
        person=person, valid=from_day(date(2000, 1, 1), date(2026, 2, 28)), basis=person.basis,
        unit_path=person.unit_path,
    )  # fmt: skip
    renew_people(people=[person.pk], on=MARCH)
    person.refresh_from_db()
    assert person.status == "left"
