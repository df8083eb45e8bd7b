"""`congvu digest`: tell everybody what waits for them today, once."""

import argparse
import os

from congvu.cli.words import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.utils import timezone

    from congvu.core.actors import Actor
    from congvu.work.commands import send_digests

    system = Actor.system("congvu digest")
    told = send_digests(actor=system, today=timezone.localdate())  # noqa: TID251
    print(_("%d accounts were told.") % told)
    return 0
