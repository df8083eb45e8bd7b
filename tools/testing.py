"""`run.py test`: everything, browser journeys last."""

import signal
import subprocess
from contextlib import suppress

from tools.browser import find_browser
from tools.places import PYTHON, ROOT
from tools.setup import prepare
from tools.steps import PATIENCE, adopt_orphans, collect_orphans, end_all, run, signal_group, spawn
from tools.words import _, say

STOP = "from congvu.cli.postgres import test_cluster; test_cluster().stop()"
PLAIN = ["-m", "not journey", "-n", "2", "--dist", "loadfile"]


def test(rest: list[str]) -> int:
    """Run all tests, or what the arguments for pytest name, in one run.

    Raises: Trouble, also where no browser can be had: no journey is left out in silence.
    """
    adopt_orphans()
    prepare("test")
    settings = {"CHROME": str(find_browser())}
    try:
        if rest:
            return _pytest(rest, settings)
        first = _pytest(PLAIN, settings)
        if not list(ROOT.glob("tests/journeys/test_*.py")):
            return first
        say("")
        return _pytest(["-m", "journey", "tests/journeys"], settings) or first
    finally:
        end_all()
        run([PYTHON, "-c", STOP])
        collect_orphans()


def _pytest(arguments: list[str], settings: dict[str, str]) -> int:
    say(_("Running: pytest %s") % " ".join(arguments))
    tests = spawn([PYTHON, "-m", "pytest", *arguments], environment=settings)
    try:
        return tests.wait()
    except KeyboardInterrupt:  # they close what they opened and tell what failed so far
        signal_group(tests, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            tests.wait(PATIENCE)
        raise
