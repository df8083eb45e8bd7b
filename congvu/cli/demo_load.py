"""`congvu demo-load`: the demo province, built by the product's own commands and import."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from congvu.cli.words import _

SEED = 20260701
PEOPLE = 3000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=PEOPLE, help=_("how many invented people"))
    parser.add_argument(
        "--today", type=date.fromisoformat, help=_("the day the demo stands on, YYYY-MM-DD")
    )


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.utils import timezone

    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of

    today = args.today or timezone.localdate()  # noqa: TID251 - the console knows the clock
    actor = Actor.system("demo")
    with scope_of(actor):
        if not _is_loaded():
            _load(actor, args.people, today)
        elif (loaded := _people_loaded()) != args.people:
            text = _("The demo already holds the list of %d people. Remove the folder var first.")
            print(text % loaded, file=sys.stderr)
        print(_accounts(actor, today))
    return 0


def _is_loaded() -> bool:
    from congvu.plans.models import PlanPaper

    return PlanPaper.objects.exists()


def _people_loaded() -> int:
    """How many people the list of the demo named when it was taken."""
    from congvu.people.models import StaffImport

    return int(StaffImport.objects.earliest("started_at").counts["rows"])


def _load(actor: Any, people: int, today: date) -> None:
    """All or nothing: the surrounding transaction is broken off with the command."""
    from django.utils import timezone

    from congvu.catalog.commands import load_codes
    from congvu.establishment.commands import load_units
    from congvu.establishment.demo import SINCE, province_units
    from congvu.establishment.selectors import get_unit
    from congvu.people.demo_load import load_demo_people
    from congvu.people.demo_posts import load_demo_posts
    from congvu.plans.demo.load import load_demo_plans
    from congvu.standards.commands import run_screening
    from congvu.web.commands import refresh_figures

    now = timezone.now()  # noqa: TID251

    def root() -> Any:
        return get_unit(actor=actor, code="kh")

    steps: list[tuple[str, Callable[[], object]]] = [
        (_("code lists"), lambda: load_codes(actor=actor)),
        (_("units"), lambda: load_units(actor=actor, rows=province_units(), since=SINCE)),
        (_("accounts"), lambda: _accounts(actor, today)),
        (
            _("people"),
            lambda: load_demo_people(actor=actor, people=people, seed=SEED, today=today),
        ),
        (
            _("posts and quotas"),
            lambda: load_demo_posts(actor=actor, today=today, seed=SEED),
        ),
        (_("decisions"), lambda: _decisions(actor, today, now)),
        (
            _("plans and work"),
            lambda: load_demo_plans(actor=actor, root=root(), today=today, now=now, seed=SEED),
        ),
        (
            _("screening"),
            lambda: run_screening(actor=actor, unit=root(), on=today, now=now),
        ),
        (_("figures"), lambda: refresh_figures(actor=actor, today=today, now=now)),
    ]
    for name, step in steps:
        with _timed(name):
            step()


def _decisions(actor: Any, today: date, now: Any) -> int:
    """Decisions signed with keys for trying out, which are kept in the demo's own folder."""
    from django.conf import settings

    from congvu.decisions.demo_load import load_demo_decisions

    trust = Path(settings.TRUST_ROOTS)
    return load_demo_decisions(
        actor=actor, today=today, now=now, trust_folder=trust, key_folder=trust.parent / "keys"
    )


@contextmanager
def _timed(name: str) -> Iterator[None]:
    began = monotonic()
    yield
    print(f"  {name}  {monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def _accounts(actor: Any, today: date) -> str:
    """The demo accounts as a table; they are made when they do not stand yet."""
    from congvu.access.demo import create_demo_accounts

    rows = create_demo_accounts(actor=actor, today=today)
    head = (_("Account"), _("Password"), _("Role"), _("Unit"))
    table = [head, *(tuple(map(str, row)) for row in rows)]
    widths = [max(len(row[n]) for row in table) for n in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in table
    )
