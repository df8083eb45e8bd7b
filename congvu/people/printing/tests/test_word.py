"""The printed CVs as Word files: the same words, real tables, heads repeated, signatures whole."""

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest
from docx import Document

from congvu.documents.printing.letters import UnprintableText
from congvu.documents.printing.tests.reading import text_of
from congvu.people.printing.cv import Photo
from congvu.people.printing.plan import form_plans
from congvu.people.printing.sheet import Grid, Line, Passage
from congvu.people.printing.tests import samples
from congvu.people.printing.tests.test_pdf import PNG, joined, texts_of
from congvu.people.printing.word import word_of

DAY = date(2026, 11, 21)
FORMS = list(form_plans())
OFFICE = shutil.which("soffice")


def written(form, told, **changes):
    sheet = samples.sheet(form, told, **changes)
    return word_of(sheet, page_mm=samples.A4, font="Times New Roman", on=DAY)


def body_of(content):
    return ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def words_in(content):
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body_of(content)))
    return joined(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


@pytest.mark.parametrize("whose", ["ordinary", "empty", "long_served"])
@pytest.mark.parametrize("form", FORMS)
def test_every_label_and_value_is_in_the_file_in_order(form, whose):
    told = getattr(samples, whose)()
    sheet, text, at = samples.sheet(form, told), words_in(written(form, told)), 0
    for block in (*sheet.head, *sheet.beside_photo, *sheet.body):
        for wanted in filter(None, map(joined, texts_of(block))):
            assert wanted in text[at:], wanted
            at = text.index(wanted, at)
    assert joined(sheet.signs["truth"]) in text[at:]


@pytest.mark.parametrize("form", FORMS)
def test_tables_are_tables_with_repeated_heads_and_whole_rows(form):
    told = samples.long_served()
    content = written(form, told)
    grids = [one for one in samples.sheet(form, told).body if isinstance(one, Grid)]
    word = Document(io.BytesIO(content))
    read = [[cell.text for cell in table.rows[0].cells] for table in word.tables]
    for grid in grids:
        assert list(grid.head) in read
    assert body_of(content).count("<w:tblHeader/>") == len(grids)
    assert body_of(content).count("<w:cantSplit/>") >= sum(len(grid.rows) for grid in grids)


@pytest.mark.parametrize("form", FORMS)
def test_who_declares_and_who_confirms_stand_in_one_row_that_is_not_parted(form):
    last = Document(io.BytesIO(written(form, samples.ordinary()))).tables[-1]
    declared, confirmed = last.rows[0].cells
    signs = form_plans()[form].signs
    assert signs["truth"] in declared.text
    assert signs["confirmed"] in confirmed.text
    assert len(last.rows) == 1
    assert "cantSplit" in last.rows[0]._tr.xml


def test_an_empty_place_is_dotted_and_a_told_one_is_not():
    empty, told = (written("2c_bnv_2008", one()) for one in (samples.empty, samples.ordinary))
    assert body_of(empty).count('w:leader="dot"') > body_of(told).count('w:leader="dot"')


def test_equal_sheets_give_equal_bytes_without_a_name_of_an_author():
    first, again = (written("2c_bnv_2008", samples.ordinary()) for _ in range(2))
    assert first == again
    assert Document(io.BytesIO(first)).core_properties.author == ""


def test_the_foot_says_who_printed_it():
    footer = Document(io.BytesIO(written("tieu_su_tom_tat", samples.empty()))).sections[0].footer
    assert "Người in: Lê Văn In" in footer.paragraphs[1].text


@pytest.mark.parametrize(("content", "pictures"), [(PNG, 1), (PNG[:12], 0), (b"GIF89a", 0)])
def test_the_photo_is_put_into_its_box_where_it_can_be_read(content, pictures):
    told = samples.ordinary(photo=Photo(content=content, media_type="image/png"))
    assert len(re.findall("<pic:pic[ >]", body_of(written("2c_bnv_2008", told)))) == pictures


def test_control_characters_are_refused():
    with pytest.raises(UnprintableText):
        written("2c_bnv_2008", samples.ordinary(who=samples.identity(full_name="A\x07")))


def test_what_somebody_typed_stays_text():
    told = samples.ordinary(who=samples.identity(full_name="<w:p> & ]]>"))
    assert "<W:P>&]]>" in words_in(written("tieu_su_tom_tat", told))


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here to open the files with")
def test_an_office_program_opens_the_files_and_shows_every_word(tmp_path: Path):
    for form in FORMS:
        (tmp_path / f"{form}.docx").write_bytes(written(form, samples.ordinary()))
    files = sorted(map(str, tmp_path.glob("*.docx")))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for form in FORMS:
        pdf = (tmp_path / f"{form}.pdf").read_bytes()
        text = joined(text_of(pdf))
        assert [round(mm * 25.4 / 72) for mm in pdfium.PdfDocument(pdf)[0].get_size()] == [210, 297]
        for block in samples.sheet(form, samples.ordinary()).body:
            if isinstance(block, Line | Passage):
                for wanted in filter(None, texts_of(block)):
                    assert all(joined(word) in text for word in wanted.split())
