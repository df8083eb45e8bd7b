"""`congvu import dossiers`: a workbook of whole dossiers, from the console."""

import argparse
from pathlib import Path
from typing import Any

from congvu.cli.importing import add_common_arguments, run_import
from congvu.cli.words import _

CELLS_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_common_arguments(
        parser, kinds=_("xlsx, xls or ods"), errors=_("where the people held back go")
    )


def run(args: argparse.Namespace) -> int:
    """Check a workbook and take its good people; 1 where some were held back or none was read."""
    unclear = _("The sheets are not clear. Open the workbook on the web and name them.")
    return run_import(args, kind="dossiers", unclear=unclear, report=_report)


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
