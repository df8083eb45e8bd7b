"""`congvu export dossiers`: the dossiers of a unit as one workbook, from the console."""

import argparse
import os
from pathlib import Path

from congvu.cli.words import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the workbook to write"))
    parser.add_argument(
        "--unit", required=True, metavar="CODE", help=_("the unit the dossiers are of")
    )
    parser.add_argument("--purpose", required=True, help=_("what for; written to the journal"))
    parser.add_argument(
        "--open-columns",
        action="store_true",
        help=_("without sensitive and financial columns"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the workbook."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.establishment.selectors import get_unit
    from congvu.people.book_export import write_unit

    actor = Actor.system("people.export")
    with scope_of(actor):
        count = write_unit(
            args.file,
            actor=actor,
            unit=get_unit(actor=actor, code=args.unit),
            is_whole=not args.open_columns,
            purpose=args.purpose,
        )
    print(_("%d people in %s") % (count, args.file))
    return 0
