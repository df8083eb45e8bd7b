"""The command line of run.py."""

import argparse
import sys

from tools.steps import Trouble, end_all
from tools.words import _

INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status."""
    args = _parser().parse_args(arguments)
    try:
        return _call(args)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.status
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        end_all()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("run.py")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("setup", help=_("prepare everything, start nothing but the database"))
    demo = commands.add_parser("demo", help=_("a province with invented people, in the browser"))
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--people", type=_whole, default=3000)
    test = commands.add_parser("test", help=_("run all tests, browser journeys too"))
    test.add_argument("rest", nargs=argparse.REMAINDER, metavar="PYTEST ARGUMENTS")
    commands.add_parser("check", help=_("format, lint, types, contracts, wording, generated docs"))
    bench = commands.add_parser("bench", help=_("measure against the aims"))
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.add_argument("--json", action="store_true")
    commands.add_parser("words", help=_("bring the message catalogue in line with the sources"))
    lock = commands.add_parser("lock", help=_("pin the packages that requirements/*.in name"))
    lock.add_argument("--upgrade", action="store_true")
    return parser


def _whole(typed: str) -> int:
    """A number of people.

    Raises: ArgumentTypeError, which the parser tells.
    """
    if not typed.isdigit() or int(typed) < 1:
        raise argparse.ArgumentTypeError(_("a whole number from 1 on is needed"))
    return int(typed)


def _call(args: argparse.Namespace) -> int:
    match args.command:
        case "setup":
            from tools.setup import setup

            return setup()
        case "demo":
            from tools.demo import demo

            return demo(args.port, args.people)
        case "test":
            from tools.testing import test

            return test(args.rest)
        case "check":
            from tools.check import check

            return check()
        case "bench":
            from tools.benching import bench

            return bench(args.names, as_json=args.json)
        case "words":
            from tools.locking import words

            return words()
        case _lock:
            from tools.locking import lock

            return lock(upgrade=args.upgrade)
