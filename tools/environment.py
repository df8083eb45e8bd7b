"""The Python environment: uv fetched from the package index, packages exactly as locked."""

import hashlib
import importlib.util
import os
import shlex
import shutil
import sys
from pathlib import Path

from tools.places import CONGVU, PYTHON, REQUIREMENTS, ROOT, TOOLBOX, VENV
from tools.steps import Trouble, must, run, told
from tools.words import _

LEVELS = ("base", "test")
READY = VENV / ".ready"


def _uv_settings() -> dict[str, str]:
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "UV_SYSTEM_CERTS": "1"}
    home = Path(os.environ.get("HOME") or "/")
    if not os.access(home, os.W_OK) and "UV_CACHE_DIR" not in os.environ:
        settings["UV_CACHE_DIR"] = str(TOOLBOX / "cache")
    return settings


def _wanted(level: str) -> str:
    lock = (REQUIREMENTS / f"{level}.lock").read_bytes()
    key = [lock, sys.version.encode(), str(ROOT).encode(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"\0".join(key)).hexdigest()


def is_ready(level: str) -> bool:
    """Does the environment hold at least what `level` needs, exactly as locked?"""
    try:
        stamps = READY.read_text().split()
    except OSError:
        return False
    return any(_wanted(enough) in stamps for enough in LEVELS[LEVELS.index(level) :])


def prepare_environment(level: str) -> None:
    """Install what `level` ("base" or "test") needs into .venv; quick when it is there.

    Raises: Trouble, with status 2 where Python lacks both venv and pip.
    """
    if is_ready(level):
        return
    uv = find_uv()
    with told(_("Downloading Python packages")):
        if not PYTHON.exists() or run([PYTHON, "-V"], capture=True)[0]:
            _make_environment(uv, VENV)
        install(uv, PYTHON, level)
    _write_launcher()
    READY.write_text(_wanted(level))


def install(uv: Path, python: Path, lock: str) -> None:
    """Make the environment of `python` hold exactly what the lock says."""
    file = REQUIREMENTS / f"{lock}.lock"
    must(
        [
            uv,
            "pip",
            "sync",
            "--quiet",
            "--compile-bytecode",
            "--require-hashes",
            "--python",
            python,
            file,
        ],
        _("The packages could not be installed. Is the package index within reach?"),
        environment=_uv_settings(),
    )


def _make_environment(uv: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    must(
        [uv, "venv", "--quiet", "--python", sys.executable, folder],
        _("The Python environment could not be made."),
        environment=_uv_settings(),
    )


def tool_environment(name: str, lock: str) -> Path:
    """The Python of a small environment beside the product's, made when it is not there."""
    folder = TOOLBOX / name
    stamp = folder / ".ready"
    wanted = hashlib.sha256((REQUIREMENTS / f"{lock}.lock").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        uv = find_uv()
        _make_environment(uv, folder)
        install(uv, folder / "bin" / "python", lock)
        stamp.write_text(wanted)
    return folder / "bin" / "python"


def find_uv() -> Path:
    """The pinned uv in .uv, fetched when it is not there; else the one on the machine.

    Raises: Trouble
    """
    uv = TOOLBOX / "bin" / "uv"
    if uv.exists() and run([uv, "--version"], capture=True)[0] == 0:
        return uv
    has = {name: importlib.util.find_spec(name) is not None for name in ("ensurepip", "pip")}
    installed = shutil.which("uv")
    if not any(has.values()):
        if installed:
            return Path(installed)
        raise Trouble(_missing_venv(), status=2)
    with told(_("Downloading the installer")):
        shutil.rmtree(TOOLBOX, ignore_errors=True)
        without = [] if has["ensurepip"] else ["--without-pip"]
        must([sys.executable, "-m", "venv", *without, TOOLBOX], _missing_venv())
        python = TOOLBOX / "bin" / "python"
        pip = [python, "-m", "pip"]
        if without:  # Debian without python3-venv, but with pip
            pip = [sys.executable, "-m", "pip", "--python", python]
        lock = REQUIREMENTS / "bootstrap.lock"
        status, output = run([*pip, "install", "-q", "--require-hashes", "-r", lock], capture=True)
    if status and installed:
        return Path(installed)
    if status:
        tail = "\n".join(output.strip().splitlines()[-5:])
        text = _("The installer could not be fetched. Is the package index within reach?")
        raise Trouble(f"{text}\n{tail}")
    return uv


def _missing_venv() -> str:
    """The one line to type where Python was split into packages and this one is absent."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    text = _("Python lacks its venv module. Type this, then start again:")
    return f"{text}\n    {sudo}apt install python3-venv"


def _write_launcher() -> None:
    """The console command and the checkout on Python's path: nothing is built for it."""
    site = next(VENV.glob("lib/python3*/site-packages"))
    (site / "congvu.pth").write_text(f"{ROOT}\n")
    python = shlex.quote(str(PYTHON))
    CONGVU.write_text(f'#!/bin/sh\nexec {python} -P -m congvu.cli "$@"\n')
    CONGVU.chmod(0o755)
