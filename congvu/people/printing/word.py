"""A filled form as a Word file with real tables, to be finished by hand where one has to."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from congvu.documents.printing.compiling import widths_mm
from congvu.documents.printing.word import new_word, pack, set_face, write
from congvu.documents.printing.word_tables import add_word_table
from congvu.people.printing.pdf import picture_kind
from congvu.people.printing.sheet import (
    Block,
    Grid,
    Heading,
    Line,
    Passage,
    Sheet,
    Slot,
    Strip,
    grid_data,
)

BODY, TABLE, FOOT = 13, 11.5, 8.5
LEFT_STOP = WD_TAB_ALIGNMENT.LEFT
WRITTEN_MM, BETWEEN_MM = 9, 3  # to write on; between two places
DOT_MM = BODY * 0.25 * 25.4 / 72
PHOTO_MM, BESIDE_GAP_MM = (40, 60), 5


def word_of(sheet: Sheet, *, page_mm: Mapping[str, float], font: str, on: date) -> bytes:
    """`sheet` as docx on A4, dated `on`; equal sheets give equal bytes.

    Raises: UnprintableText.
    """
    word = new_word(page_mm=page_mm, font=font, size=BODY)
    width = page_mm["width"] - page_mm["left"] - page_mm["right"]
    widths = _widths(sheet)
    _styles(word, font)
    _foot(word, sheet, width)
    write(_paragraph(word, align=ALIGN.RIGHT), sheet.mark, 10, italic=True)
    if sheet.has_motto:
        _motto(word)
    for block in sheet.head:
        _lay(word, block, width, widths)
    title = word.add_paragraph(style="Title")
    write(title, sheet.title.upper(), 15, bold=True)
    _beside_photo(word, sheet, width, widths)
    for block in sheet.body:
        _lay(word, block, width, widths)
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    _signs(word, sheet, width)
    return pack(word, on=on, title=f"{sheet.form} {sheet.full_name}")


def _styles(word: WordDocument, font: str) -> None:
    """Headings of the form are headings of Word, in the letters of the form."""
    for name, size in (("Title", 15), ("Heading 1", BODY), ("Heading 2", BODY)):
        style = word.styles[name]
        set_face(style, font)
        style.font.size = Pt(size)
        style.font.bold = name != "Heading 2"
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(6), Pt(4), True
        # Word's own colours, wide letters and lines below titles are none of the form's.
        for part, names in (
            (style.element.rPr, ("w:color", "w:spacing", "w:kern")),
            (style.element.pPr, ("w:pBdr",)),
        ):
            for name in names:
                for found in part.findall(qn(name)):
                    part.remove(found)
    word.styles["Title"].paragraph_format.alignment = ALIGN.CENTER


def _paragraph(
    where: Any, *, align: Any = ALIGN.LEFT, after: float = 3, keep: bool = False
) -> Paragraph:
    paragraph: Paragraph = where.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_after, shape.line_spacing = align, Pt(after), 1.1
    shape.keep_with_next = keep
    return paragraph


def _motto(word: WordDocument) -> None:
    write(
        _paragraph(word, align=ALIGN.CENTER, after=0),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        bold=True,
    )
    line = _paragraph(word, align=ALIGN.CENTER, after=8)
    write(line, "Độc lập - Tự do - Hạnh phúc", bold=True)
    line.runs[0].underline = True


# --- blocks


def _lay(where: Any, block: Block, width: float, widths: Mapping[Slot, float]) -> None:
    if isinstance(block, Line):
        _line(where, block, width, widths)
    elif isinstance(block, Heading):
        style = "Heading 2" if block.is_small else "Heading 1"
        write(where.add_paragraph(style=style), block.text, bold=not block.is_small)
    elif isinstance(block, Passage):
        _passage(where, block, width)
    elif isinstance(block, Grid):
        _grid(where, block, width)
    else:
        _strip(where, block, width)


def _line(where: Any, block: Line, width: float, widths: Mapping[Slot, float]) -> None:
    """Labelled places at tab stops, as many beside each other as fit; an empty one is dotted."""
    for row in _rows_of(block, width, widths):
        paragraph = _paragraph(where)
        stop = 0.0
        for at, (slot, room) in enumerate(row):
            stop += room
            is_last = at + 1 == len(row)
            leader = WD_TAB_LEADER.SPACES if slot.value else WD_TAB_LEADER.DOTS
            # A hair inside the edge: past it Word Processors draw no dots.
            at_mm = stop - 1.5 if is_last else stop
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(at_mm), LEFT_STOP, leader)
            write(paragraph, f"{' ' if at else ''}{slot.words} ")
            if slot.value:
                write(paragraph, slot.value, bold=block.is_strong and slot is block.slots[0])
            if is_last and not slot.value and isinstance(where, Cell):
                # Dots up to a stop at the end of a paragraph in a cell are not drawn everywhere.
                write(paragraph, "." * int((room - widths[slot] + WRITTEN_MM - 3) / DOT_MM))
            elif not is_last or not slot.value:
                paragraph.add_run("\t")


def _rows_of(
    block: Line, width: float, widths: Mapping[Slot, float]
) -> Iterator[list[tuple[Slot, float]]]:
    """The places of a line, row by row, each with its millimetres."""
    shared = [width * share / sum(block.shares) for share in block.shares]
    needed = [widths[slot] for slot in block.slots]
    if all(least <= room for least, room in zip(needed, shared, strict=True)):
        yield list(zip(block.slots, shared, strict=True))
        return
    row: list[tuple[Slot, float]] = []
    for slot, least in zip(block.slots, needed, strict=True):
        if row and sum(room for _slot, room in row) + least > width:
            yield _spread(row, width)
            row = []
        row.append((slot, least))
    yield _spread(row, width)


def _spread(row: list[tuple[Slot, float]], width: float) -> list[tuple[Slot, float]]:
    more = max(0.0, width - sum(room for _slot, room in row)) / len(row)
    return [(slot, min(room + more, width)) for slot, room in row]


def _widths(sheet: Sheet) -> Mapping[Slot, float]:
    """The millimetres each place needs; one not told leaves room to write."""
    lines = [
        block
        for block in (*sheet.head, *sheet.beside_photo, *sheet.body)
        if isinstance(block, Line)
    ]
    slots = [(slot, line.is_strong) for line in lines for slot in line.slots]
    texts = [(f"{slot.words} {slot.value} ", float(BODY), bold) for slot, bold in slots]
    return {
        slot: wide + (WRITTEN_MM if not slot.value else BETWEEN_MM)
        for (slot, _bold), wide in zip(slots, widths_mm(texts), strict=True)
    }


def _passage(where: Any, block: Passage, width: float) -> None:
    first, *others = block.text.split("\n") if block.text else [""]
    paragraph = _paragraph(where, align=ALIGN.JUSTIFY if block.text else ALIGN.LEFT)
    write(paragraph, f"{block.words} {first}".strip() if first else f"{block.words} ".lstrip())
    for text in others:
        write(_paragraph(where, align=ALIGN.JUSTIFY), text)
    if block.text:
        return
    for number in range(block.lines + (1 if block.words else 0)):
        dotted = paragraph if number == 0 else _paragraph(where)
        stops = dotted.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        dotted.add_run("\t")


def _grid(word: WordDocument, block: Grid, width: float) -> None:
    add_word_table(word, grid_data(block), width_mm=width, size=TABLE)
    _gap(word)


def _strip(where: Any, block: Strip, width: float) -> None:
    for band in block.bands:
        table = _table(where, len(band), (1.5, *[1.0] * (len(band[0]) - 1)), width)
        for row, texts in zip(table.rows, band, strict=True):
            _row(row, "w:cantSplit")
            for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                _cell(cell, text, ALIGN.CENTER if at else ALIGN.LEFT, bold=at == 0)
                cell.paragraphs[0].paragraph_format.keep_with_next = texts is not band[-1]
        _gap(where)


def _gap(where: Any) -> None:
    """A little room below a table."""
    _paragraph(where, after=0).paragraph_format.line_spacing = Pt(5)


def _table(where: Any, rows: int, widths: Sequence[float], width: float) -> Any:
    """An empty table with a grid, `width` millimetres wide in all, each column its share."""
    table = where.add_table(rows, len(widths))
    table.style = where.part.document.styles["Table Grid"]
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(Mm(1).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    sizes = [Mm(width * share / sum(widths)) for share in widths]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for row in table.rows:
        for cell, size in zip(row.cells, sizes, strict=True):
            cell.width = size
    return table


def _cell(cell: Any, text: str, align: Any, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    write(paragraph, text, TABLE, bold=bold)
    if not text:
        # An empty row is as high as one line of its letters.
        paragraph.runs[0].font.size = Pt(TABLE)
    cell.vertical_alignment = 1


def _row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


# --- photo, signatures, foot


def _bare(where: Any, widths: Sequence[float]) -> Any:
    """A table without lines that puts things beside each other, of one row."""
    table = where.add_table(1, len(widths))
    table.autofit = False
    for column, millimetres in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = Mm(millimetres)
    _row(table.rows[0], "w:cantSplit")
    return table


def _beside_photo(
    word: WordDocument, sheet: Sheet, width: float, widths: Mapping[Slot, float]
) -> None:
    across, down = PHOTO_MM
    rest = width - across - BESIDE_GAP_MM
    table = _bare(word, (across, BESIDE_GAP_MM, rest))
    left, _between, right = table.rows[0].cells
    # A table of one cell in the left one: the box to glue a picture into.
    box = left.add_table(1, 1)
    box.style = word.styles["Table Grid"]
    box.rows[0].height, box.rows[0].height_rule = Mm(down), 2
    cell = box.rows[0].cells[0]
    cell.width, cell.vertical_alignment = Mm(across - 2), 1
    place = cell.paragraphs[0]
    place.alignment = ALIGN.CENTER
    if not _put_photo(place, sheet, across - 6):
        write(place, f"{sheet.photo_words}\n(4 × 6 cm)", 11)
    _drop_first(left)
    for block in sheet.beside_photo:
        _lay(right, block, rest - 6, widths)
    _drop_first(right)
    _gap(word)


def _put_photo(place: Paragraph, sheet: Sheet, width: float) -> bool:
    """Put the photo there; False where there is none, or none that can be read."""
    if sheet.photo is None or not picture_kind(sheet.photo):
        return False
    try:
        place.add_run().add_picture(io.BytesIO(sheet.photo.content), width=Mm(width))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return False
    return True


def _drop_first(cell: Any) -> None:
    """Drop the empty paragraph every new cell begins with."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)


def _signs(word: WordDocument, sheet: Sheet, width: float) -> None:
    """Who declares, who confirms: one row that is never parted."""
    signs = sheet.signs
    _paragraph(word, after=4, keep=True)
    declared, confirmed = _bare(word, (width * 0.47, width * 0.53)).rows[0].cells
    lines: tuple[tuple[Any, str, dict[str, bool]], ...] = (
        (declared, "", {}),
        (declared, signs["declared"], {"bold": True}),
        (declared, signs["truth"], {"italic": True}),
        (declared, signs["declared_note"], {"italic": True}),
        *(((declared, "", {}),) * 4),
        (declared, sheet.full_name, {"bold": True}),
        (confirmed, "…………, ngày …… tháng …… năm ……", {"italic": True}),
        (confirmed, signs["confirmed"], {"bold": True}),
        (confirmed, signs["confirmed_note"], {"italic": True}),
    )
    for cell, text, look in lines:
        write(_paragraph(cell, align=ALIGN.CENTER, after=1), text, **look)
    _drop_first(declared)
    _drop_first(confirmed)


def _foot(word: WordDocument, sheet: Sheet, width: float) -> None:
    """The mark of the system and the page number at the foot of each page."""
    section = word.sections[0]
    section.footer_distance = Mm(8)
    first = section.footer.paragraphs[0]
    first.style = word.styles["Normal"]
    first.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    write(first, sheet.stamp.mark, FOOT)
    first.add_run("\t")
    write(first, "Trang ", FOOT)
    _field(first, "PAGE")
    write(first, "/", FOOT)
    _field(first, "NUMPAGES")
    write(section.footer.add_paragraph(style="Normal"), sheet.stamp.words, FOOT)


def _field(paragraph: Paragraph, name: str) -> None:
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(FOOT)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = name
        run._r.append(element)
