"""Papers the reader was never mended on: what a province may bring next.

The hard ones hold columns printed into each other and long prose; the others are of the usual
layouts. The floors are what the reader reaches today or what it is to reach everywhere (0.85), so
that work on other papers does not lose it; raise them when it learns more.
"""

from collections import Counter
from pathlib import Path

import pytest

from congvu.plans.reader import read_text
from congvu.plans.tests.labels import problems
from congvu.plans.tests.scoring import figures, load, missed, score

HERE = Path(__file__).parent
FLOORS = {
    "hard_papers": {
        "tasks": 0.92, "lead": 0.90, "coordinating": 0.87, "deadline": 0.88, "targets": 0.75,
    },
    "unseen_papers": {
        "tasks": 0.95, "lead": 0.95, "coordinating": 0.95, "products": 0.85, "deadline": 0.90,
        "targets": 0.85, "reporting": 0.85,
    },
}  # fmt: skip


def papers(folder):
    return sorted((HERE / folder).glob("*.txt"))


@pytest.mark.parametrize(
    "paper", [paper for folder in FLOORS for paper in papers(folder)], ids=lambda paper: paper.stem
)
def test_labels_are_sound(paper):
    assert problems(load(paper.with_suffix(".json")), paper.read_text("utf-8")) == []


@pytest.mark.parametrize("folder", FLOORS)
def test_papers_never_mended_on_are_read_as_well_as_before(folder):
    found = Counter()
    for paper in papers(folder):
        found += score(load(paper.with_suffix(".json")), read_text(paper.read_text("utf-8")))
    assert missed(figures(found), FLOORS[folder]) == []
