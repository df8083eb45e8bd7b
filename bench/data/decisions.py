"""Invented decisions in force: one transfer for each person, with its paper and its line."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg

from bench.data.copying import copy_rows
from bench.data.dossiers import DAY, Office, person_id

FIRST_PAPER = 1_000_000
PAPERS = ("id", "kind", "number", "title", "issuer", "signed_on", "unit_path")
DECISIONS = (
    *("id", "kind_code", "state", "issuer_id", "unit_path", "summary", "drafted_on"),
    *("effective_on", "number", "year", "symbol", "signed_on", "place", "signing_mode"),
    *("signer_name", "signer_post", "later_facts", "paper_id", "issued_on"),
)
LINES = ("decision_id", "order", "person_id", "values", "unit_path")


def copy_decisions(line: psycopg.Connection, people: int, offices: list[Office]) -> None:
    """Write one decision for each of `people`, signed by their offices over ten years."""
    copy_rows(line, "documents_paper", PAPERS, _papers(people, offices))
    copy_rows(line, "decisions_decision", DECISIONS, _decisions(people, offices))
    copy_rows(line, "decisions_decisionline", LINES, _lines(people, offices))
    for table, last in (("documents_paper", FIRST_PAPER + people), ("decisions_decision", people)):
        line.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])


def _papers(people: int, offices: list[Office]) -> Iterator[tuple[Any, ...]]:
    for number in range(people):
        office = offices[number % len(offices)]
        yield (
            *(FIRST_PAPER + number, "decision", f"{number + 1}/QĐ-ĐTĐ", "Quyết định điều động"),
            *("Cơ quan đo tốc độ", _signed(number), office.path),
        )


def _decisions(people: int, offices: list[Office]) -> Iterator[tuple[Any, ...]]:
    for number in range(people):
        office, day = offices[number % len(offices)], _signed(number)
        yield (
            *(number + 1, "DD", "issued", office.id, office.path),
            *(f"Điều động người thứ {number + 1}", day, day, number + 1, day.year, "QĐ-ĐTĐ"),
            *(day, "Khánh Hòa", "TT", "Người ký", "Thủ trưởng", "ask"),
            *(FIRST_PAPER + number, day),
        )


def _lines(people: int, offices: list[Office]) -> Iterator[tuple[Any, ...]]:
    for number in range(people):
        path = offices[number % len(offices)].path
        yield (number + 1, 0, person_id(number), '{"title": "Chuyên viên"}', path)


def _signed(number: int) -> date:
    return DAY - timedelta(days=number % 3650)
