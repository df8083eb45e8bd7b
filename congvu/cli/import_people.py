"""`congvu import people`: a staff list into dossiers, from the console."""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from congvu.cli.words import _

ROWS_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("xlsx, xls, ods or csv"))
    parser.add_argument("--unit", required=True, metavar="CODE", help=_("the unit it is about"))
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY", help=_("the day it tells of, YYYY-MM-DD")
    )
    parser.add_argument("--check", action="store_true", help=_("only check, take nothing"))
    parser.add_argument("--errors", type=Path, metavar="FILE", help=_("where refused rows go"))


def run(args: argparse.Namespace) -> int:
    """Check a list and take its good rows; 1 where it could not be read or rows were refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.conf import settings

    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.documents.intake import IntakeError
    from congvu.people.choices import ImportState
    from congvu.people.list_sheets import check_list

    try:
        check_list(args.file, args.file.name, limit_mb=settings.UPLOAD_LIMIT_MB)
    except IntakeError as refusal:
        print(f"{args.file}: {refusal.told(_)}", file=sys.stderr)
        return 1
    actor = Actor.system("people.import")
    taken = _import(actor, args)
    if taken.state in (ImportState.FAILED, ImportState.MATCHING):
        why = taken.failure or _(
            "The columns are not clear. Open the list on the web and name them."
        )
        print(why, file=sys.stderr)
        return 1
    with scope_of(actor):
        return 1 if _report(actor, taken, args.errors) else 0


def _import(actor: Any, args: argparse.Namespace) -> Any:
    """Start the import and run it here, as the worker would."""
    from django.conf import settings
    from django.utils import timezone

    from congvu.people.import_run import import_file

    today = timezone.localdate()  # noqa: TID251 - the console knows the clock
    return import_file(
        actor=actor,
        unit_code=args.unit,
        name=args.file.name,
        content=args.file.read_bytes(),
        on=args.on or today,
        today=today,
        limit_mb=settings.UPLOAD_LIMIT_MB,
        takes=not args.check,
    )


def _reasons(actor: Any, taken: Any) -> Iterator[str]:
    """The cells that keep the first rows out, each with what to do; the file of errors has all."""
    from congvu.people.choices import RowState
    from congvu.people.selectors.imports import problem_of, rows_waiting
    from congvu.people.staff_list.problems import REFUSED

    waiting = rows_waiting(actor=actor, run=taken).exclude(state=RowState.WARNED)
    for row in waiting[:ROWS_NAMED]:
        for problem in (problem_of(row.row, kept) for kept in row.problems):
            if problem.severity == REFUSED:
                place = problem.address or _("Row %(row)s") % {"row": row.row}
                yield f"  {place}: {problem.say(_)}"


def _report(actor: Any, taken: Any, errors: Path | None) -> int:
    """Print what came of it, and write the refused rows; returns how many those are."""
    from congvu.documents.intake.errors import MESSAGES
    from congvu.people.selectors.imports import error_file

    counts = taken.counts
    for code in taken.layout.get("notes", ()):
        print(_(MESSAGES[code]))
    text = _(
        "%(rows)d rows: %(new)d new, %(changed)d changed, %(same)d the same,"
        " %(asked)d to be answered, %(refused)d refused."
    )
    print(text % counts)
    if counts["columns_left"]:
        print(_("Columns not taken: %s") % ", ".join(counts["columns_left"]))
    waiting = int(counts["asked"]) + int(counts["refused"])
    for said in _reasons(actor, taken):
        print(said)
    if waiting and errors:
        errors.write_bytes(error_file(actor=actor, run=taken))
        print(_("The rows not taken, with the reasons: %s") % errors)
    return waiting
