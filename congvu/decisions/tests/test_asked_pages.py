"""Raises and retirements become decisions from their own pages; what was asked for is settled."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.decisions.commands.asking import settle_retirement
from congvu.decisions.commands.drafting import drop_draft
from congvu.decisions.commands.raises import OnTheirWay, body_above, draft_raises
from congvu.decisions.models import Decision
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issue, line
from congvu.decisions.wording import people_of
from congvu.duties.models import Duty
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.choices import RaiseState
from congvu.people.commands.present import renew_raises
from congvu.people.selectors.raises import RaiseQuery, raises_in
from congvu.people.selectors.retirements import retirement_of_person
from congvu.people.tests.factories import PostingFactory

NOV = date(2026, 11, 1)


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử", short_name="ST")


def officer_of(unit):
    client = Client()
    client.force_login(account_with(Role.OFFICER, unit))
    return client


def due(office, since=date(2023, 11, 1), **person):
    """Somebody in rank 01.003, step 1 since `since`: three years to the next."""
    told = {f"person__{name}": value for name, value in person.items()}
    someone = PostingFactory(person__unit=office, person__object_kind="CC", **told).person
    facts = {"valid": from_day(since), "basis": someone.basis, "unit_path": someone.unit_path}
    someone.rankhelds.create(rank_id="01.003", **facts)
    someone.paysteps.create(step=1, coefficient=Decimal("2.34"), **facts)
    type(someone).objects.filter(pk=someone.pk).update(rank="01.003")
    renew_raises(actor=SYSTEM, on=TODAY)
    return someone


def lines_due(office, month=NOV):
    return raises_in(actor=SYSTEM, wanted=RaiseQuery(month, office.path), today=TODAY).lines


def test_those_due_are_drafted_in_one_decision_with_step_coefficient_and_day(office):
    first, second = due(office), due(office)
    made = draft_raises(actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY)
    assert [(one.kind_code, one.effective_on, one.issuer) for one in made] == [
        ("NLTX", NOV, office)
    ]
    kept = {one.person: one.values for one in made[0].lines.all()}
    day = "2026-11-01"
    answers = {"step": "2", "coefficient": "2,67", "first_day": day, "counted_from": day}
    assert kept == {first: answers, second: answers}


def test_one_decision_raises_each_person_from_the_own_day(office):
    people = [due(office), due(office, since=date(2023, 11, 16))]
    made = draft_raises(actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY)
    assert [one.effective_on for one in made] == [NOV]
    issue(made[0])
    starts = [one.paysteps.get(step=2).valid.lower for one in people]
    assert starts == [NOV, date(2026, 11, 16)]
    listed = [row[-1] for row in people_of(made[0]).rows]
    assert sorted(listed) == ["01/11/2026", "16/11/2026"]


def test_who_stands_in_a_draft_already_is_not_drafted_twice(office):
    first = due(office, full_name="Lê Thị An")
    (draft_of_first,) = draft_raises(
        actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY
    )
    second = due(office, full_name="Lê Văn Bình")
    (made,) = draft_raises(actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY)
    assert [one.person for one in made.lines.all()] == [second]
    with pytest.raises(OnTheirWay) as refusal:
        draft_raises(actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY)
    assert refusal.value.decision_id == draft_of_first.pk
    drop_draft(actor=SYSTEM, decision_id=draft_of_first.pk, reason="Nhầm")
    (again,) = draft_raises(actor=SYSTEM, lines=lines_due(office), bodies=[office], today=TODAY)
    assert [one.person for one in again.lines.all()] == [first]


def test_the_list_says_how_many_are_left_out_of_a_second_draft(office):
    today = timezone.localdate()  # noqa: TID251 - the pages' own clock
    since = today.replace(year=today.year - 3, day=1)
    due(office, since)
    told = {"thang": f"{today:%Y-%m}", "tinh_trang": RaiseState.DUE, "tat_ca": "1"}
    officer = officer_of(office)
    officer.post(reverse("decisions:draft_raises"), told)
    due(office, since)
    page = officer.post(reverse("decisions:draft_raises"), told, follow=True).content.decode()
    assert "1 người không được đưa vào" in page
    assert Decision.objects.count() == 2
    answer = officer.post(reverse("decisions:draft_raises"), told)
    earliest = Decision.objects.earliest("pk")
    assert answer.url == reverse("decisions:decision", args=[earliest.pk])
    assert Decision.objects.count() == 2


def test_nobody_due_drafts_nothing(office):
    with pytest.raises(DomainError):
        draft_raises(actor=SYSTEM, lines=[], bodies=[office], today=TODAY)


def test_the_lowest_body_above_all_people_issues(office):
    part = UnitFactory(kind="division", parent=office)
    elsewhere = UnitFactory(kind="department")
    assert body_above([office, part], [part.path]) == part
    assert body_above([office, part], [part.path, office.path]) == office
    with pytest.raises(DomainError):
        body_above([office], [elsewhere.path])


def test_the_button_of_the_list_leads_to_the_draft(office):
    today = timezone.localdate()  # noqa: TID251 - the pages' own clock
    since = today.replace(year=today.year - 3, day=1)
    chosen, left = due(office, since), due(office, since)
    told = {"thang": f"{today:%Y-%m}", "tinh_trang": RaiseState.DUE, "nguoi": str(chosen.pk)}
    officer = officer_of(office)
    assert (
        reverse("decisions:draft_raises") in officer.get(reverse("people:raises")).content.decode()
    )
    answer = officer.post(reverse("decisions:draft_raises"), told)
    decision = Decision.objects.get()
    assert answer.url == reverse("decisions:decision", args=[decision.pk])
    assert decision.lines.get().person == chosen
    assert left not in [one.person for one in decision.lines.all()]


@pytest.mark.parametrize("told", [{}, {"nguoi": "x", "thang": "x", "don_vi": "'"}])
def test_a_choice_of_nobody_goes_back_with_words(office, told):
    answer = officer_of(office).post(reverse("decisions:draft_raises"), told, follow=True)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_papers_of_a_retirement_open_with_their_days(office):
    person = due(office, born="1966-05-12", sex="M")
    officer = officer_of(office)
    page = officer.get(reverse("people:retirement", args=[person.pk])).content.decode()
    found = retirement_of_person(actor=SYSTEM, person_id=person.pk, today=TODAY)[1]
    for kind in ("TBNH", "NH"):
        url = reverse("decisions:draft_retirement", args=[person.pk, kind])
        assert url in page
        form = officer.get(url, follow=True).content.decode()
        assert person.full_name in form
        assert f"{found.last_day:%Y-%m}" in form or kind == "NH"


def test_issuing_the_notice_settles_what_was_asked(office):
    person = due(office, born="1966-05-12", sex="M")
    found = retirement_of_person(actor=SYSTEM, person_id=person.pk, today=TODAY)[1]
    decision = draft("TBNH", line(person, retire_on=found.last_day.isoformat()), issuer=office)
    now = timezone.now()  # noqa: TID251
    actor = Actor.system("test")
    settle_retirement(actor=actor, decision_id=decision.pk, today=TODAY, now=now)
    assert not Duty.objects.exists()
    issue(decision)
    settle_retirement(actor=actor, decision_id=decision.pk, today=TODAY, now=now)
    assert Duty.objects.get(kind="people.retirement_notice").done_at
