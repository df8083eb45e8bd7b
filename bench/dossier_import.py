"""Whole dossiers of 50,000 people with 300,000 rows of history, from the xlsx to the tables.

As with lists (`bench.staff_import`): the product reads in its child process, checks every cell,
matches, and writes as the application's role; the reference reads the file with the same library
and COPYs the very rows the product made into the same tables with their indexes and constraints.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.judge import RUNS, Times, judge
from bench.staff_import import ON, SEED, Databases, last_paper, read_and_copy, rows_made

PEOPLE = 50_000
AIM = 4.0
FILE = "ho-so.xlsx"
TABLES = (
    "documents_storedfile", "documents_paper", "people_person", "people_posting",
    "people_rankheld", "people_paystep", "people_qualification", "people_yearrating",
    "people_familymember",
)  # fmt: skip


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
        rows = write(file, people)
        result: dict[str, bytes] = {}
        for _run in range(runs):
            databases.renew()
            papers = last_paper(databases.owner_url)
            times.product.append(_product(file))
            result = result or rows_made(databases.owner_url, TABLES, papers=papers)
            databases.renew()
            times.reference.append(read_and_copy(file, result, databases.owner_url))
    databases.drop()
    work = f"{people} people, {rows} rows of history from xlsx into dossiers"
    return judge("dossier-import", work, times, AIM)


def write(file: Path, people: int) -> int:
    """Write the workbook; return how many rows of history it holds."""
    from congvu.establishment.demo import province_units
    from congvu.people.demo import staff_rows
    from congvu.people.workbook.layout import sheets
    from congvu.people.workbook.writing import BookWriter

    known = {sheet.key: [column.name for column in sheet.columns] for sheet in sheets()}
    count = 0
    with BookWriter(file, sheets()) as book:
        for row in staff_rows(people, SEED, ON, list(province_units()), slips=False):
            for key, cells in _of(row):
                count += key != "people"
                book.write(key, [cells.get(name, "") for name in known[key]])
    return count


def _of(row: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    unit = f"{row.division_name or row.unit_name} [{row.division or row.unit}]"
    hired, born = _day(row.recruited_on), _day(row.born)
    yield "people", {
        "personal_id": row.personal_id, "staff_number": row.staff_number, "unit": unit,
        "full_name": row.full_name, "born": born, "sex": "nữ" if row.sex == "F" else "nam",
        "ethnic_group": row.ethnic_group, "home_place": row.home_place,
        "object_kind": row.object_kind, "phone": row.phone, "nationality": "Việt Nam",
        "first_work_on": hired, "household_province": "Khánh Hòa [56]",
    }  # fmt: skip
    key = {"person_id": row.personal_id, "person_name": row.full_name}
    since = row.appointed_on or row.recruited_on
    if since > row.recruited_on + timedelta(days=40):
        yield "posts", {**key, "kind": "chức vụ chính", "unit": unit, "since": f"{hired[3:]}",
                        "until": f"{since:%m/%Y}", "title": "Chuyên viên"}  # fmt: skip
    paper = {"paper_number": f"{row.staff_number}/QĐ", "paper_day": _day(since)}
    yield "posts", {**key, "kind": "chức vụ chính", "unit": unit, "since": _day(since),
                    "title": row.title, **paper}  # fmt: skip
    yield "ranks", {**key, "rank": row.rank, "since": hired}
    yield "pay", {**key, "step": row.step, "coefficient": float(row.coefficient),
                  "since": _day(row.step_since)}  # fmt: skip
    yield "training", {**key, "family": "chuyên môn", "code": row.degree,
                       "field": row.field_of_study,
                       "since": f"{row.recruited_on.year - 1}"}  # fmt: skip
    if row.last_rating:
        yield "ratings", {**key, "year": row.rating_year, "level_code": row.last_rating}
    yield "relatives", {**key, "relation_code": "Cha đẻ", "full_name": row.full_name,
                        "birth_year": row.born.year - 27}  # fmt: skip


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _product(file: Path) -> float:
    """Seconds of one import, from the bytes of the file to the committed dossiers."""
    from django.db import connection

    from congvu.core.actors import Actor
    from congvu.people.choices import ImportKind
    from congvu.people.import_run import import_file

    content = file.read_bytes()
    began = time.perf_counter()
    run = import_file(
        actor=Actor.system("bench"), unit_code="kh", name=FILE, content=content, on=ON, today=ON,
        limit_mb=200, kind=ImportKind.DOSSIERS,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    if run.counts.get("refused") or not run.counts.get("new"):
        raise RuntimeError(f"the workbook was not taken whole: {run.failure} {run.counts}")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    return seconds
