"""Whatever is issued, corrected and revoked: the dossier is what the standing decisions say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.errors import DomainError
from congvu.core.periods import from_day, last_day
from congvu.decisions.choices import LaterFacts, State
from congvu.decisions.commands.issuing import issue_decision
from congvu.decisions.commands.signing import seal_decision, sign_decision
from congvu.decisions.models import Decision
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issued, line, revoked
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.families import family
from congvu.people.models import Person, PersonChange
from congvu.people.tests.factories import PostingFactory
from congvu.people.types import ChangeAct

FAMILIES = ("posts", "pay", "allowances")
FIRST = date(2026, 1, 1)


@pytest.fixture
def office(db):
    return UnitFactory(kind="department", name="Sở Thử")


@pytest.fixture
def person(office):
    return newcomer(office)


def newcomer(office: Unit) -> Person:
    person = PostingFactory(person__unit=office, person__object_kind="CC").person
    person.paysteps.create(
        step=1, coefficient="2.34", valid=from_day(date(2023, 1, 1)), basis=person.basis,
        unit_path=person.unit_path,
    )  # fmt: skip
    return person


def dossier(person: Person) -> set[tuple[Any, ...]]:
    """The standing facts, without who wrote them."""
    return {
        (
            key,
            row.valid.lower,
            last_day(row.valid),
            *(str(getattr(row, name)) for name in family(key).columns),
        )
        for key in FAMILIES
        for row in family(key).model.objects.standing().filter(person=person)
    }


def transfer(person, office, on, title):
    return issued("BN", line(person, unit=office.code, title=title, term_months=60),
                  issuer=office, on=on)  # fmt: skip


def test_revoking_leaves_the_dossier_as_it_was(office, person):
    before = dossier(person)
    revoked(transfer(person, office, FIRST, "Trưởng phòng"))
    assert dossier(person) == before
    person.refresh_from_db()
    assert person.post == "Chuyên viên"


def test_months_later_it_still_gives_the_ends_back(office, person):
    before = dossier(person)
    first = transfer(person, office, FIRST, "Trưởng phòng")
    issued("NLTX", line(person, step=2, coefficient="2,67"), issuer=office, on=date(2026, 9, 1))
    revoked(first)
    changed = {fact for fact in dossier(person) if fact[0] != "pay"}
    assert changed == {fact for fact in before if fact[0] != "pay"}


def test_later_decisions_are_listed_and_nothing_is_done_until_told_how(office, person):
    first = transfer(person, office, FIRST, "Trưởng phòng")
    second = transfer(person, office, date(2026, 6, 1), "Phó Giám đốc")
    before = dossier(person)
    with pytest.raises(Exception, match=second.number_text), transaction.atomic():
        revoked(first)
    assert dossier(person) == before


def test_later_decisions_can_be_revoked_along(office, person):
    before = dossier(person)
    first = transfer(person, office, FIRST, "Trưởng phòng")
    second = transfer(person, office, date(2026, 6, 1), "Phó Giám đốc")
    revoked(first, LaterFacts.REVOKE_TOO)
    second.refresh_from_db()
    assert (dossier(person), second.state) == (before, State.REVOKED)


def test_decisions_of_another_body_are_not_revoked_along(person):
    province = UnitFactory(kind="province", name="Tỉnh Thử")
    office = UnitFactory(kind="department", name="Sở Thử", parent=province)
    first = issued("PCCV", line(person, coefficient="0,30"), issuer=office, on=FIRST)
    second = issued("PCCV", line(person, coefficient="0,50"), issuer=province, on=date(2026, 6, 1))
    with pytest.raises(DomainError, match=second.number_text), transaction.atomic():
        revoked(first, LaterFacts.REVOKE_TOO)
    second.refresh_from_db()
    assert second.state == State.ISSUED
    by = issued(
        "DC", line(None, action="revoke", reason="Nhầm"), issuer=province, target_id=first.pk,
        later_facts=LaterFacts.REVOKE_TOO,
    )  # fmt: skip
    second.refresh_from_db()
    assert (second.state, second.paper.revoked_by) == (State.REVOKED, by.paper)


def test_or_they_stay_and_the_post_before_runs_up_to_them(office, person):
    first = transfer(person, office, FIRST, "Trưởng phòng")
    transfer(person, office, date(2026, 6, 1), "Phó Giám đốc")
    revoked(first, LaterFacts.KEEP)
    assert {(fact[1], fact[2]) for fact in dossier(person) if fact[0] == "posts"} == {
        (date(2024, 1, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), None),
    }


def test_a_revocation_is_not_revoked(office, person):
    by = revoked(transfer(person, office, FIRST, "Trưởng phòng"))
    with pytest.raises(Exception, match=r"ban hành lại|anew"), transaction.atomic():
        issued("DC", line(None, action="revoke", reason="Nhầm"), issuer=office, target_id=by.pk)


def test_a_decision_is_revoked_once(office, person):
    first = transfer(person, office, FIRST, "Trưởng phòng")
    revoked(first)
    with pytest.raises(Exception, match=r"hiệu lực|in force"), transaction.atomic():
        revoked(first)


def correct(target: Decision, office: Unit, column: str, value: str, on: date = TODAY) -> Decision:
    """Correct one column of the first post the target made."""
    made = target.changes.filter(act=ChangeAct.MADE, is_undone=False).earliest("pk")
    told = json.dumps({f"{made.family}:{made.row_id}": {column: value}})
    return issued(
        "DC", line(None, action="correct", corrections=told, reason="Sai sót"), issuer=office,
        target_id=target.pk, on=on,
    )  # fmt: skip


def test_a_correction_keeps_the_period_and_can_be_revoked(office, person):
    first = transfer(person, office, FIRST, "Trưởng phòng")
    before = dossier(person)
    correction = correct(first, office, "title", "Phó Trưởng phòng")
    first.refresh_from_db()
    assert first.state == State.CORRECTED
    assert any("Phó Trưởng phòng" in fact for fact in dossier(person))
    revoked(correction)
    first.refresh_from_db()
    assert (dossier(person), first.state) == (before, State.ISSUED)


def test_a_corrected_title_leads_or_leads_no_more(codes, office, person):
    part = UnitFactory(kind="division", name="Phòng Thử", parent=office)
    first = transfer(person, part, FIRST, "Trưởng phòng")
    person.refresh_from_db()
    assert person.title_code == "DEPARTMENT_DIVISION_HEAD"
    correct(first, part, "title", "Chuyên viên")
    person.refresh_from_db()
    assert (person.post, person.title_code) == ("Chuyên viên", "")


def test_corrected_personal_data_go_back_to_what_was_said_before(office, person):
    name = person.full_name
    first = issued(
        "DCTT",
        line(person, corrected_column="full_name", corrected_value="Lê Đúng", evidence="CCCD"),
        issuer=office,
    )
    revoked(first)
    person.refresh_from_db()
    assert (person.full_name, PersonChange.objects.filter(person=person).count()) == (name, 2)


def test_a_dossier_opened_by_a_revoked_decision_is_of_nobody_who_serves(codes, office):
    answers = {
        "full_name": "Trần Thị Mới", "born": "2000", "sex": "F", "unit": office.code,
        "recruitment_kind": "TT", "rank": "01.003", "step": 1, "coefficient": "2,34",
        "object_kind": "CC",
    }  # fmt: skip
    from congvu.catalog.selectors import read_codes

    answers["recruitment_kind"] = read_codes("recruitment_kinds")[0]["code"]
    decision = issued("TD", line(None, **answers), issuer=office)
    revoked(decision)
    person = Person.objects.get(full_name="Trần Thị Mới")
    assert (person.status, dossier(person)) == ("left", set())


# -- whatever the order of acts


@dataclass(frozen=True)
class Issue:
    """A decision of `kind`, in force so many `months` after the one before."""

    kind: str
    months: int
    answers: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Correct:
    """Another value in what the decision of place `of` made."""

    of: int
    value: str


@dataclass(frozen=True)
class Revoke:
    """The decision of place `of` is revoked."""

    of: int
    later: LaterFacts


GAPS = st.sampled_from([1, 1, 2, 0, -1])
POSTS = st.builds(
    Issue, st.just("BN"), GAPS,
    st.sampled_from("ABC").map(lambda title: {"title": title, "term_months": "60"}),
)  # fmt: skip
ALSO = st.builds(
    Issue, st.just("KN"), GAPS, st.sampled_from("XY").map(lambda title: {"title": title})
)
ENDS = st.builds(Issue, st.just("MN"), GAPS, st.just({"reason": "Lý do"}))
PAY = st.builds(
    Issue, st.just("NLTX"), GAPS,
    st.integers(2, 5).map(lambda step: {"step": str(step), "coefficient": f"{step},00"}),
)  # fmt: skip
ALLOWANCES = st.builds(
    Issue, st.just("PCK"), GAPS,
    st.sampled_from(["CV", "KV"]).map(lambda kind: {
        "allowance_kind": kind, "allowance_mode": "coefficient", "coefficient": "0.30"}),
)  # fmt: skip
STOPS = st.builds(
    Issue, st.just("THOIPC"), GAPS,
    st.sampled_from(["CV", "KV"]).map(lambda kind: {"allowance_kind": kind}),
)  # fmt: skip
CORRECTIONS = st.builds(Correct, st.integers(0, 9), st.sampled_from(["D", "E"]))
REVOCATIONS = st.builds(
    Revoke, st.integers(0, 9), st.sampled_from([LaterFacts.KEEP, LaterFacts.KEEP, *LaterFacts])
)
ACTS = st.tuples(
    st.lists(
        st.one_of(POSTS, POSTS, POSTS, ENDS, PAY, ALSO, ALLOWANCES, ALLOWANCES, STOPS),
        min_size=2, max_size=5,
    ),
    st.lists(st.one_of(CORRECTIONS, REVOCATIONS, REVOCATIONS, POSTS), min_size=1, max_size=4),
).map(lambda parts: [*parts[0], *parts[1]])  # fmt: skip
"""First a career, then what is done to its decisions."""


def put_in_force(decision: Decision) -> Decision:
    """Signed, sealed and issued without being tried out first."""
    Decision.objects.filter(pk=decision.pk).update(state=State.SUBMITTED)
    sign_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY, sign=lambda one: b"%PDF")
    seal_decision(actor=SYSTEM, decision_id=decision.pk, seal=lambda pdf: pdf + b"+")
    return issue_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY)


class Office:
    """Carries acts out on one person and remembers which decision each became."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.person = unit, newcomer(unit)
        self.done: list[tuple[Any, Decision]] = []
        self.on = FIRST

    def carry_out(self, act: Any) -> None:
        """One act; a refused one leaves nothing behind."""
        try:
            with transaction.atomic():
                decision = put_in_force(self.drafted(act))
        except DomainError:
            return
        self.done.append((act, decision))
        if isinstance(act, Issue):
            self.on = decision.effective_on

    def drafted(self, act: Any) -> Decision:
        if isinstance(act, Issue):
            answers = {
                **act.answers,
                **({"unit": self.unit.code} if "title" in act.answers else {}),
            }
            return draft(
                         act.kind, line(self.person, **answers), issuer=self.unit,
                         on=self.on + timedelta(days=30 * act.months))  # fmt: skip
        target = self.done[act.of % len(self.done)][1] if self.done else None
        if target is None:
            raise DomainError("no such decision")
        if isinstance(act, Revoke):
            return draft(
                "DC", line(None, action="revoke", reason="Nhầm"), issuer=self.unit,
                target_id=target.pk, later_facts=act.later,
            )  # fmt: skip
        made = target.changes.filter(act=ChangeAct.MADE, is_undone=False).order_by("pk").first()
        if made is None or made.family != "posts":
            raise DomainError("nothing to correct")
        told = json.dumps({f"posts:{made.row_id}": {"main_duty": act.value}})
        return draft(
            "DC", line(None, action="correct", corrections=told, reason="Sai"), issuer=self.unit,
            target_id=target.pk,
        )  # fmt: skip

    def standing(self) -> Iterator[Any]:
        """The acts whose decisions stand, with places counted among themselves."""
        places: dict[int, int] = {}
        last = FIRST
        for place, (act, decision) in enumerate(self.done):
            decision.refresh_from_db()
            if decision.state == State.REVOKED or isinstance(act, Revoke):
                continue
            if isinstance(act, Issue):
                yield replace(act, months=(decision.effective_on - last).days // 30)
                last = decision.effective_on
            else:
                yield replace(act, of=places[self.place_of(decision.target)])
            places[place] = len(places)

    def place_of(self, target: Decision | None) -> int:
        return next(place for place, (_, one) in enumerate(self.done) if one == target)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_the_dossier_is_what_the_standing_decisions_say(office, acts):
    lived, replayed = Office(office), Office(office)
    for act in acts:
        lived.carry_out(act)
    told = list(lived.standing())
    for act in told:
        replayed.carry_out(act)
    assert len(replayed.done) == len(told)
    assert dossier(lived.person) == dossier(replayed.person)
