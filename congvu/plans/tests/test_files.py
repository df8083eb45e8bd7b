"""Papers out of files of every kind, and files that cannot be read."""

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import xlsxwriter

from congvu.documents.intake import IntakeError
from congvu.documents.intake.tests import samples
from congvu.plans.demo.render import PAPERS, render_papers
from congvu.plans.reader import read_text
from congvu.plans.reader.files import text_of
from congvu.plans.tests.scoring import figures, load, missed, score

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
AIMS = {"tasks": 0.95, "lead": 0.95, "coordinating": 0.92, "products": 0.90, "deadline": 0.95}


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def numbered(depth):
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'


def level(depth, form):
    start = f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'{start}<w:lvlText w:val="%{depth + 1}."/></w:lvl>'


def word_file(path: Path, body: str, numbering: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if numbering:
            file.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
    return path


def refusal(source, name=""):
    with pytest.raises(IntakeError) as caught:
        text_of(source, name)
    return caught.value.code


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    render_papers(date(2026, 11, 21), folder)
    return folder


def test_the_demo_papers_are_read_out_of_their_files(rendered):
    total: Counter[str] = Counter()
    for name in PAPERS:
        paper = text_of(rendered / name)
        assert paper.kind == name.rsplit(".", 1)[1]
        gold = load(rendered / "gold" / f"{Path(name).stem}.json")
        total.update(score(gold, read_text(paper.text)))
    assert missed(figures(total), AIMS) == []


def test_bytes_are_read_like_a_file(rendered):
    data = (rendered / "commune_staff.docx").read_bytes()
    assert text_of(data, "a.docx").text == text_of(rendered / "commune_staff.docx").text


def test_word_paragraphs_and_tables_keep_their_order_and_numbers(tmp_path):
    levels = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman")
        + level(1, "decimal")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    row = f"<w:tr>{cell('TT')}{cell('Nhiệm vụ')}{cell('Chủ trì')}</w:tr>"
    body = (
        paragraph("NHIỆM VỤ", numbered(0))
        + paragraph("Sở Nội vụ chủ trì", numbered(1))
        + paragraph("Sở Tài chính chủ trì", numbered(1))
        + f"<w:tbl>{row}</w:tbl>"
        + paragraph("TỔ CHỨC THỰC HIỆN", numbered(0))
        + paragraph("Sở Y tế thực hiện", numbered(1))
    )
    paper = text_of(word_file(tmp_path / "a.docx", body, levels))
    assert [line for line in paper.lines if line] == [
        "I. NHIỆM VỤ",
        "1. Sở Nội vụ chủ trì",
        "2. Sở Tài chính chủ trì",
        "| TT | Nhiệm vụ | Chủ trì |",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế thực hiện",
    ]


def test_a_merged_word_cell_holds_for_each_of_its_rows(tmp_path):
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    heads = "".join(map(cell, ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")))
    first = (
        cell("1") + cell("Rà soát hồ sơ cán bộ") + cell("Sở Nội vụ", begins) + cell("Quý I/2026")
    )
    second = cell("2") + cell("Số hóa hồ sơ cán bộ") + cell("", goes_on) + cell("Quý II/2026")
    body = f"<w:tbl><w:tr>{heads}</w:tr><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    tasks = read_text(text_of(word_file(tmp_path / "a.docx", body)).text)["tasks"]
    assert [task["lead"] for task in tasks] == [["Sở Nội vụ"], ["Sở Nội vụ"]]


def test_deleted_words_of_a_tracked_change_are_left_out(tmp_path):
    body = (
        "<w:p><w:r><w:t>Sở Nội vụ </w:t></w:r>"
        "<w:del><w:r><w:delText>không </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>chủ trì</w:t></w:r></w:ins></w:p>"
    )
    assert text_of(word_file(tmp_path / "a.docx", body)).text == "Sở Nội vụ chủ trì"


def test_an_excel_table_becomes_tasks(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["DANH MỤC NHIỆM VỤ"])
        sheet.write_row(2, 0, ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"])
        sheet.write_row(3, 0, [1, "Rà soát hồ sơ cán bộ", "", "Các sở, ban, ngành", "30/6/2026"])
        sheet.write_row(4, 0, [2, "Số hóa hồ sơ cán bộ", "", "Sở Nội vụ", "31/12/2026"])
        sheet.merge_range(3, 2, 4, 2, "Sở Nội vụ")
    tasks = read_text(text_of(path).text)["tasks"]
    assert [(task["ref"], task["lead"]) for task in tasks] == [
        ("1", ["Sở Nội vụ"]),
        ("2", ["Sở Nội vụ"]),
    ]
    assert tasks[0]["deadline"]["due"] == "2026-06-30"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_of_windows(encoding):
    assert text_of("Sở Nội vụ chủ trì".encode(encoding), "a.txt").text == "Sở Nội vụ chủ trì"


def test_text_in_an_unknown_encoding_is_refused():
    assert refusal("Sở Nội vụ".encode("cp1258", "ignore") + b"\xff\xe9", "a.txt") == "not_text"


def test_a_locked_pdf_is_refused(tmp_path):
    assert refusal(samples.locked_pdf(tmp_path / "a.pdf")) == "encrypted"


def test_a_pdf_of_pictures_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "a.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(path)
    with pytest.raises(IntakeError, match="Paste the text"):
        text_of(path)


def test_broken_files_are_refused(tmp_path):
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing follows")
    assert refusal(broken) == "broken"
    assert refusal(word_file(tmp_path / "a.docx", "<w:p>")) == "broken"
    entity = samples.archive(
        tmp_path / "b.docx", {samples.WORD: "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}
    )
    assert refusal(entity) == "bomb"


def test_a_file_without_words_is_refused(tmp_path):
    assert refusal(word_file(tmp_path / "a.docx", paragraph(" "))) == "no_text"
