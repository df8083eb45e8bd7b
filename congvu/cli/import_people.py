"""`congvu import people`: a staff list into dossiers, from the console."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from congvu.cli.importing import add_common_arguments, run_import
from congvu.cli.words import _

ROWS_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_common_arguments(
        parser, kinds=_("xlsx, xls, ods or csv"), errors=_("where refused rows go")
    )


def run(args: argparse.Namespace) -> int:
    """Check a list and take its good rows; 1 where it could not be read or rows were refused."""
    unclear = _("The columns are not clear. Open the list on the web and name them.")
    return run_import(args, kind="list", unclear=unclear, report=_report)


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
