"""`congvu import dossiers`: a workbook of whole dossiers, from the console."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from congvu.cli.words import _

CELLS_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("xlsx, xls or ods"))
    parser.add_argument("--unit", required=True, metavar="CODE", help=_("the unit it is about"))
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY", help=_("the day it tells of, YYYY-MM-DD")
    )
    parser.add_argument("--check", action="store_true", help=_("only check, take nothing"))
    parser.add_argument(
        "--errors", type=Path, metavar="FILE", help=_("where the people held back go")
    )


def run(args: argparse.Namespace) -> int:
    """Check a workbook and take its good people; 1 where some were held back or none was read."""
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
        actor = Actor.system("people.import")
        taken = _import(actor, args)
    except IntakeError as refusal:
        print(f"{args.file}: {refusal.told(_)}", file=sys.stderr)
        return 1
    if taken.state in (ImportState.FAILED, ImportState.MATCHING):
        why = taken.failure or _(
            "The sheets are not clear. Open the workbook on the web and name them."
        )
        print(why, file=sys.stderr)
        return 1
    with scope_of(actor):
        return 1 if _report(actor, taken, args.errors) else 0


def _import(actor: Any, args: argparse.Namespace) -> Any:
    """Start the import and run it here, as the worker would."""
    from django.conf import settings
    from django.utils import timezone

    from congvu.people.choices import ImportKind
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
        kind=ImportKind.DOSSIERS,
        takes=not args.check,
    )


def _report(actor: Any, taken: Any, errors: Path | None) -> int:
    """Print what came of it, and write the people held back; returns how many those are."""
    from congvu.people.choices import RowState
    from congvu.people.selectors import book_pages

    counts = taken.counts
    text = _(
        "%(people)d people: %(new)d new, %(changed)d changed, %(same)d the same,"
        " %(refused)d held back; %(facts)d new facts."
    )
    print(text % counts)
    for sheet in book_pages.sheets_of(taken):
        if sheet["why"]:
            print(f"  {sheet['name']}: {sheet['why']}")
    rows = book_pages.rows_with_problems(actor=actor, run=taken, state=RowState.REFUSED)
    for row in book_pages.rows_shown(list(rows[:CELLS_NAMED])):
        for cell in row.cells:
            place = cell.address or _("Row %(row)s") % {"row": row.row}
            print(f"  {row.sheet} {place}: {cell.says}")
    held_back = int(counts["refused"]) + int(counts["rows_of_nobody"])
    if held_back and errors:
        errors.write_bytes(book_pages.error_file(actor=actor, run=taken))
        print(_("The people held back, with the reasons: %s") % errors)
    return held_back
