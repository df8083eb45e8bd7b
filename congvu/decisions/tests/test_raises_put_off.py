"""Decisions that put a raise off, from their issue to the list of raises and back."""

from datetime import date

import pytest

from congvu.core.periods import from_day
from congvu.decisions.commands.drafting import drop_draft
from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.commands.raises import draft_raises
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issue, issued, line, revoked
from congvu.decisions.wording import articles_of, people_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.choices import RaiseState
from congvu.people.commands.present import renew_raises
from congvu.people.selectors.raises import RaiseQuery, raises_in
from congvu.people.tests.factories import PostingFactory

FEB = date(2028, 2, 1)


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử", short_name="ST")


@pytest.fixture
def person(office):
    return serving(office)


def serving(office):
    """Somebody at step 1 since December 2023: due in December 2026."""
    person = PostingFactory(person__unit=office, person__object_kind="CC").person
    common = {"basis": person.basis, "unit_path": person.unit_path}
    person.rankhelds.create(rank_id="01.003", valid=from_day(date(2020, 1, 1)), **common)
    person.paysteps.create(step=1, coefficient="2.34", valid=from_day(date(2023, 12, 1)), **common)
    renew_raises(actor=SYSTEM, on=TODAY)
    return person


def lines(office, state=RaiseState.DUE, month=date(2026, 12, 1), today=TODAY):
    query = RaiseQuery(month, office.path, state=state)
    return raises_in(actor=SYSTEM, wanted=query, today=today).lines


def due_on(office):
    (found,) = (one for state in RaiseState for one in lines(office, state))
    return found.due_on


def test_fourteen_months_of_unpaid_leave_shift_the_raise_until_revoked(office, person):
    leave = issued(
        "NKL", line(person, until="2027-12-31", reason="Chăm con ốm"), issuer=office,
        on=date(2026, 11, 1),
    )  # fmt: skip
    assert due_on(office) == FEB
    revoked(leave)
    assert due_on(office) == date(2026, 12, 1)


def test_a_decision_on_a_delay_shifts_the_raise_until_revoked(office, person):
    delay = issued("KDNL", line(person, months=6, reason="Bị khiển trách"), issuer=office)
    assert due_on(office) == date(2027, 6, 1)
    revoked(delay)
    assert due_on(office) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("on", "is_told"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)]
)
def test_a_delay_that_comes_too_late_is_told_before_it_is_signed(office, person, on, is_told):
    decision = draft("KDNL", line(person, months=6, reason="Lý do"), issuer=office, on=on)
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    assert (bool(trial.problems), trial.is_blocked) == (is_told, False)


def test_the_drafted_raise_says_what_put_its_day_off(office, person):
    other = serving(office)
    issued(
        "NKL", line(person, until="2027-11-30", reason="Việc riêng"), issuer=office,
        on=date(2026, 10, 1),
    )  # fmt: skip
    issued("KDNL", line(other, months=14, reason="Lý do"), issuer=office)
    found = lines(office, month=FEB, today=FEB)
    assert {one.person_id for one in found} == {person.pk, other.pk}
    (both,) = draft_raises(actor=SYSTEM, lines=found, bodies=[office], today=FEB)
    told = people_of(both)
    assert told.heads[-1] == "Ghi chú"
    assert {row[-2:] for row in told.rows} == {
        ("01/02/2028", "14 tháng giữ bậc không được tính"), ("01/02/2028", "kéo dài 14 tháng"),
    }  # fmt: skip
    drop_draft(actor=SYSTEM, decision_id=both.pk, reason="Soạn riêng")
    (alone,) = draft_raises(actor=SYSTEM, lines=found[:1], bodies=[office], today=FEB)
    assert any("đã tính" in text for text in articles_of(alone))


def test_a_raise_nothing_put_off_has_no_remark(office, person):
    (alone,) = draft_raises(actor=SYSTEM, lines=lines(office), bodies=[office], today=TODAY)
    assert not any("đã tính" in text for text in articles_of(alone))
    drop_draft(actor=SYSTEM, decision_id=alone.pk, reason="Soạn chung")
    serving(office)
    (both,) = draft_raises(actor=SYSTEM, lines=lines(office), bodies=[office], today=TODAY)
    assert "Ghi chú" not in people_of(both).heads


def test_the_raise_comes_after_the_leave_and_not_before(office, person):
    issued(
        "NKL", line(person, until="2027-12-31", reason="Việc riêng"), issuer=office,
        on=date(2026, 11, 1),
    )  # fmt: skip
    early = draft("NLTX", line(person, step=2, coefficient="2,67"), issuer=office,
                  on=date(2028, 1, 31))  # fmt: skip
    assert try_decision(actor=SYSTEM, decision=early, today=TODAY).is_blocked
    raised = issue(draft("NLTX", line(person, step=2, coefficient="2,67"), issuer=office, on=FEB))
    assert raised.lines.get().person == person
