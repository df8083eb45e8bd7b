"""Facts and scans of every installed app, found by its module `facts`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from congvu.core.facts import Fact, Scan


@cache
def all_facts() -> dict[str, Fact]:
    """Every fact by its code."""
    return {fact.code: fact for module in _modules() for fact in module.FACTS}


@cache
def all_scans() -> dict[str, Scan]:
    """Every scan by its name."""
    return {scan.name: scan for module in _modules() for scan in module.SCANS}


@cache
def subject() -> Scan:
    """The one scan that says who is screened."""
    (found,) = (scan for scan in all_scans().values() if scan.is_subject)
    return found


def _modules() -> list[Any]:
    names = [f"{config.name}.facts" for config in apps.get_app_configs()]
    ours = [name for name in names if name.startswith("congvu.")]
    ours = [name for name in ours if name != "congvu.core.facts" and find_spec(name)]
    return [import_module(name) for name in sorted(ours)]
