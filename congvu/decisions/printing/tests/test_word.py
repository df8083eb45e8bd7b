"""The decision as a Word file: the words of the PDF, the measures of the decree, whole XML."""

import io
import unicodedata
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from lxml import etree

from congvu.decisions.printing.paper import Article, Signer, Urgency
from congvu.decisions.printing.pdf import print_decision
from congvu.decisions.printing.tests.papers import APPOINTMENT, CARRIED_OUT, raise_list, raises
from congvu.decisions.printing.word import write_decision
from congvu.documents.printing.letters import NO_BREAK, UnprintableText, balance, bind
from congvu.documents.printing.tests.reading import text_of

# The order Word asks of the parts of a paragraph, a table and a section (ECMA-376).
ORDERS = {
    "pPr": "keepNext keepLines pBdr spacing ind jc rPr sectPr",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


def written(**change):
    return write_decision(replace(APPOINTMENT, **change))


def opened(**change):
    return Document(io.BytesIO(written(**change)))


def words(text):
    return " ".join(text.replace(NO_BREAK, " ").split())


def word_text(document):
    return words(" ".join(part.text or "" for part in document.element.body.iter(qn("w:t"))))


def test_it_says_what_the_pdf_says():
    paper = replace(
        APPOINTMENT,
        urgency=Urgency.FLASH,
        articles=(Article("Danh sách:", table=raises(2)), Article(CARRIED_OUT)),
    )
    document = Document(io.BytesIO(write_decision(paper)))
    shown = words(text_of(print_decision(paper).pdf))
    assert sorted(word_text(document).split()) == sorted(shown.split())


def test_page_margins_letters_and_page_number():
    document = opened()
    section = document.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].alignment == ALIGN.CENTER
    assert "PAGE" in etree.tostring(section.header._element).decode()
    assert not section.first_page_header.paragraphs[0].text


def test_the_body_is_justified_and_ends_with_the_signature_kept_beside_it():
    document = opened()
    last = next(p for p in document.paragraphs if p.text.endswith("./."))
    assert last.alignment == ALIGN.JUSTIFY
    assert last.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert last.paragraph_format.space_after.pt == 6
    assert last.paragraph_format.keep_with_next
    assert last._p.getnext().tag == qn("w:tbl")
    assert last._p.getnext().find(".//" + qn("w:cantSplit")) is not None
    name = document.tables[-1].rows[0].cells[1].paragraphs[-1]
    assert name.text == "Lê Thị Mẫu"
    assert name.paragraph_format.space_before.mm == pytest.approx(24, abs=0.1)


def test_an_article_is_bold_up_to_its_number():
    paragraph = next(p for p in opened().paragraphs if p.text.startswith(f"Điều{NO_BREAK}1."))
    mark, text = paragraph.runs
    assert (mark.text, mark.bold) == (f"Điều{NO_BREAK}1. ", True)
    assert not text.bold


def test_a_long_table_repeats_its_head_and_no_row_breaks():
    document = opened(appendices=(raise_list(300),))
    rows = document.tables[-1]._tbl.findall(qn("w:tr"))
    assert len(rows) == 2 + 4 + 300
    heads = [row.find(".//" + qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True, True] + [False] * 304
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)
    section = document.sections[-1]
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_head_of_a_grouped_table_spans_columns_and_rows():
    table = opened(appendices=(raise_list(4),)).tables[-1]
    upper = [cell.text for cell in table.rows[0].cells]
    lower = [cell.text for cell in table.rows[1].cells]
    assert upper[2:] == ["Ngày sinh", *["Đang hưởng"] * 2, *["Được nâng"] * 2]
    assert lower[2:] == ["Ngày sinh", "Bậc", "Hệ số", "Bậc", "Hệ số"]


def test_appendices_may_lie_across_and_start_at_page_one():
    document = opened(
        appendices=(raise_list(4, word="Phụ lục"), raise_list(4, word="Phụ lục", landscape=True))
    )
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections]
    assert sizes == [(210, 297), (210, 297), (297, 210)]
    starts = [s._sectPr.findall(qn("w:pgNumType")) for s in document.sections]
    assert [len(found) for found in starts] == [0, 1, 1]
    assert "Phụ lục I DANH SÁCH" in word_text(document)


def test_a_draft_is_marked_on_first_and_later_pages():
    packed = ZipFile(io.BytesIO(written(is_draft=True, number=None, signed_on=None)))
    headers = [packed.read(name).decode() for name in packed.namelist() if "word/header" in name]
    assert sum('string="DỰ THẢO"' in header for header in headers) == 2
    assert "Số: /QĐ-SNV" in word_text(opened(number=None, signed_on=None))
    assert "DỰ THẢO" not in ZipFile(io.BytesIO(written())).read("word/header1.xml").decode()


@pytest.mark.parametrize("is_draft", [False, True])
def test_the_parts_stand_in_the_order_word_asks(is_draft):
    document = opened(
        is_draft=is_draft,
        urgency=Urgency.URGENT,
        articles=(Article("Danh sách:", table=raises(2)), Article(CARRIED_OUT)),
        appendices=(raise_list(4), raise_list(4, landscape=True)),
    )
    for name, order in ORDERS.items():
        places = {qn(f"w:{part}"): at for at, part in enumerate(order.split())}
        for element in document.element.iter(qn(f"w:{name}")):
            found = [places[part.tag] for part in element]
            assert found == sorted(found), (name, [part.tag for part in element])


def test_typed_signs_stay_text_and_text_is_nfc():
    name = unicodedata.normalize("NFD", "Đặng <b>Thị</b> & \"Ví\" 'Dụ'")
    document = opened(signer=Signer(name, "Giám đốc"), summary="Về việc </w:t> &amp; #x")
    assert "Đặng <b>Thị</b> & \"Ví\" 'Dụ'" in word_text(document)
    assert "Về việc </w:t> &amp; #x" in word_text(document)


def test_control_characters_are_refused():
    with pytest.raises(UnprintableText):
        written(signer=Signer("Đặng\x07", "Giám đốc"))


def test_equal_papers_give_equal_bytes():
    assert written(appendices=(raise_list(20),)) == written(appendices=(raise_list(20),))


def test_lines_are_balanced_without_parting_bound_words():
    text = bind(["nhân dân", "Khánh Hòa"], "Ủy ban Nhân dân tỉnh Khánh Hòa")
    parts = text.split(" ")
    assert parts == ["Ủy", "ban", f"Nhân{NO_BREAK}dân", "tỉnh", f"Khánh{NO_BREAK}Hòa"]
    lines = balance(parts, [len(part) for part in parts], 1, 20)
    assert lines == [f"Ủy ban Nhân{NO_BREAK}dân", f"tỉnh Khánh{NO_BREAK}Hòa"]
    assert balance(["dài" * 20, "b"], [60, 1], 1, 20) == ["dài" * 20, "b"]
