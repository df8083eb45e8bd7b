"""What the commands that bring a file into dossiers share: arguments, the run, the exit code."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from congvu.cli.words import _

Report = Callable[[Any, Any, Path | None], int]
"""Tells as the actor what came of an import, writes the file of errors; how many were not taken."""


def add_common_arguments(parser: argparse.ArgumentParser, *, kinds: str, errors: str) -> None:
    """The file (of `kinds`), its unit and day, and where what was not taken goes (`errors`)."""
    parser.add_argument("file", metavar="FILE", type=Path, help=kinds)
    parser.add_argument("--unit", required=True, metavar="CODE", help=_("the unit it is about"))
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY", help=_("the day it tells of, YYYY-MM-DD")
    )
    parser.add_argument("--check", action="store_true", help=_("only check, take nothing"))
    parser.add_argument("--errors", type=Path, metavar="FILE", help=errors)


def run_import(args: argparse.Namespace, *, kind: str, unclear: str, report: Report) -> int:
    """Check a file and take what is good; 1 where it could not be read or not all was taken.

    `unclear` is said where the columns or sheets have to be named first.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.documents.intake import IntakeError
    from congvu.people.choices import ImportState

    actor = Actor.system("people.import")
    try:
        taken = _import(actor, args, kind)
    except IntakeError as refusal:
        print(f"{args.file}: {refusal.told(_)}", file=sys.stderr)
        return 1
    if taken.state in (ImportState.FAILED, ImportState.MATCHING):
        print(taken.failure or unclear, file=sys.stderr)
        return 1
    with scope_of(actor):
        return 1 if report(actor, taken, args.errors) else 0


def _import(actor: Any, args: argparse.Namespace, kind: str) -> Any:
    """Look at the file, then import it here, as the worker would."""
    from django.conf import settings
    from django.utils import timezone

    from congvu.people.choices import ImportKind
    from congvu.people.import_run import import_file
    from congvu.people.list_sheets import check_list

    check_list(args.file, args.file.name, limit_mb=settings.UPLOAD_LIMIT_MB)
    today = timezone.localdate()  # noqa: TID251 - the console knows the clock
    return import_file(
        actor=actor,
        unit_code=args.unit,
        name=args.file.name,
        content=args.file.read_bytes(),
        on=args.on or today,
        today=today,
        limit_mb=settings.UPLOAD_LIMIT_MB,
        kind=ImportKind(kind),
        takes=not args.check,
    )
