"""Who may do what: roles from their file, grants from the database."""

from collections import defaultdict
from datetime import date
from functools import cache
from importlib import resources

import yaml
from django.db.models import Exists, OuterRef, Q, QuerySet
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


def search_accounts(*, actor: Actor, text: str = "") -> QuerySet[Account]:
    """The accounts that hold a grant where `actor` looks after accounts, by account name."""
    units = Unit.objects.visible_to(actor, Access.ACCOUNT_VIEW)
    accounts = Account.objects.filter(
        Exists(Grant.objects.filter(account=OuterRef("pk"), unit__in=units))
    )
    if text:
        accounts = accounts.filter(Q(full_name__icontains=text) | Q(username__icontains=text))
    return accounts.order_by("username")


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
