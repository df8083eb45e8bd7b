"""A list of 50,000 people, from the xlsx to dossiers, against reading it and COPYing the result.

The product reads the file in its child process, checks every cell, matches, and writes facts with
provenance as the application's role, bound by row-level security. The reference reads the file
with the same library and COPYs the very rows the product made, as the owner, into the same tables
with their indexes and constraints. Every run begins with a fresh copy of one prepared database.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from python_calamine import CalamineWorkbook

from bench.data import ROOT, _at, schema_hash
from bench.judge import RUNS, Times, judge
from congvu.cli.postgres import database_urls

PEOPLE = 50_000
AIM = 4.0
SEED = 1
ON = date(2026, 11, 21)
FILE = "danh-sach.xlsx"
# In the order of their keys to one another; facts refer to people and papers.
TABLES = (
    "documents_storedfile", "documents_paper", "people_person", "people_posting",
    "people_rankheld", "people_paystep", "people_qualification", "people_partymembership",
    "people_service", "people_yearrating", "people_discipline",
)  # fmt: skip


class Databases:
    """The prepared database with units and codes, and the copy a run works on."""

    def __init__(self) -> None:
        self.server, application = database_urls()
        self.base = f"congvu_bench_lists_{schema_hash()}"
        self.copy = f"{self.base}_run"
        self.owner_url = _at(self.server, self.copy)
        self.url = _at(application, self.copy)

    def prepare(self) -> None:
        """Build the prepared database where it is not there yet."""
        with psycopg.connect(self.server, autocommit=True) as line:
            known = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.base])
            if known.fetchone():
                return
            line.execute(SQL("CREATE DATABASE {}").format(Identifier(self.base)))
        url = _at(self.server, self.base)
        addresses = {"DATABASE_URL": url, "DATABASE_OWNER_URL": url}
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        subprocess.run(
            [sys.executable, "-m", "bench.staff_import"],
            cwd=ROOT,
            env=os.environ | addresses | settings,
            check=True,
        )

    def renew(self) -> None:
        """A fresh copy of the prepared database."""
        with psycopg.connect(self.server, autocommit=True) as line:
            drop, make = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), "CREATE DATABASE {} "
            line.execute(drop.format(Identifier(self.copy)))
            line.execute(
                SQL(make + "TEMPLATE {}").format(Identifier(self.copy), Identifier(self.base))
            )

    def drop(self) -> None:
        """Remove the copy."""
        with psycopg.connect(self.server, autocommit=True) as line:
            drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            line.execute(drop.format(Identifier(self.copy)))


def fill() -> None:
    """Tables, code lists and units of the prepared database."""
    import django

    django.setup()
    from django.core.management import call_command

    from congvu.catalog.commands import load_codes
    from congvu.core.actors import Actor
    from congvu.establishment.commands import load_units
    from congvu.establishment.demo import SINCE, province_units

    call_command("migrate", verbosity=0)
    load_codes(actor=Actor.system("bench"))
    load_units(actor=Actor.system("bench"), rows=province_units(), since=SINCE)


def measure(people: int = PEOPLE, runs: int = RUNS) -> dict[str, Any]:
    """Time the product and the reference by turns."""
    databases = Databases()
    databases.prepare()
    databases.renew()
    os.environ |= {
        "DATABASE_URL": databases.url,
        "DATABASE_OWNER_URL": databases.owner_url,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    import django

    django.setup()
    times = Times([], [])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        _write(file, people)
        result: dict[str, bytes] = {}
        for _run in range(runs):
            databases.renew()
            papers = last_paper(databases.owner_url)
            times.product.append(_product(file))
            result = result or rows_made(databases.owner_url, papers=papers)
            databases.renew()
            times.reference.append(read_and_copy(file, result, databases.owner_url))
    databases.drop()
    return judge("staff-import", f"{people} rows of xlsx into dossiers", times, AIM)


def _write(file: Path, people: int) -> None:
    from congvu.establishment.demo import province_units
    from congvu.people.demo import staff_rows, write_staff_list

    write_staff_list(staff_rows(people, SEED, ON, list(province_units())), file)


def _product(file: Path) -> float:
    """Seconds of one import, from the bytes of the file to the committed dossiers."""
    from django.db import connection

    from congvu.core.actors import Actor
    from congvu.people.import_run import import_file

    content = file.read_bytes()
    began = time.perf_counter()
    import_file(
        actor=Actor.system("bench"), unit_code="kh", name=FILE, content=content, on=ON, today=ON,
        limit_mb=200,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    return seconds


def rows_made(url: str, tables: Sequence[str] = TABLES, *, papers: int = 0) -> dict[str, bytes]:
    """The rows the product made, as COPY gives them; papers up to `papers` were there before."""
    rows = {}
    with psycopg.connect(url) as line:
        for table in tables:
            where = f" WHERE id > {papers}" if table == "documents_paper" else ""
            chosen = f"SELECT {_columns(line, table)} FROM {table}{where}"  # noqa: S608 - our names
            with line.cursor().copy(f"COPY ({chosen}) TO STDOUT BINARY") as copy:
                rows[table] = b"".join(bytes(part) for part in copy)
    return rows


def last_paper(url: str) -> int:
    """The highest key of a paper there is: units came with one."""
    with psycopg.connect(url) as line:
        found = line.execute("SELECT coalesce(max(id), 0) FROM documents_paper").fetchone()
        return int(found[0]) if found else 0


def read_and_copy(file: Path, rows: dict[str, bytes], url: str) -> float:
    """Seconds to read the file and COPY the same final rows in one transaction."""
    with psycopg.connect(url) as line:
        names = {table: f"{table} ({_columns(line, table)})" for table in rows}
        line.commit()
        began = time.perf_counter()
        book = CalamineWorkbook.from_path(str(file))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
        for table, content in rows.items():
            with line.cursor().copy(f"COPY {names[table]} FROM STDIN BINARY") as copy:
                copy.write(content)
        line.commit()
        return time.perf_counter() - began


def _columns(line: psycopg.Connection, table: str) -> str:
    """The columns of the table one may write: generated ones make themselves."""
    columns = line.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    ).fetchall()
    return ", ".join(name for (name,) in columns)


if __name__ == "__main__":
    fill()
