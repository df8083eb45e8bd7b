"""`run.py check`: each step says how long it took; all run, also after one has failed."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from congvu.cli.commands import find_command
from tools.places import CONGVU, PYTHON, ROOT, VENV
from tools.setup import prepare
from tools.steps import run
from tools.words import _, say

TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
# Locks hold no address at all; other files none of a package registry, and no folder of a person.
LOCKS = re.compile(r"requirements/.*\.(in|lock)|(.*/)?package(-lock)?\.json|(.*/)?\.npmrc")
ADDRESS = re.compile(rb"[a-z]+://")
PLACE = rb"(?<![\w./$}-])/(?:root|home)/\w|://[^/\s]*(?:pypi|npmjs|pythonhosted|yarnpkg)[^/\s]*"


def check() -> int:
    """Run every step; 1 when any fails.

    Raises: Trouble when the environment cannot be made.
    """
    prepare("test")
    failed = []
    for name, step in _steps():
        began = time.monotonic()
        status, output = step()
        mark = "✗" if status else "✓"
        say(f"{mark} {name}  {time.monotonic() - began:.1f} s")
        if status:
            failed.append(name)
            say(output.rstrip())
    say("")
    say(_("Failed: %s") % ", ".join(failed) if failed else _("All checks pass."))
    return 1 if failed else 0


def _steps() -> list[tuple[str, Callable[[], tuple[int, str]]]]:
    def program(name: str, *options: str) -> Callable[[], tuple[int, str]]:
        return lambda: run([VENV / "bin" / name, *options], capture=True)

    steps = [
        (_("format"), program("ruff", "format", "--check", ".")),
        (_("lint"), program("ruff", "check", ".")),
        (_("import contracts"), program("lint-imports")),
        (_("types"), program("mypy")),
        (_("migrations"), _migrations),
        (_("wording"), _wording),
        (_("no address or path of one machine"), _places),
    ]
    if find_command(["docs"]):
        steps.append((_("generated docs"), lambda: run([CONGVU, "docs", "--check"], capture=True)))
    return steps


def _migrations() -> tuple[int, str]:
    """Compare models and migrations; the database itself is not asked."""
    command = [PYTHON, "-W", "ignore::RuntimeWarning", "-m", "django"]
    command += ["makemigrations", "--check", "--dry-run"]
    return run(command, capture=True, environment=TEST_SETTINGS)


def _wording() -> tuple[int, str]:
    status, output = run([PYTHON, "-m", "tools.catalogue", "check"], capture=True)
    if status:
        output += _("Missing or uncertain. Run python3 run.py words, then fill in django.po.")
    return status, output


def _places(root: Path = ROOT) -> tuple[int, str]:
    """Look for addresses of downloads and for folders of the machine this checkout lies on."""
    status, names = run(["git", "ls-files", "-z"], capture=True, cwd=root)
    if status:
        return status, names
    around = [str(p).encode() for p in root.parent.iterdir() if p.is_dir()]
    place = re.compile(b"|".join([PLACE, *(re.escape(p) + rb"(?![\w-])" for p in around)]))
    found = []
    for name in filter(None, names.split("\0")):
        file = root / name
        content = file.read_bytes() if file.is_file() else b""
        pattern = ADDRESS if LOCKS.fullmatch(name) else place
        if b"\0" not in content[:8000] and (hit := pattern.search(content)):
            line = content[: hit.start()].count(b"\n") + 1
            found.append(f"{name}:{line}: {hit.group().decode(errors='replace')}")
    return (1 if found else 0), "\n".join(found)
