"""What an import asks of the database stays in step with what it brings, however much that is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.people.tests import books, lists

FILLS = re.compile(r"INSERT INTO (people_\w+)(.*)", re.DOTALL)
HISTORY = ("056180000001", "Nguyễn Thị Thử Hoa", "09/2005", "06/2025", "Sở Cũ", "Văn thư")


def bring_lists(unit):
    lists.take(unit, [lists.hoa(unit, rank="", step="", coefficient="")])
    lists.take(unit, [lists.hoa(unit, post="Phó Giám đốc")], history=[HISTORY])


def bring_workbooks(unit):
    books.take(unit, books.dossiers([books.hoa(unit)]))
    told = {"person_id": books.ID, "since": "2020"}
    content = books.dossiers(
        [books.hoa(unit)],
        posts=[{**told, "unit": unit.name, "title": "Chuyên viên"}],
        ranks=[{**told, "rank": "01.003"}],
        pay=[{**told, "step": 3, "coefficient": "3,00"}],
    )
    books.take(unit, content, name="lai.xlsx")


@pytest.mark.parametrize("bring", [bring_lists, bring_workbooks])
def test_no_statement_looks_through_the_table_it_fills(unit, bring):
    """An INSERT that asks its own table may look through what it just wrote, row after row."""
    with CaptureQueriesContext(connection) as told:
        bring(unit)
    filled = [found for one in told.captured_queries if (found := FILLS.search(one["sql"]))]
    asked = [f for f in filled if re.search(rf"(FROM|JOIN) {f[1]}\b", f[2])]
    assert {f[1] for f in filled} > {"people_posting", "people_rankheld", "people_paystep"}
    assert [f[1] for f in asked] == []
