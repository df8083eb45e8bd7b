"""Papers the reader was never mended on: columns printed into each other, long prose.

They stand for what a province may bring next. The floors are what the reader reaches today, so
that work on other papers does not lose it; raise them when it learns more.
"""

from collections import Counter
from pathlib import Path

import pytest

from congvu.plans.reader import read_text
from congvu.plans.tests.labels import problems
from congvu.plans.tests.scoring import figures, load, missed, score

PAPERS = sorted((Path(__file__).parent / "hard_papers").glob("*.txt"))
FLOORS = {"tasks": 0.92, "lead": 0.90, "coordinating": 0.87, "deadline": 0.88, "targets": 0.75}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_labels_are_sound(paper):
    assert problems(load(paper.with_suffix(".json")), paper.read_text("utf-8")) == []


def test_papers_never_mended_on_are_read_as_well_as_before():
    found = Counter()
    for paper in PAPERS:
        found += score(load(paper.with_suffix(".json")), read_text(paper.read_text("utf-8")))
    assert missed(figures(found), FLOORS) == []
