"""The `congvu` command: finds what is called, imports only that, and turns failures into words."""

import argparse
import gettext
import importlib
import os
import sys
from collections.abc import Sequence

from congvu.cli.commands import COMMANDS, Command, find_command
from congvu.cli.words import DOMAIN, LOCALE, _

HELP = {"-h", "--help"}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns the exit status: 1 for a failure, 2 for a wrong call."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))  # the argument parser's own words
    gettext.textdomain(DOMAIN)
    words = list(sys.argv[1:] if arguments is None else arguments)
    found = find_command(words)
    try:
        status = _run(*found) if found else _overview(words)
        sys.stdout.flush()  # here, where a reader who left is still told apart
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left early
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        message = in_words(error)
        if message is None:
            raise
        print(message, file=sys.stderr)
        return 1


def _overview(words: list[str]) -> int:
    """List the commands: all, or those that begin with what was typed."""
    asked = [word for word in words if word not in HELP]
    group = [c for c in COMMANDS if asked and c.words[: len(asked)] == asked] if asked else COMMANDS
    output = sys.stdout if len(asked) < len(words) or not words else sys.stderr
    if asked and not group:
        print(_("There is no command %s.") % " ".join(asked), file=output)
    print(_("usage: congvu COMMAND [--help] ..."), file=output)
    print(_("Commands:"), file=output)
    for command in group or COMMANDS:
        print(f"  {command.name:16}{_(command.help)}", file=output)
    return 2 if output is sys.stderr else 0


def _run(command: Command, rest: list[str]) -> int:
    if command.role and not HELP.intersection(rest):
        from congvu.cli.database import connect

        connect(command.role)
    if command.management:
        return _run_django(command, rest)
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(f"congvu {command.name}", description=_(command.help))
    module.add_arguments(parser)
    for action in parser._actions:  # pure packages mark their texts without translating them
        action.help = _(action.help) if action.help else None
    status: int = module.run(parser.parse_args(rest))
    return status


def _run_django(command: Command, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.core.management import ManagementUtility

    django.setup()
    name, *fixed = command.management
    ManagementUtility().fetch_command(name).run_from_argv(["congvu", name, *fixed, *rest])
    return 0


def in_words(error: Exception) -> str | None:
    """What a reader needs to know of a failure that is no mistake of ours; None for the others."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if kinds & {"DatabaseTrouble", "DomainError"}:
        return str(error)
    if "OperationalError" in kinds:
        return _("The database does not answer: %s") % str(error).strip()
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {_(error.strerror or str(error))}"
    return None
