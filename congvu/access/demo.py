"""The accounts of the demo province. Their passwords exist nowhere else."""

import csv
from datetime import date
from importlib import resources

from django.conf import settings

from congvu.access.commands import create_account, grant_role
from congvu.access.models import Account
from congvu.core.actors import Actor
from congvu.establishment.models import Unit

PASSWORD = "cong-vu-{username}-2026"  # noqa: S105 - only where `settings.DEMO` is on

DemoAccount = tuple[str, str, str, str]


class OnlyInTheDemo(RuntimeError):
    """Known passwords must never reach a real office."""


def create_demo_accounts(*, actor: Actor, today: date) -> list[DemoAccount]:
    """Make the accounts that do not stand yet; return (account, password, role, unit) of all.

    Raises: OnlyInTheDemo where `settings.DEMO` is off.
    """
    if not settings.DEMO:
        raise OnlyInTheDemo("accounts with known passwords are for the demo only")
    text = (resources.files("congvu.access") / "data" / "demo_accounts.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={r["unit"] for r in rows})}
    standing = set(Account.objects.values_list("username", flat=True))
    made = []
    for row in rows:
        password = PASSWORD.format(username=row["username"].replace(".", "-"))
        unit = units[row["unit"]]
        if row["username"] not in standing:
            _create(actor, row, password, unit, today)
        made.append((row["username"], password, row["role"], unit.name))
    return made


def _create(actor: Actor, row: dict[str, str], password: str, unit: Unit, today: date) -> None:
    account = create_account(
        actor=actor,
        username=row["username"],
        full_name=row["full_name"],
        password=password,
        unit=unit,
    )
    grant_role(actor=actor, account=account, role=row["role"], unit=unit, since=today)
