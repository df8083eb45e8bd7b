"""The figures the reader reaches on the papers of the project: demo papers and other layouts."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from congvu.plans.demo.dates import fill, fill_labels
from congvu.plans.reader import read_text
from congvu.plans.tests.scoring import figures, load, missed, score

HERE = Path(__file__).parent
DEMO = HERE.parent / "demo"
TODAY = date(2026, 11, 21)
AIMS = {
    "tasks": 0.95, "lead": 0.95, "coordinating": 0.92, "products": 0.90,
    "deadline": 0.95, "targets": 0.85, "reporting": 0.85,
}  # fmt: skip
LAYOUTS = sorted(path.stem for path in (HERE / "papers").glob("*.txt"))
DEMOS = sorted(path.stem for path in (DEMO / "papers").glob("*.txt"))


def layout(name):
    text = (HERE / "papers" / f"{name}.txt").read_bytes().decode("utf-8")
    return text, load(HERE / "papers" / f"{name}.json")


def demo(name):
    text = (DEMO / "papers" / f"{name}.txt").read_bytes().decode("utf-8")
    return fill(text, TODAY), fill_labels(load(DEMO / "gold" / f"{name}.json"), TODAY)


@pytest.mark.parametrize("names", [LAYOUTS, DEMOS], ids=["other layouts", "demo papers"])
def test_papers_of_the_project_reach_the_aims(names, capsys):
    total: Counter[str] = Counter()
    for name in names:
        text, gold = layout(name) if names is LAYOUTS else demo(name)
        total.update(score(gold, read_text(text)))
    found = figures(total)
    with capsys.disabled():
        shown = "  ".join(f"{key} {value:.3f}" for key, value in found.items())
        sys.stdout.write(f"\n{len(names)} papers: {shown}\n")
    assert missed(found, AIMS) == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_read_for_itself(name):
    text, gold = layout(name)
    found = figures(score(gold, read_text(text)))
    aims = {"tasks": 0.9, "lead": 0.95, "coordinating": 0.95, "products": 0.9, "deadline": 0.9}
    assert missed(found, aims) == []
