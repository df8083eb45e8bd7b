"""`run.py demo`: a province at work; Ctrl-C stops web, worker and database."""

import fcntl
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from congvu.cli.commands import find_command
from tools.places import CONGVU, VAR
from tools.setup import prepare
from tools.steps import (
    ASKING,
    Trouble,
    adopt_orphans,
    collect_orphans,
    end_all,
    run,
    signal_group,
    spawn,
    told,
)
from tools.words import _, say

STOP_SECONDS = 8
START_SECONDS = 60
LOGS = VAR / "log"


def demo(port: int, people: int) -> int:
    """Prepare, load and serve until Ctrl-C.

    Raises: Trouble for a taken port or a second demo on this checkout, before any long work.
    """
    lock = _claim(port)
    _check_port(port)
    interrupts = Interrupts()
    adopt_orphans()
    try:
        prepare("base")
        began = time.monotonic()
        accounts = _load(people)
        return _serve(port, accounts, began, interrupts)
    finally:
        interrupts.hold()
        end_all()
        if CONGVU.exists():
            run([CONGVU, "db", "stop"], capture=True)
        collect_orphans()
        lock.close()


class Interrupts:
    """Ctrl-C and its kin: the first asks for an orderly stop, the second for a quick one."""

    def __init__(self) -> None:
        self.count = 0
        self.asked = threading.Event()
        self.serving = False
        for number in ASKING:
            signal.signal(number, self._heard)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        self.asked.set()
        if not self.serving and self.count == 1:
            raise KeyboardInterrupt

    def hold(self) -> None:
        """From here on nothing is broken off any more: the database is being stopped."""
        self.serving = True


def _claim(port: int) -> TextIO:
    """Hold the checkout for one demo; the file tells the second where the first one is."""
    VAR.mkdir(parents=True, exist_ok=True)
    file = (VAR / "demo.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        text = _("A demo of this checkout already runs at %s. Stop it with Ctrl-C first.")
        raise Trouble(text % file.read().strip()) from None
    file.truncate(0)
    file.write(_address(port))
    file.flush()
    return file


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}/"


def _check_port(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            text = _("Port %(port)s cannot be used (%(why)s). Choose another: --port %(other)s")
            why = getattr(error, "strerror", None) or error
            other = 8001 if port == 8000 else 8000
            raise Trouble(text % {"port": port, "why": why, "other": other}) from None


def _load(people: int) -> str:
    """Bring up database, tables and demo rows; returns the text about the demo accounts."""
    with told(_("Starting the database")):
        _congvu("db", "migrate")
    if find_command(["demo-load"]) is None:
        return ""
    with told(_("Loading the demo province, %d people") % people):
        return _congvu("demo-load", "--people", str(people))


def _congvu(*arguments: str) -> str:
    """Run a command of the product: its progress is seen, its answer is returned."""
    process = spawn([CONGVU, *arguments], stdout=subprocess.PIPE)
    answer, _errors = process.communicate()
    if process.returncode:
        raise Trouble(answer or _("congvu %s failed.") % " ".join(arguments))
    return answer


def _serve(port: int, accounts: str, began: float, interrupts: Interrupts) -> int:
    interrupts.serving = True
    LOGS.mkdir(parents=True, exist_ok=True)
    children: dict[str, subprocess.Popen[str]] = {}
    try:
        say("· " + _("Starting web and worker") + " …")
        children["web"] = _child("web", "serve", "--port", str(port))
        children["worker"] = _child("worker", "worker")
        if _until_it_answers(port, children, interrupts):
            say("")
            if accounts.strip():
                say(accounts.strip() + "\n")
            say(_("Công Vụ is ready after %.1f s:") % (time.monotonic() - began))
            say(f"    {_address(port)}")
            say(_("Ctrl-C stops everything."))
        return _watch(children, interrupts)
    finally:
        say("\n" + _("Stopping …"))
        _stop(list(children.values()), interrupts)


def _child(name: str, *arguments: str) -> subprocess.Popen[str]:
    with (LOGS / f"{name}.log").open("w") as log:
        return spawn([CONGVU, *arguments], stdout=log, stderr=subprocess.STDOUT)


def _until_it_answers(
    port: int, children: dict[str, subprocess.Popen[str]], interrupts: Interrupts
) -> bool:
    """Wait for the first page; False when somebody interrupts or a program ends before."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if interrupts.asked.is_set() or _ended(children):
            return False
        try:
            urllib.request.urlopen(_address(port), timeout=10).close()  # noqa: S310 - our own page
        except urllib.error.HTTPError:
            return True
        except OSError:
            interrupts.asked.wait(0.1)
        else:
            return True
    raise Trouble(_("The web server does not answer. See %s") % (LOGS / "web.log"))


def _ended(children: dict[str, subprocess.Popen[str]]) -> str:
    return next((name for name, child in children.items() if child.poll() is not None), "")


def _watch(children: dict[str, subprocess.Popen[str]], interrupts: Interrupts) -> int:
    """Wait until somebody interrupts; 1 when a program ends by itself before that."""
    while not interrupts.asked.wait(0.5):
        if name := _ended(children):
            file: Path = LOGS / f"{name}.log"
            tail = "\n".join(file.read_text(errors="replace").splitlines()[-15:])
            text = _("%(name)s ended by itself. The end of %(file)s:\n%(tail)s")
            print(text % {"name": name, "file": file, "tail": tail}, file=sys.stderr)
            return 1
    return 0


def _stop(children: list[subprocess.Popen[str]], interrupts: Interrupts) -> None:
    """End the programs with their children: politely, after a second Ctrl-C or too long at once."""
    for child in children:
        signal_group(child, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        while child.poll() is None and time.monotonic() < until and interrupts.count < 2:
            with suppress(subprocess.TimeoutExpired):
                child.wait(0.1)
    for child in children:
        signal_group(child, signal.SIGKILL)
        child.wait()
