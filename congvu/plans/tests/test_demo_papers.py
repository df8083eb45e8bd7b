"""The demo province's plan papers and their labels."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from congvu.plans.demo.dates import fill
from congvu.plans.demo.render import PAPERS, render_papers, render_text
from congvu.plans.tests.labels import problems, words

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out_dir = tmp_path_factory.mktemp("papers")
    render_papers(TODAY, out_dir)
    return out_dir


def labels_of(rendered: Path, name: str) -> dict[str, Any]:
    return json.loads((rendered / "gold" / f"{Path(name).stem}.json").read_text("utf-8"))


def words_in(path: Path) -> str:
    """The words a reader of the file can see, each once between single spaces."""
    if path.suffix == ".pdf":
        pages = list(pypdfium2.PdfDocument(path))
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    elif path.suffix == ".docx":
        word = docx.Document(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        text = "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)
    else:
        text = path.read_text("utf-8")
    return f" {' '.join(words(text))} "


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
@pytest.mark.parametrize("name", PAPERS)
def test_labels_are_sound_on_every_day(name, today, tmp_path):
    render_papers(today, tmp_path)
    assert problems(labels_of(tmp_path, name), render_text(name, today)) == []


@pytest.mark.parametrize("name", PAPERS)
def test_agencies_products_and_times_stand_in_the_file(rendered, name):
    shown = words_in(rendered / name)
    # One cell of the page-cut table goes on after the break, with other cells between.
    cut_in_two = {"civil_service.md": {"UBND các xã, phường, đặc khu"}}.get(name, set())
    for task in labels_of(rendered, name)["tasks"]:
        for phrase in (*task["lead"], *task["coordinating"], *task["products"]):
            if phrase not in cut_in_two:
                assert f" {' '.join(words(phrase))} " in shown, phrase
        for phrase in task["deadline_raw"].split("; "):
            assert " ".join(words(phrase)) in shown, phrase


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_the_text_reaches_the_file(rendered, name):
    shown = set(words_in(rendered / name).split())
    # Word's own list numbers are no text of the file.
    missing = {
        word
        for word in words(render_text(name, TODAY))
        if word not in shown and not re.fullmatch(r"[ivx]+|\d+|[a-d]", word)
    }
    assert missing == set()


def test_the_papers_cover_every_form_and_are_of_real_length(rendered):
    assert {Path(name).suffix for name in PAPERS} == {".txt", ".md", ".docx", ".pdf"}
    assert all(15 <= len(labels_of(rendered, name)["tasks"]) <= 35 for name in PAPERS)


def test_the_same_day_gives_the_same_bytes(rendered, tmp_path):
    for path in render_papers(TODAY, tmp_path):
        assert path.read_bytes() == (rendered / path.name).read_bytes()
        gold = f"gold/{path.stem}.json"
        assert (tmp_path / gold).read_bytes() == (rendered / gold).read_bytes()


def test_some_work_is_late_some_soon_due_and_some_far_off(rendered):
    dues = [
        (date.fromisoformat(task["deadline"]["due"]) - TODAY).days
        for name in PAPERS
        for task in labels_of(rendered, name)["tasks"]
        if task["deadline"]["due"] and task["deadline"]["kind"] != "recurring"
    ]
    assert sum(days < 0 for days in dues) >= 15
    assert sum(0 <= days <= 30 for days in dues) >= 5
    assert sum(days > 90 for days in dues) >= 15
    assert min(dues) >= -160


def test_word_numbers_the_paragraphs_itself(rendered):
    word = docx.Document(str(rendered / "commune_staff.docx"))
    headings = [p for p in word.paragraphs if p.style.name == "Heading 1"]
    assert [p.text for p in headings][:2] == ["MỤC TIÊU, YÊU CẦU", "NHIỆM VỤ CỤ THỂ"]
    assert all(p._p.pPr.numPr is not None for p in headings)
    assert not any(re.match(r"[a-d]\) |\d\. |- ", p.text) for p in word.paragraphs[:40])


@pytest.mark.parametrize(
    ("mark", "today", "printed"),
    [
        ("{{day:-40}}", date(2026, 1, 9), "30/11/2025"),
        ("{{daylong:0}}", date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        ("{{daylong:0}}", date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        ("{{month:+2}}", date(2026, 11, 30), "01/2027"),
        ("{{quarter:-1}}", date(2026, 1, 1), "IV/2025"),
        ("{{quarterlong:+1}}", date(2026, 12, 31), "I năm 2027"),
        ("{{due:quarter:0}}", date(2026, 11, 21), "2026-12-31"),
        ("{{due:month:+3}}", date(2026, 11, 21), "2027-02-28"),
        ("{{start:year:+1}}", date(2026, 11, 21), "2027-01-01"),
    ],
)
def test_a_mark_becomes_the_day_or_period_it_names(mark, today, printed):
    assert fill(mark, today) == printed


def test_an_unknown_mark_is_refused():
    with pytest.raises(ValueError, match="unknown mark"):
        fill("trước ngày {{days:+3}}", TODAY)
