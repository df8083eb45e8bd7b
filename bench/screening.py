"""Screening 50,000 dossiers against the twelve criteria, beside SQL written by hand for them.

Both run as the application's role behind row-level security, with the same planner settings,
into the same tables; each run is rolled back. Before timing, both must store the same answers.
"""

import json
import os
from pathlib import Path
from typing import Any

from bench.data import prepare
from bench.data.dossiers import DAY
from bench.judge import alternate, judge

PEOPLE = 50_000
AIM = 1.5
REFERENCE = Path(__file__).with_name("reference") / "screening.sql"
ANSWERS = "SELECT person_id, criterion, answer FROM standards_finding ORDER BY 1, 2"
FIGURES = (
    "SELECT criterion, unit_id, met, not_met, unknown FROM standards_tally"
    " ORDER BY criterion, unit_id"
)


def measure() -> dict[str, Any]:
    """The ratio of the product's statement to the one written by hand."""
    connect(PEOPLE)
    if _stored(product) != _stored(by_hand):
        raise AssertionError("the two do not store the same answers")
    times = alternate(lambda: undone(product), lambda: undone(by_hand))
    work = f"screen {PEOPLE:,} dossiers against 12 criteria, findings and figures stored"
    return judge("screening", work, times, AIM)


def connect(people: int) -> None:
    """Set Django up on the measuring database, as the application's role."""
    os.environ |= prepare(people).environment()
    import django

    django.setup()


def product(cursor: Any) -> None:
    """The statement the product makes."""
    from congvu.standards.criteria import criteria_on
    from congvu.standards.statement import Reach, Statement

    statement = Statement(criteria_on(DAY), DAY, Reach(path=_root(cursor)))
    cursor.execute(statement.store(), {**statement.params, "run": 0})


def by_hand(cursor: Any) -> None:
    """The statement written by hand; its lists are those of the catalogue."""
    from congvu.establishment.rules.titles import leadership_titles
    from congvu.people.facts import qualifications
    from congvu.people.facts.leadership import counts_for
    from congvu.standards.criteria import criteria_on

    titles = leadership_titles()
    lists = {
        "degrees": sorted(qualifications.education_level.levels),
        "theory": sorted(qualifications.politics_level.levels),
        "courses": sorted(qualifications.management_level.levels),
        "groups": json.dumps({"": ""} | {code: one.theory_group for code, one in titles.items()}),
        "counted": json.dumps({code: sorted(counts_for(one)) for code, one in titles.items()}),
        "resting": [code for code, one in titles.items() if one.next_lower],
        "no_rank": ["HD111", "HD68", "HDCV", "HDCM", "KCT", "KCTTDP", "LLVTBP"],
        "codes": [one.code for one in criteria_on(DAY)],
        "path": _root(cursor),
        "run": 0,
    }
    cursor.execute(REFERENCE.read_text(encoding="utf-8"), lists)


def _root(cursor: Any) -> str:
    cursor.execute("SELECT path::text FROM establishment_unit WHERE nlevel(path) = 1")
    return str(cursor.fetchone()[0])


def undone(work: Any, then: Any = None) -> Any:
    """Do `work` in one transaction that leaves nothing behind."""
    from django.db import connection, transaction

    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.standards.commands import PLANNER

    with scope_of(Actor.system("bench")), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = {value}" for name, value in PLANNER.items()))
        work(cursor)
        result = then(cursor) if then else None
        transaction.set_rollback(True)
    return result


def _stored(work: Any) -> Any:
    def read(cursor: Any) -> Any:
        rows = []
        for query in (ANSWERS, FIGURES):
            cursor.execute(query)
            rows.append(cursor.fetchall())
        return rows

    return undone(work, read)
