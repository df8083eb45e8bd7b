"""A province of any size for measurements, in a database of its own, built once.

`prepare` gives the addresses; the database is named by the size and by a hash of the schema and
of what fills it, so that a changed migration builds a new one and an unchanged one is reused.
"""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from congvu.cli.postgres import database_urls

ROOT = Path(__file__).resolve().parents[2]
FILLED_BY = ("congvu/*/migrations/*.py", "bench/data/*.py", "congvu/establishment/data/*.csv")
READY = "ready"
PASSWORD = "do-toc-do-2026"  # noqa: S105 - of accounts in the measuring database only


@dataclass(frozen=True)
class Prepared:
    """A filled database: addresses for its owner and for the application's role.

    `accounts` can sign in with `password`: name of the account by role.
    """

    owner_url: str
    url: str
    people: int
    tasks: int
    accounts: tuple[tuple[str, str], ...] = (
        ("officer", "do.chuyenvien"),
        ("leader", "do.lanhdao"),
        ("head", "do.thutruong"),
    )
    password: str = PASSWORD

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """Variables that make Django, or a server in a process of its own, use this database."""
        return {
            "DATABASE_URL": self.owner_url if owner else self.url,
            "DATABASE_OWNER_URL": self.owner_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        }


def prepare(people: int, tasks: int = 0) -> Prepared:
    """The province with `people` dossiers and `tasks` tasks; built if it is not there yet.

    Requires: a server role that may create databases (ours may).
    """
    owner, application = database_urls()
    name = f"congvu_bench_{people}_{tasks}_{schema_hash()}"
    prepared = Prepared(_at(owner, name), _at(application, name), people, tasks)
    with psycopg.connect(owner, autocommit=True) as line:
        if _state(line, name) != READY:
            _remove_former(line, f"congvu_bench_{people}_{tasks}_")
            line.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            _fill(prepared)
            line.execute(
                SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(READY))
            )
    return prepared


def schema_hash() -> str:
    """Changes with the schema and with what fills it."""
    digest = hashlib.sha256()
    for pattern in FILLED_BY:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def _at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _state(line: psycopg.Connection, name: str) -> str | None:
    row = line.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    return row[0] if row else None


def _remove_former(line: psycopg.Connection, start: str) -> None:
    """Drop databases of the same size that an older schema left, and a half-built one."""
    known = line.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
    for (name,) in known.fetchall():
        line.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _fill(prepared: Prepared) -> None:
    """Build in a process of its own: the caller's Django stays as it is set up."""
    size = [str(prepared.people), str(prepared.tasks)]
    subprocess.run(
        [sys.executable, "-m", "bench.data.fill", *size],
        cwd=ROOT,
        env=os.environ | prepared.environment(owner=True),
        check=True,
        stdout=sys.stderr,
    )
