"""The periodic report on a plan as a Word file, in the form of NĐ 30/2020/NĐ-CP.

Law: office_form.page_mm, office_form.font, office_form.points
"""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from congvu.law.selectors import parameter
from congvu.plans.models import PlanPaper

MOTTO_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LATE_SHOWN = 40


def progress_report(*, paper: PlanPaper, progress: dict[str, Any], on: date) -> bytes:
    """The report on `paper` as of `on`; number, signer and remarks are left to fill in."""
    document = Document()
    points = parameter("office_form.points", on).value
    _page(document, on)
    _letterhead(document, paper, points, on)
    _title(document, paper, points, on)
    _summary(document, paper, progress, on)
    _by_lead(document, progress)
    _late(document, progress, on)
    _aims(document, progress)
    _proposals(document)
    _signature(document, paper, points)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _page(document: Any, on: date) -> None:
    page = parameter("office_form.page_mm", on).value
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
    section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name = parameter("office_form.font", on).value
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), normal.font.name)
    normal.font.size = Pt(parameter("office_form.points", on).value["body"])
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.space_before = Pt(0)


def _page_number(paragraph: Any) -> None:
    """The page number in the middle of the top margin, from page 2 on."""
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _letterhead(document: Any, paper: PlanPaper, points: dict[str, int], on: date) -> None:
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Mm(68), Mm(97)
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], _parent_of(paper), points["issuer"])
    _line(left.add_paragraph(), paper.unit.name.upper(), points["issuer"], bold=True)
    _line(right.paragraphs[0], MOTTO_HEAD, points["motto_head"], bold=True)
    _line(right.add_paragraph(), MOTTO, points["motto"], bold=True)
    number, place = table.rows[1].cells
    _line(number.paragraphs[0], "Số:       /BC-", points["number"])
    _line(place.paragraphs[0], _place_and_day(on), points["place"], italic=True)


def _parent_of(paper: PlanPaper) -> str:
    parent = paper.unit.parent
    return f"ỦY BAN NHÂN DÂN {parent.name.upper()}" if parent else ""


def _place_and_day(on: date) -> str:
    day = f"{on.day:02d}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"Khánh Hòa, ngày {day} tháng {month} năm {on.year}"


def _title(document: Any, paper: PlanPaper, points: dict[str, int], on: date) -> None:
    _line(document.add_paragraph(), "BÁO CÁO", points["title"], bold=True)
    about = f"Kết quả thực hiện {paper.title} (đến ngày {on:%d/%m/%Y})"
    _line(document.add_paragraph(), about, points["title"], bold=True)


def _summary(document: Any, paper: PlanPaper, progress: dict[str, Any], on: date) -> None:
    whole = progress["whole"]
    _heading(document, "I. KẾT QUẢ CHUNG")
    named = f"{paper.kind or 'văn bản'} số {paper.number}" if paper.number else paper.title
    _text(
        document,
        f"Thực hiện {named}, đến ngày {on:%d/%m/%Y} có {whole.total} nhiệm vụ được giao; "
        f"đã hoàn thành {whole.done} nhiệm vụ, quá hạn {whole.late} nhiệm vụ, "
        f"sắp đến hạn {whole.soon} nhiệm vụ, đang thực hiện trong hạn {whole.open} nhiệm vụ.",
    )


def _by_lead(document: Any, progress: dict[str, Any]) -> None:
    _heading(document, "II. KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ")
    rows = [
        (str(n), lead.name, lead.total, lead.done, lead.late, lead.soon)
        for n, lead in enumerate(progress["by_lead"], start=1)
    ]
    heads = ("TT", "Cơ quan chủ trì", "Được giao", "Hoàn thành", "Quá hạn", "Sắp đến hạn")
    _table(document, heads, rows)


def _late(document: Any, progress: dict[str, Any], on: date) -> None:
    _heading(document, "III. NHIỆM VỤ QUÁ HẠN")
    late = progress["late"][:LATE_SHOWN]
    if not late:
        _text(document, "Không có nhiệm vụ quá hạn.")
        return
    rows = [
        (
            str(n),
            task.title,
            task.bearer_unit.name,
            f"{task.effective_due_on:%d/%m/%Y}",
            (on - task.effective_due_on).days,
        )
        for n, task in enumerate(late, start=1)
    ]
    _table(document, ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Số ngày quá hạn"), rows)


def _aims(document: Any, progress: dict[str, Any]) -> None:
    if not progress["targets"]:
        return
    _heading(document, "IV. CHỈ TIÊU")
    rows = [
        (str(n), target.text, target.wanted, target.now or "Chưa có dữ liệu")
        for n, target in enumerate(progress["targets"], start=1)
    ]
    _table(document, ("TT", "Chỉ tiêu", "Mục tiêu", "Hiện nay"), rows)


def _proposals(document: Any) -> None:
    _heading(document, "V. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ")
    _text(document, "…")


def _signature(document: Any, paper: PlanPaper, points: dict[str, int]) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    first = left.paragraphs[0]
    run = first.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(points["recipients_head"])
    for name in (f"- {paper.issuer};" if paper.issuer else "", "- Lưu: VT."):
        if name:
            left.add_paragraph().add_run(name).font.size = Pt(points["recipients"])
    _line(right.paragraphs[0], "THỦ TRƯỞNG CƠ QUAN", points["title"], bold=True)


def _line(
    paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False
) -> None:
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.keep_with_next = True


def _text(document: Any, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)


def _table(document: Any, heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    _cells(table.rows[0].cells, heads, lambda run: setattr(run, "bold", True))
    for row in rows:
        _cells(table.add_row().cells, row, lambda run: None)
    document.add_paragraph()


def _cells(cells: Any, values: tuple[object, ...], dress: Callable[[Any], None]) -> None:
    for cell, value in zip(cells, values, strict=True):
        run = cell.paragraphs[0].add_run(str(value))
        run.font.size = Pt(12)
        dress(run)
