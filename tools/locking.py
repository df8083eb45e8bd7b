"""`run.py lock` and `run.py words`: files that are made, not written."""

import json
import os

from tools.assets import npm_command
from tools.environment import find_uv, prepare_environment
from tools.places import PYTHON, REQUIREMENTS, ROOT
from tools.steps import must, run
from tools.words import _

# No address of any host: a site with a mirror of its own uses the same locks.
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def lock(*, upgrade: bool) -> int:
    """Pin packages for Python and npm; versions stay unless `upgrade`.

    Raises: Trouble
    """
    uv = find_uv()
    clean = {k: "" for k in os.environ if k.startswith(("UV_INDEX", "UV_FIND", "UV_EXTRA"))}
    for name in ("base", "test", "bootstrap", "node"):
        file = REQUIREMENTS / f"{name}.lock"
        extra: list[object] = ["--upgrade"] if upgrade else []
        if name == "test":  # the same versions as the product's
            extra += ["--constraint", REQUIREMENTS / "base.lock"]
        source = REQUIREMENTS / f"{name}.in"
        command = [uv, "pip", "compile", *OPTIONS, *extra, source, "--output-file", file]
        must(command, _("%s could not be pinned.") % source.name, environment=clean)
    for folder in (ROOT, ROOT / "tools" / "chromium"):
        command = [*npm_command(), "install", "--package-lock-only", "--ignore-scripts"]
        must(command, _("%s could not be pinned.") % "package.json", cwd=folder)
        file = folder / "package-lock.json"
        pinned = json.loads(file.read_text())
        for package in pinned["packages"].values():
            package.pop("funding", None)  # addresses again
        file.write_text(json.dumps(pinned, indent=2, ensure_ascii=False) + "\n")
    return 0


def words() -> int:
    """Extract the messages and merge them into the Vietnamese catalogue.

    Raises: Trouble
    """
    prepare_environment("base")
    return run([PYTHON, "-m", "tools.catalogue", "merge"])[0]
