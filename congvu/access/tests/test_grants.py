from datetime import date, timedelta

import pytest

from congvu.access.choices import Role
from congvu.access.commands import (
    CannotDelegate,
    create_account,
    delegate,
    end_grant,
    grant_role,
    set_active,
)
from congvu.access.models import Grant
from congvu.access.permissions import Access
from congvu.access.selectors import actor_of, search_accounts
from congvu.access.tests.factories import PASSWORD, AccountFactory, account_with, actor_for
from congvu.core.errors import DomainError, Forbidden
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_a_grant_holds_from_its_first_to_its_last_day():
    unit, account = UnitFactory(), AccountFactory()
    actor = actor_for(unit, may=Access.ACCOUNT_MANAGE)
    last = TODAY + timedelta(days=9)
    grant_role(actor=actor, account=account, role=Role.HEAD, unit=unit, since=TODAY, until=last)
    reach = [
        actor_of(account, on=day).holds("work.task.assign")
        for day in (TODAY - timedelta(days=1), TODAY, last, last + timedelta(days=1))
    ]
    assert reach == [False, True, True, False]


def test_a_grant_reaches_below_its_unit_and_not_beside_it():
    unit = UnitFactory()
    below, beside = UnitFactory(parent=unit), UnitFactory()
    actor = actor_of(account_with(Role.HEAD, unit), on=TODAY)
    assert actor.may("work.task.assign", below.path)
    assert not actor.may("work.task.assign", beside.path)


def test_a_path_that_only_begins_alike_is_not_below():
    unit = UnitFactory(code="U9")
    UnitFactory(code="U91")
    assert not actor_of(account_with(Role.HEAD, unit), on=TODAY).may("work.task.assign", "u91")


def test_the_same_role_on_the_same_unit_is_refused_twice():
    unit, account = UnitFactory(), AccountFactory()
    actor = actor_for(unit, may=Access.ACCOUNT_MANAGE)
    grant_role(actor=actor, account=account, role=Role.HEAD, unit=unit, since=TODAY)
    with pytest.raises(DomainError, match=r"role|vai trò"):
        grant_role(actor=actor, account=account, role=Role.HEAD, unit=unit, since=TODAY)


def test_granting_elsewhere_is_forbidden():
    actor = actor_for(UnitFactory(), may=Access.ACCOUNT_MANAGE)
    with pytest.raises(Forbidden):
        grant_role(
            actor=actor, account=AccountFactory(), role=Role.HEAD, unit=UnitFactory(), since=TODAY
        )


def test_ending_a_grant_keeps_its_last_day():
    unit = UnitFactory()
    account = account_with(Role.HEAD, unit, since=TODAY)
    actor = actor_for(unit, may=Access.ACCOUNT_MANAGE)
    end_grant(actor=actor, grant_id=account.grants.get().pk, last=TODAY)
    assert actor_of(account, on=TODAY).holds("work.task.assign")
    assert not actor_of(account, on=TODAY + timedelta(days=1)).holds("work.task.assign")


def test_a_head_lends_the_role_to_a_deputy_and_takes_it_back():
    unit = UnitFactory()
    head, deputy = account_with(Role.HEAD, unit), AccountFactory()
    actor = actor_of(head, on=TODAY)
    until = TODAY + timedelta(days=5)
    grant = delegate(actor=actor, to=deputy, role=Role.HEAD, unit=unit, since=TODAY, until=until)
    assert actor_of(deputy, on=until).may("work.task.accept", unit.path)
    end_grant(actor=actor, grant_id=grant.pk, last=TODAY)
    assert not actor_of(deputy, on=until).holds("work.task.accept")


def test_a_lent_role_cannot_be_lent_on():
    unit = UnitFactory()
    head, deputy = account_with(Role.HEAD, unit), AccountFactory()
    days = {"since": TODAY, "until": TODAY + timedelta(days=5)}
    delegate(actor=actor_of(head, on=TODAY), to=deputy, role=Role.HEAD, unit=unit, **days)
    with pytest.raises(CannotDelegate):
        delegate(
            actor=actor_of(deputy, on=TODAY),
            to=AccountFactory(),
            role=Role.HEAD,
            unit=unit,
            **days,
        )


def test_a_weak_password_is_refused_and_nothing_is_made():
    unit = UnitFactory()
    actor = actor_for(unit, may=Access.ACCOUNT_MANAGE)
    with pytest.raises(DomainError):
        create_account(actor=actor, username="moi", full_name="Mới", password="123", unit=unit)
    assert not Entry.objects.filter(act="access.create_account").exists()


def test_making_and_closing_an_account_is_in_the_journal():
    unit = UnitFactory()
    actor = actor_for(unit, may=Access.ACCOUNT_MANAGE)
    account = create_account(
        actor=actor, username="moi", full_name="Nguyễn Mới", password=PASSWORD, unit=unit
    )
    set_active(actor=actor, account=account, unit=unit, is_active=False)
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["access.create_account", "access.set_active"]
    assert not account.is_active


def test_accounts_of_other_units_are_not_found():
    mine, other = UnitFactory(), UnitFactory()
    seen = account_with(Role.MEMBER, mine)
    account_with(Role.MEMBER, other)
    actor = actor_for(mine, may=Access.ACCOUNT_VIEW)
    assert list(search_accounts(actor=actor)) == [seen]
    assert Grant.objects.count() == 2
