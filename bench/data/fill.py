"""`python -m bench.data.fill PEOPLE TASKS`: fill the empty database that DATABASE_URL names."""

import os
import sys
from datetime import UTC, date, datetime
from tempfile import TemporaryFile

import django
import psycopg
from psycopg.sql import SQL, Identifier

from bench.data import PASSWORD
from bench.data.copying import copy_rows, has_table
from bench.data.decisions import copy_decisions
from bench.data.dossiers import COLUMNS, Office, dossiers
from bench.data.work import COLUMNS as TASK_COLUMNS
from bench.data.work import EVENTS, event_rows, task_rows

BATCH = 25_000
LARGEST_COPIED = 50_000
"""A larger province repeats one of this size, with further keys, inside the database."""
ROLES = {"do.chuyenvien": "officer", "do.lanhdao": "leader", "do.thutruong": "head"}


def main(people: int, tasks: int) -> None:
    """Migrate, load lists and units through the product, then COPY the rest as the owner."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    offices, paper_id = _ground()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as line:
        _copy_people(line, min(people, LARGEST_COPIED), offices, paper_id)
        _repeat_people(line, people)
        if tasks and has_table(line, "decisions_decision"):
            copy_decisions(line, people, offices)
        if tasks and has_table(line, "work_task"):
            copy_rows(line, "work_task", TASK_COLUMNS, task_rows(tasks, people, offices))
            copy_rows(line, "work_taskevent", EVENTS, event_rows(tasks))
            line.execute("SELECT setval(pg_get_serial_sequence('work_task', 'id'), %s)", [tasks])
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as line:
        line.execute("VACUUM ANALYZE")
        _prepare_figures()
        line.execute("VACUUM ANALYZE people_raiseahead")


def _prepare_figures() -> None:
    """Approve posts, screen everybody once, count and work out what pages only read."""
    from congvu.core.actors import Actor
    from congvu.establishment.demo import ROOT
    from congvu.establishment.models import Unit
    from congvu.people.commands.present import renew_raises
    from congvu.people.demo_posts import load_demo_posts
    from congvu.standards.commands import run_screening
    from congvu.web.commands import refresh_figures

    system, now = Actor.system("bench"), datetime.now(UTC)  # noqa: TID251 - the day measured
    root = Unit.objects.get(code=ROOT)
    load_demo_posts(actor=system, today=now.date(), seed=1)
    run_screening(actor=system, unit=root, on=now.date(), now=now)
    refresh_figures(actor=system, today=now.date(), now=now)
    renew_raises(actor=system, on=now.date())


def _ground() -> tuple[list[Office], int]:
    """Code lists, units, accounts and the one paper everything rests on."""
    from congvu.access.commands import create_account, grant_role
    from congvu.catalog.commands import load_codes
    from congvu.core.actors import Actor
    from congvu.documents.commands import record_paper
    from congvu.establishment.commands import load_units
    from congvu.establishment.demo import ROOT, SINCE, province_units
    from congvu.establishment.models import Unit

    system = Actor.system("bench")
    load_codes(actor=system)
    load_units(actor=system, rows=province_units(), since=SINCE)
    root = Unit.objects.get(code=ROOT)
    for name, role in ROLES.items():
        account = create_account(
            actor=system, username=name, full_name=name, password=PASSWORD, unit=root
        )
        grant_role(actor=system, account=account, role=role, unit=root, since=date(2025, 7, 1))
    paper = record_paper(
        actor=system, kind="imported_list", title="Danh sách đo tốc độ", unit_path=root.path
    )
    units = Unit.objects.exclude(pk=root.pk).select_related("parent").order_by("id")
    return [
        Office(
            id=unit.pk,
            path=str(unit.path),
            kind=unit.kind,
            agency_kind=unit.parent.kind if unit.kind == "division" else unit.kind,
        )
        for unit in units
    ], paper.pk


def _copy_people(
    line: psycopg.Connection, people: int, offices: list[Office], paper_id: int
) -> None:
    """Write batch by batch, so that memory does not grow with the province."""
    batch: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
    for number, dossier in enumerate(dossiers(people, offices, paper_id), start=1):
        for table, rows in dossier.rows.items():
            batch[table] += rows
        if number % BATCH == 0 or number == people:
            for table, rows in batch.items():
                copy_rows(line, table, COLUMNS[table], rows)
                rows.clear()


def _repeat_people(line: psycopg.Connection, people: int) -> None:
    """Copy the people out and in again under further keys until the province is full."""
    for copy in range(1, people // LARGEST_COPIED):
        shift = f"('00000000-0000-4000-8000-' || lpad(to_hex({copy * LARGEST_COPIED} + "
        shift += "('x' || right({column}::text, 12))::bit(48)::bigint), 12, '0'))::uuid"
        for table in COLUMNS:
            _repeat_table(line, table, copy, shift)


def _repeat_table(line: psycopg.Connection, table: str, copy: int, shift: str) -> None:
    column = "id" if table == "people_person" else "person_id"
    kept = line.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND is_generated = 'NEVER' AND is_identity = 'NO'",
        [table],
    ).fetchall()
    names = [name for (name,) in kept]
    values = {
        column: shift.format(column=column),
        "personal_id": f"lpad(((personal_id)::bigint + {copy * LARGEST_COPIED})::text, 12, '0')",
    }
    chosen = ", ".join(values.get(name, f'"{name}"') for name in names)
    limit = f"{column} < '00000000-0000-4000-8000-{LARGEST_COPIED:012x}'"
    query = f"COPY (SELECT {chosen} FROM {table} WHERE {limit}) TO STDOUT (FORMAT binary)"  # noqa: S608
    into = SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        Identifier(table), SQL(", ").join(map(Identifier, names))
    )
    with TemporaryFile() as kept_rows, line.cursor() as cursor:
        with cursor.copy(query.encode()) as out:
            for block in out:
                kept_rows.write(block)
        kept_rows.seek(0)
        with cursor.copy(into) as back:
            while block := kept_rows.read(1 << 20):
                back.write(block)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
