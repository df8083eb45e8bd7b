"""Running other programs: out of reach of Ctrl-C, and gone with us when we go."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tools.places import ROOT

NOT_THERE = 127
ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_started: list[subprocess.Popen[str]] = []
PATIENCE = 5.0  # seconds between asking a program to end and asking harder


class Trouble(Exception):
    """Something the person at the terminal can mend; the text says how."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def spawn(
    command: Sequence[object],
    *,
    environment: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    stdout: int | IO[str] | None = None,
    stderr: int | None = None,
) -> subprocess.Popen[str]:
    """Start a program in a process group of its own; `end_all` knows of it."""
    with _signals_held():  # one that came between start and note would leave it behind
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
            text=True,
            errors="replace",
        )
        _started.append(process)
    return process


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let signals that ask us to stop wait until the end of the block."""
    came: list[int] = []
    before = {n: signal.signal(n, lambda number, _frame: came.append(number)) for n in ASKING}
    try:
        yield
    finally:
        for asking, handler in before.items():
            signal.signal(asking, handler)
        for number in came:
            signal.raise_signal(number)


def end_all() -> None:
    """End every program that still runs."""
    for process in _started:
        if process.poll() is None:
            end(process)


def signal_group(process: subprocess.Popen[str], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def end(process: subprocess.Popen[str]) -> None:
    """End a program and its children: politely, then hard."""
    signal_group(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    signal_group(process, signal.SIGKILL)
    process.wait()


def run(
    command: Sequence[object],
    *,
    environment: Mapping[str, str] | None = None,
    capture: bool = False,
    cwd: Path = ROOT,
) -> tuple[int, str]:
    """Run a program to its end: its exit status, and its output where `capture` is set."""
    out, errors = (subprocess.PIPE, subprocess.STDOUT) if capture else (None, None)
    try:
        process = spawn(command, environment=environment, cwd=cwd, stdout=out, stderr=errors)
    except OSError as error:  # not there, or not for us
        return NOT_THERE, f"{command[0]}: {error.strerror}"
    output, _errors = process.communicate()
    return process.returncode, output or ""


def must(
    command: Sequence[object],
    failure: str,
    *,
    environment: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> str:
    """Run quietly; on failure raise Trouble with `failure` and the end of what it printed."""
    status, output = run(command, environment=environment, capture=True, cwd=cwd)
    if status:
        tail = "\n".join(output.strip().splitlines()[-15:])
        raise Trouble(f"{failure}\n{tail}")
    return output


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is being done before it starts, and how long it took.

    On the error output: the answer of a command may be read by another program.
    """
    print(f"· {what} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    yield
    print(f"  {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)


def adopt_orphans() -> None:
    """Become the parent of what our children leave behind: not every system's first process
    collects the dead."""
    with suppress(OSError, AttributeError):  # Linux only
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def collect_orphans() -> None:
    """Wait a moment for what was adopted and is ending, so that no zombie stays of it."""
    until = time.monotonic() + 2
    with suppress(ChildProcessError):  # none is left
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.02)
