"""`congvu manage`: Django's own commands, as the owner of the database."""

import argparse

from congvu.cli.database import connect
from congvu.cli.words import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", help=_("name of the command"))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=_("its arguments"))


def run(args: argparse.Namespace) -> int:
    connect("owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["congvu manage", args.command, *args.rest])
    return 0
