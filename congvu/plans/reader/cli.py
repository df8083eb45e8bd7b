"""The console command: read plan papers into JSON, or into a table for the eye. No database."""

import argparse
import json
import sys
from gettext import gettext
from pathlib import Path
from typing import Any

from congvu.core.words import N_
from congvu.documents.intake import IntakeError
from congvu.documents.intake.errors import MESSAGES

from .files import text_of
from .reading import read_text

COLUMNS = (
    ("ref", 8), ("text", 46), ("lead", 24), ("coordinating", 22), ("deadline", 22), ("sure", 4),
)  # fmt: skip
NO_TASK = N_("No task was found in %(name)s. Check that it is a plan that names who does what.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `run` takes to a parser."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=N_("txt, md, docx, pdf or xlsx"))
    parser.add_argument("--json", action="store_true", help=N_("print the whole reading as JSON"))
    parser.add_argument("--out", metavar="DIR", help=N_("write NAME.json for each file into DIR"))


def run(args: argparse.Namespace) -> int:
    """Read each file; one that cannot be read is named on the error output, the others go on.

    Returns 1 when a file could not be read, else 0.
    """
    failed = 0
    many = len(args.files) > 1
    for name in args.files:
        try:
            paper = text_of(Path(name))
        except IntakeError as refusal:
            sys.stderr.write(f"{name}: {refusal.told(gettext)}\n")
            failed = 1
            continue
        reading = read_text(paper.text, name=Path(name).name)
        reading["media"] = paper.kind
        reading["notes"] = list(paper.notes)
        for code in paper.notes:
            sys.stderr.write(f"{name}: {gettext(MESSAGES[code])}\n")
        if not reading["tasks"]:
            sys.stderr.write(gettext(NO_TASK) % {"name": name} + "\n")
        _write(reading, Path(name), args, many)
    return failed


def _write(reading: dict[str, Any], path: Path, args: argparse.Namespace, many: bool) -> None:
    shown = json.dumps(reading, ensure_ascii=False, indent=1)
    if args.out:
        folder = Path(args.out)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{path.stem}.json").write_text(shown + "\n", "utf-8")
    elif args.json:
        sys.stdout.write(shown + "\n")
    else:
        sys.stdout.write(table(reading, str(path) if many else ""))


def table(reading: dict[str, Any], title: str = "") -> str:
    """The tasks of a reading as a table of text."""
    lines = [title] if title else []
    lines.append(reading["document"].get("title") or "")
    lines.append("  ".join(name.ljust(width) for name, width in COLUMNS).rstrip())
    for task in reading["tasks"]:
        cells = {
            **task,
            "lead": "; ".join(task["lead"]),
            "coordinating": "; ".join(task["coordinating"]),
            "deadline": task["deadline_raw"],
            "sure": f"{task['confidence']:.2f}",
        }
        shown = (_cut(str(cells[name]), width) for name, width in COLUMNS)
        lines.append("  ".join(shown).rstrip())
    return "\n".join(lines) + "\n"


def _cut(text: str, width: int) -> str:
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)


def main(argv: list[str] | None = None) -> int:
    """`python -m congvu.plans.reader FILE ... [--json] [--out DIR]`."""
    parser = argparse.ArgumentParser(prog="congvu plans read", description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(argv))
