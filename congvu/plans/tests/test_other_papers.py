"""Labels of papers written after other provinces' layouts, to measure the reader on."""

import json
import unicodedata
from pathlib import Path

import pytest

from congvu.plans.tests.labels import problems

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_labels_are_sound(paper):
    labels = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    assert problems(labels, paper.read_text("utf-8")) == []
    assert 10 <= len(labels["tasks"]) <= 30


def test_one_paper_is_in_decomposed_letters():
    forms = {unicodedata.is_normalized("NFC", paper.read_text("utf-8")) for paper in PAPERS}
    assert forms == {True, False}


def test_every_paper_has_its_labels():
    labels = (Path(__file__).parent / "papers").glob("*.json")
    assert {paper.stem for paper in PAPERS} == {path.stem for path in labels}
