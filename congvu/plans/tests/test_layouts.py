"""The same tasks printed in other layouts, and texts with other slips, are read alike."""

from collections import Counter
from pathlib import Path

import pytest

from congvu.plans.reader import normalise_deadline, read_text
from congvu.plans.tests.printed_tables import FORMS
from congvu.plans.tests.relayout import LAYOUTS, SLIPS, in_table, relaid
from congvu.plans.tests.scoring import figures, load, missed, score

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.json"))
AIMS = {"tasks": 0.93, "lead": 0.90, "coordinating": 0.90, "products": 0.90, "deadline": 0.92}
# Lines that hold a piece of every column with one blank between: what tells the columns is gone.
_NAMES = {"lead": 0.85, "coordinating": 0.82}
RUN_TOGETHER = {
    "run together": _NAMES,
    "run together, grouped": _NAMES,
    "run together, heads cut": _NAMES,
    "run together, products": {"lead": 0.60, "coordinating": 0.65, "products": 0.65},
    "run together, both": {"lead": 0.80, "coordinating": 0.70, "products": 0.80, "deadline": 0.75},
    "run together, time first": {"lead": 0.75, "coordinating": 0.75, "deadline": 0.75},
}
# Taking lines apart takes long: these stand for all papers.
SAMPLE = {
    "boi_duong_dong_bi_ngat",
    "chuong_trinh_phan_cong",
    "hai_long_nfd",
    "luat_can_bo_cot_bang_dau_cach",
    "thong_bao_ket_luan",
}
TABLES = ("pipes", "tabs", "cell a line", "dissolved")
WITHOUT_PRODUCTS = (*TABLES, "brackets", "sentences", "by bearer", "wrapped")


def expected(gold, layout):
    """The labels without what the layout does not print."""
    for task in gold["tasks"]:
        if layout in WITHOUT_PRODUCTS:
            task["products"] = []
        if layout == "by bearer":
            task["coordinating"] = []
        if layout in TABLES:
            task["deadline"] = normalise_deadline(task["deadline_raw"] or "Thường xuyên")
    return {**gold, "targets": [], "reporting": []}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_tasks_are_found_in_another_layout(layout):
    total: Counter[str] = Counter()
    for path in PAPERS:
        text, gold = relaid(load(path), layout)
        read = read_text(text) | {"targets": [], "reporting": []}
        total.update(score(expected(gold, layout), read))
    assert missed(figures(total), AIMS) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_tasks_are_found_in_a_table_of_this_form(form):
    total: Counter[str] = Counter()
    sample = [path for path in PAPERS if path.stem in SAMPLE]
    for path in sample if form in RUN_TOGETHER else PAPERS[::3]:
        text, gold = in_table(load(path), FORMS[form])
        read = read_text(text) | {"targets": [], "reporting": []}
        total.update(score(gold, read))
    assert missed(figures(total), AIMS | RUN_TOGETHER.get(form, {})) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_slips_of_typing_change_nothing_that_matters(slip):
    total: Counter[str] = Counter()
    for path in PAPERS:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        total.update(score(load(path), read_text(SLIPS[slip](text))))
    found = figures(total)
    assert {name: found[name] for name in ("tasks", "lead") if found[name] < 0.95} == {}
