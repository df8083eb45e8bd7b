"""Run a function on an unsafe file in a process of its own, with bounds on memory and time.

The process is a fresh interpreter: it shares no locks, connections or secrets of this one. It
answers in JSON, so that even a reader taken over by a hostile file can only send data.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .errors import MESSAGES, IntakeError

MEMORY_MB = 1_500
SECONDS = 60
_CHILD = Path(__file__).parent / "child.py"
_HUNGRY = 77
# What a library in Rust says before it aborts for want of memory.
_NO_ROOM = b"memory allocation of"


def run_guarded(
    function: Callable[..., Any], *args: Any, memory_mb: int = MEMORY_MB, seconds: int = SECONDS
) -> Any:
    """The answer of `function(*args)`, a module's function whose answer is plain JSON data.

    Raises: IntakeError: the one the function raised, or `too_slow`, `too_hungry` or `broken` when
    the process ran out of time or memory or died (a parser may abort instead of raising).
    """
    task = pickle.dumps((function.__module__, function.__qualname__, args))
    command = [sys.executable, "-S", "-E", "-B", str(_CHILD), str(memory_mb), str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            command, input=task, capture_output=True, timeout=seconds, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError("too_slow", seconds=seconds) from error
    return _answer(done, seconds)


def _environment() -> dict[str, str]:
    """What the child needs and nothing else: no passwords, no database address."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    return {**kept, "CONGVU_CHILD_PATH": paths, "OPENBLAS_NUM_THREADS": "1"}


def _answer(done: "subprocess.CompletedProcess[bytes]", seconds: int) -> Any:
    if done.returncode == _HUNGRY:
        raise IntakeError("too_hungry")
    if done.returncode in (-9, -24):  # SIGKILL, SIGXCPU
        raise IntakeError("too_slow", seconds=seconds)
    if _NO_ROOM in done.stderr:
        raise IntakeError("too_hungry")
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise IntakeError("broken") from error
    if done.returncode == 0 and "value" in answer:
        return answer["value"]
    code = str(answer.get("code"))
    params = answer.get("params")
    if code in MESSAGES and isinstance(params, dict):
        raise IntakeError(code, **params)
    raise IntakeError("broken")
