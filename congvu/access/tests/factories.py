"""Accounts and actors for tests."""

from collections.abc import Iterable
from datetime import date

import factory

from congvu.access.choices import Role
from congvu.access.models import Account, Grant
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.establishment.models import Unit

PASSWORD = "mat-khau-de-thu-2026"


class AccountFactory(factory.django.DjangoModelFactory):
    """An account that can sign in with `PASSWORD`."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"tk{n}")
    full_name = factory.Sequence(lambda n: f"Người Dùng {n}")

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **kwargs: object) -> None:
        self.set_password(extracted or PASSWORD)
        self.save()


def account_with(role: Role, unit: Unit, since: date | None = None) -> Account:
    """An account that holds `role` on `unit`."""
    account = AccountFactory()
    Grant.objects.create(account=account, role=role, unit=unit, valid=from_day(since))
    return account


def actor_for(*units: Unit, may: str | Iterable[str]) -> Actor:
    """An actor who holds the permissions `may` on `units` and below."""
    account = AccountFactory()
    codes = [may] if isinstance(may, str) else list(may)
    paths = tuple(unit.path for unit in units)
    return Actor(
        account_id=account.pk,
        name=account.full_name,
        reach={str(code): paths for code in codes},
        unit_ids=tuple(unit.pk for unit in units),
    )
