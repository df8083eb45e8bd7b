"""`python -m bench [NAME...] [--json]`: measure, print, and fail when an aim is missed."""

import argparse
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.judge import peak_mb

HERE = Path(__file__).resolve().parent
RESULT = "result: "
NAMED_ONLY = {"screening-national"}
"""Measurements of national size, run only when they are named."""
COLUMNS = "{:22}{:>10}{:>11}{:>8}{:>8}  {:7}{:>9}  {}"


def known() -> list[str]:
    """The names of all benchmarks, in alphabetical order: the modules that have `measure`."""
    files = [file for file in HERE.glob("*.py") if "\ndef measure(" in file.read_text("utf-8")]
    return sorted(file.stem.replace("_", "-") for file in files)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("run.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.one:
        print(RESULT + json.dumps(measured(args.one)))
        return 0
    if unknown := sorted(set(args.names) - set(known())):
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known())}.")
        return 2
    results = []
    for name in args.names or (each for each in known() if each not in NAMED_ONLY):
        print(f"· {name} …", file=sys.stderr, flush=True)
        results += _in_own_process(name)
    print(json.dumps(results, indent=2) if args.json else table(results))
    return 0 if all(result["met"] for result in results) else 1


def measured(name: str) -> list[dict[str, Any]]:
    """Run one benchmark here."""
    answer = importlib.import_module(f"bench.{name.replace('-', '_')}").measure()
    results = answer if isinstance(answer, list) else [answer]
    return [{"peak_mb": peak_mb(), **result} for result in results]


def _in_own_process(name: str) -> list[dict[str, Any]]:
    """Run one benchmark in a process of its own, whose memory is then its own too.

    One that breaks is a missed one.
    """
    command = [sys.executable, "-m", "bench", "--one", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith(RESULT)]
    if done.returncode == 0 and lines:
        results: list[dict[str, Any]] = json.loads(lines[-1].removeprefix(RESULT))
        return results
    nothing = dict.fromkeys(("seconds", "reference_seconds", "ratio", "aim", "peak_mb"))
    return [{"name": name, "work": "broke off", "met": False, **nothing}]


def table(results: list[dict[str, Any]]) -> str:
    """One line a result: seconds, the reference's, ratio, aim, verdict, memory, work."""
    lines = [COLUMNS.format("name", "seconds", "reference", "ratio", "aim", "", "MB", "work")]
    for result in results:
        reference = result["reference_seconds"]
        lines.append(
            COLUMNS.format(
                result["name"],
                _figure(result["seconds"]),
                _figure(reference),
                _figure(result["ratio"], 2),
                _figure(result["aim"], 2) + ("×" if reference is not None else "s"),
                "met" if result["met"] else "MISSED",
                _figure(result["peak_mb"], 0),
                result.get("work", ""),
            )
        )
    return "\n".join(lines)


def _figure(value: float | None, places: int = 3) -> str:
    return "–" if value is None else f"{value:.{places}f}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
