"""Numbers without gap or double, whoever signs at once; the paper only grows."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.decisions.choices import State
from congvu.decisions.commands.drafting import (
    NotDrafted,
    StepOutOfOrder,
    Wording,
    change_draft,
    drop_draft,
    return_decision,
)
from congvu.decisions.commands.issuing import issue_decision
from congvu.decisions.commands.numbering import NumberGiven, continue_book
from congvu.decisions.commands.signing import (
    NotAnAddition,
    NotTheSigner,
    add_revision,
    seal_decision,
    sign_decision,
)
from congvu.decisions.models import Decision, NumberBook, Revision
from congvu.decisions.permissions import Decisions
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issued, line, submitted
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory


def raise_draft(office, on=TODAY):
    person = PostingFactory(person__unit=office, person__object_kind="CC").person
    return draft("PCCV", line(person, coefficient="0,30"), issuer=office, on=on)


def sign(decision, *, today=TODAY, actor=SYSTEM, paper=b"%PDF"):
    return sign_decision(actor=actor, decision_id=decision.pk, today=today, sign=lambda one: paper)


@pytest.fixture
def office(db):
    return UnitFactory(kind="department", name="Sở Thử", short_name="ST")


def test_numbers_follow_one_another_and_begin_anew_each_year(office):
    signed = [
        sign(submitted(raise_draft(office)), today=day)
        for day in (date(2026, 11, 2), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert [one.number_text for one in signed] == ["01/QĐ-ST", "02/QĐ-ST", "01/QĐ-ST"]


def test_each_body_has_its_own_numbers(office):
    other = UnitFactory(kind="department", short_name="SK")
    sign(submitted(raise_draft(office)))
    assert sign(submitted(raise_draft(other))).number_text == "01/QĐ-SK"


def test_a_signature_that_fails_takes_no_number(office):
    first, second = submitted(raise_draft(office)), submitted(raise_draft(office))

    def fails(decision):
        raise DomainError("token")

    with pytest.raises(DomainError), transaction.atomic():
        sign_decision(actor=SYSTEM, decision_id=first.pk, today=TODAY, sign=fails)
    assert sign(second).number == 1
    first.refresh_from_db()
    assert (first.state, first.number) == ("submitted", None)


def test_the_number_is_known_while_the_paper_is_printed(office):
    seen = []

    def print_and_sign(decision):
        seen.append((decision.number_text, decision.signed_on))
        return b"%PDF"

    sign_decision(
        actor=SYSTEM, decision_id=submitted(raise_draft(office)).pk, today=TODAY,
        sign=print_and_sign,
    )  # fmt: skip
    assert seen == [("01/QĐ-ST", TODAY)]


def test_numbers_go_on_after_those_given_on_paper(office):
    told = {"actor": SYSTEM, "issuer": office, "symbol": "QĐ-ST", "year": TODAY.year}
    continue_book(**told, last=41)
    assert sign(submitted(raise_draft(office))).number_text == "42/QĐ-ST"
    with pytest.raises(NumberGiven):
        continue_book(**told, last=41)
    continue_book(**told, last=42)
    continue_book(**told, last=50)
    assert sign(submitted(raise_draft(office))).number == 51


@pytest.mark.usefixtures("committed")
def test_many_who_sign_at_once_get_numbers_without_gap_or_double():
    office = UnitFactory(kind="department", name="Sở Thử", short_name="ST")
    drafts = [submitted(raise_draft(office)) for _ in range(12)]

    def sign_one(decision):
        try:
            return sign(decision).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(sign_one, drafts))
    assert sorted(numbers) == list(range(1, 13))
    assert NumberBook.objects.get().last == 12


def test_the_database_keeps_a_number_from_being_given_twice(office):
    first, second = (sign(submitted(raise_draft(office))) for _ in range(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=second.pk).update(number=first.number)


def test_only_the_one_it_was_laid_before_signs(office):
    decision = submitted(raise_draft(office))
    named = account_with(Role.HEAD, office)
    Decision.objects.filter(pk=decision.pk).update(signer_account=named)
    other = actor_for(office, may=(Decisions.VIEW, Decisions.SIGN))
    with pytest.raises(NotTheSigner):
        sign(decision, actor=other)


def test_a_seal_is_a_new_revision_that_begins_with_the_signed_paper(office):
    decision = sign(submitted(raise_draft(office)))
    seal_decision(actor=SYSTEM, decision_id=decision.pk, seal=lambda pdf: pdf + b"+seal")
    kept = [bytes(row.file.content) for row in Revision.objects.order_by("order")]
    assert kept == [b"%PDF", b"%PDF+seal"]
    assert bytes(Decision.objects.get().paper.file.content) == b"%PDF+seal"


def test_a_paper_that_was_changed_is_not_kept(office):
    decision = sign(submitted(raise_draft(office)))
    with pytest.raises(NotAnAddition):
        seal_decision(actor=SYSTEM, decision_id=decision.pk, seal=lambda pdf: b"other")


def test_a_later_signature_is_a_revision_too(office):
    decision = issued("PCCV", line(PostingFactory(person__unit=office).person,
                                   coefficient="0,30"), issuer=office)  # fmt: skip
    add_revision(
        actor=SYSTEM, decision_id=decision.pk, add=lambda pdf: pdf + b"+stamp", reason="Lưu trữ"
    )
    assert decision.revisions.count() == 3


@pytest.mark.parametrize("act", [sign, lambda one: issue_decision(
    actor=SYSTEM, decision_id=one.pk, today=TODAY)])  # fmt: skip
def test_no_step_is_left_out(office, act):
    with pytest.raises(StepOutOfOrder):
        act(raise_draft(office))


def test_a_decision_is_issued_once(office):
    person = PostingFactory(person__unit=office).person
    decision = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    with pytest.raises(StepOutOfOrder):
        issue_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY)
    assert person.allowances.count() == 1


def test_what_is_sent_back_is_a_draft_again_with_the_reason(office):
    decision = submitted(raise_draft(office))
    return_decision(actor=SYSTEM, decision_id=decision.pk, reason="Sai hệ số")
    decision.refresh_from_db()
    assert (decision.state, decision.events.latest("pk").note) == ("draft", "Sai hệ số")


def test_nothing_is_sent_back_without_a_reason(office):
    with pytest.raises(DomainError):
        return_decision(actor=SYSTEM, decision_id=submitted(raise_draft(office)).pk, reason="  ")


def test_only_a_draft_is_changed(office):
    decision = submitted(raise_draft(office))
    with pytest.raises(NotDrafted):
        change_draft(
            actor=SYSTEM, decision_id=decision.pk, effective_on=TODAY, lines=(), wording=Wording()
        )


def test_a_signed_decision_is_not_dropped(office):
    decision = sign(submitted(raise_draft(office)))
    with pytest.raises(StepOutOfOrder):
        drop_draft(actor=SYSTEM, decision_id=decision.pk, reason="Nhầm")


def test_the_system_is_no_stranger_to_its_own_acts(office):
    decision = sign(submitted(raise_draft(office)), actor=Actor.system("test"))
    assert decision.events.latest("pk").by == "Công Vụ"


def test_whoever_checks_here_and_signs_elsewhere_may_send_back(office):
    elsewhere = UnitFactory(kind="department")
    decision = submitted(raise_draft(office))
    checker = actor_for(office, may=[Decisions.VIEW, Decisions.CHECK])
    both = replace(checker, reach={**checker.reach, Decisions.SIGN: (elsewhere.path,)})
    sent_back = return_decision(actor=both, decision_id=decision.pk, reason="Sai số")
    assert sent_back.state == State.DRAFT


def test_whoever_only_looks_on_does_not_send_back(office):
    decision = submitted(raise_draft(office))
    with pytest.raises(Forbidden):
        return_decision(
            actor=actor_for(office, may=[Decisions.VIEW]), decision_id=decision.pk, reason="Sai số"
        )


def test_a_draft_of_many_takes_few_statements(office, django_assert_max_num_queries):
    postings = [PostingFactory(person__unit=office, person__object_kind="CC") for _ in range(15)]
    lines = [line(one.person, reward_kind="DH-LDTT", reason="Tốt") for one in postings]
    with django_assert_max_num_queries(25):
        draft("KT", *lines, issuer=office)


def test_a_person_named_twice_is_refused(office):
    person = PostingFactory(person__unit=office, person__object_kind="CC").person
    told = line(person, reward_kind="DH-LDTT", reason="Tốt")
    with pytest.raises(DomainError):
        draft("KT", told, told, issuer=office)
