"""Who may do what: roles from their file, grants from the database."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources

import yaml
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.access.models import Account, Grant
from congvu.access.permissions import Access
from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.establishment.models import Unit


@cache
def roles() -> dict[str, frozenset[str]]:
    """The permissions of each role."""
    return {role: frozenset(entry["may"]) for role, entry in _file().items()}


@cache
def roles_with_second_factor() -> frozenset[str]:
    """The roles that may only work after a second factor at sign-in."""
    return frozenset(r for r, entry in _file().items() if entry.get("needs_second_factor"))


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    text = (resources.files("congvu.access") / "roles.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


def actor_of(account: Account, *, on: date, person_id: str | None = None) -> Actor:
    """The actor `account` is on `on`. One query."""
    reach: dict[str, set[str]] = defaultdict(set)
    held, units = set(), set()
    for grant in Grant.objects.on(on).filter(account=account).select_related("unit"):
        held.add(grant.role)
        units.add(grant.unit_id)
        for permission in roles()[grant.role]:
            reach[permission].add(grant.unit.path)
    return Actor(
        account_id=account.pk,
        name=account.full_name,
        reach={permission: tuple(sorted(paths)) for permission, paths in reach.items()},
        roles=frozenset(held),
        person_id=person_id,
        unit_ids=tuple(sorted(units)),
    )


def search_accounts(*, actor: Actor, text: str = "", state: str = "") -> QuerySet[Account]:
    """The accounts that hold a grant where `actor` looks after accounts, by account name.

    `state` narrows to "no_second_factor", "closed" or "never" (signed in). Each row knows
    `has_second_factor`.
    """
    units = Unit.objects.visible_to(actor, Access.ACCOUNT_VIEW)
    accounts = Account.objects.filter(
        Exists(Grant.objects.filter(account=OuterRef("pk"), unit__in=units))
    ).annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    if text:
        accounts = accounts.filter(Q(full_name__icontains=text) | Q(username__icontains=text))
    narrowed = {
        "no_second_factor": Q(has_second_factor=False, is_active=True),
        "closed": Q(is_active=False),
        "never": Q(seen_at=None),
    }
    return accounts.filter(narrowed.get(state, Q())).order_by("username")


def count_accounts(*, actor: Actor) -> dict[str, int]:
    """How many accounts `actor` looks after there are, and how many need a look. Two statements."""
    narrow = {
        "no_second_factor": Q(has_second_factor=False, is_active=True),
        "closed": Q(is_active=False),
        "never": Q(seen_at=None),
    }
    counts = {name: Count("pk", filter=condition) for name, condition in narrow.items()}
    found: dict[str, int] = (
        search_accounts(actor=actor).order_by().aggregate(all=Count("pk"), **counts)
    )
    locked = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    return found | {"locked": locked.count()}


def with_roles(accounts: Sequence[Account], *, actor: Actor, on: date) -> Sequence[Account]:
    """`accounts`, each with `held`: what it holds on `on`. One statement."""
    held: dict[int, list[Grant]] = defaultdict(list)
    grants = Grant.objects.on(on).filter(account__in=list(accounts)).select_related("unit")
    for grant in grants.order_by("role", "unit__order"):
        held[grant.account_id].append(grant)
    for account in accounts:
        account.held = held[account.pk]  # type: ignore[attr-defined]
    return accounts


def get_account(*, actor: Actor, account_id: int) -> Account:
    """One account `actor` looks after.

    Raises: NotVisible.
    """
    account = search_accounts(actor=actor).filter(pk=account_id).first()
    if account is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return account


def grants_of(*, actor: Actor, account: Account) -> QuerySet[Grant]:
    """What `account` holds or held, latest first."""
    return account.grants.select_related("unit", "delegated_by").order_by("-valid", "-pk")


def unit_looked_after(*, actor: Actor, account: Account) -> Unit:
    """The highest unit on which `account` holds or held something and `actor` manages accounts.

    Raises: NotVisible.
    """
    units = Unit.objects.visible_to(actor, Access.ACCOUNT_MANAGE)
    held = units.filter(pk__in=account.grants.values("unit")).order_by("path")
    unit: Unit | None = held.first()
    if unit is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return unit


def own_account(*, actor: Actor) -> Account:
    """The actor's own account, with `held` and `has_second_factor`."""
    authenticators = Authenticator.objects.filter(user=OuterRef("pk"))
    return Account.objects.annotate(has_second_factor=Exists(authenticators)).get(  # type: ignore[misc]
        pk=actor.account_id
    )


def open_account_named(*, actor: Actor, username: str) -> Account | None:
    """The open account of that name: whoever knows an account's name may lend it a role."""
    return Account.objects.filter(username__iexact=username.strip(), is_active=True).first()


def lent_by(*, actor: Actor, on: date) -> QuerySet[Grant]:
    """What `actor` has lent and is not over on `on`, soonest end first."""
    lent = Grant.objects.filter(delegated_by_id=actor.account_id, valid__endswith__gt=on)
    return lent.select_related("account", "unit").order_by("valid", "pk")


def roles_of(*, account: Account, on: date) -> frozenset[str]:
    """The roles `account` holds anywhere on `on`."""
    return frozenset(Grant.objects.on(on).filter(account=account).values_list("role", flat=True))
