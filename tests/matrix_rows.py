"""Rows that addresses of the site name: each maker puts one into a unit and returns its key."""

from collections.abc import Callable
from typing import Any

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.establishment.models import Unit


def account(unit: Unit) -> int:
    """An account that belongs to the unit."""
    return int(account_with(Role.MEMBER, unit).pk)


MAKERS: dict[str, Callable[[Unit], Any]] = {"account": account}
"""The names used under `args` in matrix.yaml."""
