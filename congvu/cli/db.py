"""`congvu db`: the embedded server by hand, and the tables."""

import argparse
import os

from congvu.cli.database import connect
from congvu.cli.postgres import database_urls, product_cluster
from congvu.cli.words import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["start", "stop", "url", "migrate"],
        help=_("url prints the address; migrate brings the tables up to date"),
    )
    parser.add_argument(
        "--owner", action="store_true", help=_("the owner's address, not the application's")
    )


def run(args: argparse.Namespace) -> int:
    if args.action == "migrate":
        return _migrate()
    if args.action == "url":
        print(database_urls()[0 if args.owner else 1])
    elif os.environ.get("DATABASE_URL"):
        print(_("DATABASE_URL names a server; it is started and stopped elsewhere."))
    elif args.action == "start":
        print(_("The database runs, process %s.") % product_cluster().start().pid())
    else:
        product_cluster().stop()
        print(_("The database is stopped."))
    return 0


def _migrate() -> int:
    """Bring the tables up to date; quick where they are."""
    connect("owner")
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        _load_codes()
        renew()
    print(_("The tables are up to date."))
    return 0


def _load_codes() -> None:
    """Bring the code lists in line with the files of this version: new tables mean new columns."""
    from congvu.catalog.commands import load_codes
    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.establishment.commands import load_competencies

    actor = Actor.system("congvu db migrate")
    with scope_of(actor):
        load_codes(actor=actor)
        load_competencies(actor=actor)


def renew() -> None:
    """Work out what lists keep of each dossier: a column that is new stands empty, or at nothing.

    Seconds in a province; the first job of each day does the same.
    """
    from django.utils import timezone

    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.people.commands.present import renew_day, renew_raises

    actor = Actor.system("congvu db migrate")
    today = timezone.localdate()  # noqa: TID251 - a command has no request
    with scope_of(actor):
        renew_day(actor=actor, on=today)
        renew_raises(actor=actor, on=today)
