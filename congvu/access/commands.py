"""Making accounts, granting and ending roles, standing in for one another."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.access.models import Account, Grant
from congvu.access.permissions import Access
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.establishment.models import Unit
from congvu.establishment.permissions import Establishment
from congvu.journal import commands as journal


class CannotDelegate(DomainError):
    """Only a role held on the unit can be lent, and only for a time."""


@transaction.atomic
def create_account(
    *, actor: Actor, username: str, full_name: str, password: str, unit: Unit, email: str = ""
) -> Account:
    """Make an account that can sign in but holds nothing yet; `unit` is where it belongs.

    Requires: access.account.manage on `unit`.
    Raises: DomainError for a weak password or a name that is taken.
    """
    actor.require(Access.ACCOUNT_MANAGE, unit)
    account = Account(username=username.strip(), full_name=clean(full_name), email=email)
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise DomainError(" ".join(weak.messages)) from weak
    account.set_password(password)
    store(account)
    journal.record(actor=actor, act="access.create_account", subject=account, path=unit.path)
    return account


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    password: str,
    role: str,
    unit: Unit,
    since: date,
    until: date | None = None,
    email: str = "",
) -> Account:
    """Make an account and give it its first role on `unit`, both or neither.

    Requires: access.account.manage on `unit`.
    """
    account = create_account(
        actor=actor,
        username=username,
        full_name=full_name,
        password=password,
        unit=unit,
        email=email,
    )
    grant_role(actor=actor, account=account, role=role, unit=unit, since=since, until=until)
    return account


@transaction.atomic
def note_sign_in(*, actor: Actor, now: datetime) -> None:
    """Keep when the account was here before, and that it is here now."""
    account = Account.objects.select_for_update().get(pk=actor.account_id)  # type: ignore[misc]
    account.seen_before_at, account.seen_at = account.seen_at, now
    account.save(update_fields=["seen_before_at", "seen_at"])
    grant = account.grants.select_related("unit").order_by("unit__path").first()
    path = grant.unit.path if grant else None
    journal.record(actor=actor, act="access.sign_in", subject=account, path=path)


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    account: Account,
    role: str,
    unit: Unit,
    since: date,
    until: date | None = None,
    reason: str = "",
) -> Grant:
    """Give `account` the role on `unit` and below from `since` to `until`, both inclusive.

    Requires: access.account.manage on `unit`.
    """
    actor.require(Access.ACCOUNT_MANAGE, unit)
    grant = Grant(
        account=account, role=role, unit=unit, valid=from_day(since, until), reason=reason
    )
    store(grant)
    journal.record(actor=actor, act="access.grant_role", subject=account, path=unit.path, role=role)
    return grant


@transaction.atomic
def end_grant(*, actor: Actor, grant_id: int, last: date) -> Grant:
    """End a grant after its `last` day.

    Requires: access.account.manage on its unit, or to have lent it oneself.
    Raises: NotVisible, Forbidden.
    """
    seen = actor.paths(Access.ACCOUNT_MANAGE) + actor.paths(Establishment.UNIT_VIEW)
    units = Unit.objects.filter(Unit.objects.all().within(seen)).values("pk")
    grants = Grant.objects.filter(Q(delegated_by_id=actor.account_id) | Q(unit__in=units))
    grant: Grant = grants.select_related("unit").select_for_update(of=["self"]).one(pk=grant_id)
    if grant.delegated_by_id is None or grant.delegated_by_id != actor.account_id:
        actor.require(Access.ACCOUNT_MANAGE, grant.unit)
    first = grant.valid.lower
    grant.valid = from_day(first, max(last, first) if first else last)
    store(grant)
    journal.record(actor=actor, act="access.end_grant", subject=grant, path=grant.unit.path)
    return grant


@transaction.atomic
def delegate(
    *, actor: Actor, to: Account, role: str, unit: Unit, since: date, until: date
) -> Grant:
    """Lend one's own role on `unit` to a deputy from `since` to `until`, both inclusive.

    Requires: access.grant.delegate on `unit`, and to hold the role there without having it lent.
    Raises: CannotDelegate.
    """
    actor.require(Access.DELEGATE, unit)
    own = Grant.objects.on(since).filter(
        account_id=actor.account_id, role=role, delegated_by=None, unit__path__above=unit.path
    )
    if not own.exists() or to.pk == actor.account_id:
        raise CannotDelegate(_("You can only lend a role you hold yourself, to someone else."))
    grant = Grant(
        account=to,
        role=role,
        unit=unit,
        valid=from_day(since, until),
        delegated_by_id=actor.account_id,
    )
    store(grant)
    journal.record(actor=actor, act="access.delegate", subject=grant, path=unit.path, role=role)
    return grant


@transaction.atomic
def set_active(*, actor: Actor, account: Account, unit: Unit, is_active: bool) -> Account:
    """Close or reopen an account.

    Requires: access.account.manage on `unit`.
    """
    actor.require(Access.ACCOUNT_MANAGE, unit)
    account.is_active = is_active
    store(account)
    journal.record(
        actor=actor, act="access.set_active", subject=account, path=unit.path, is_active=is_active
    )
    return account
