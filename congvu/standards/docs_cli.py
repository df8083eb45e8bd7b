"""`congvu docs`: write the documents made from data, or say which are stale."""

import argparse
from gettext import gettext as _  # the console's own: it speaks before Django is there
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help=_("write nothing; fail when one is stale")
    )


def run(args: argparse.Namespace) -> int:
    """Write what changed; with --check only name it and return 1."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from congvu.standards.documentation import render

    stale = [name for name, text in render().items() if _written(name) != text]
    for name in stale:
        if args.check:
            print(_("%s is stale: run congvu docs.") % name)
        else:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(render()[name], encoding="utf-8")
    return 1 if stale and args.check else 0


def _written(name: str) -> str:
    file = ROOT / name
    return file.read_text(encoding="utf-8") if file.exists() else ""
