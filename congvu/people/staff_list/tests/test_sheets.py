"""Reading files and pasted rows as plain text."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.sheets import Merged, cell_text, read_pasted, read_sheets


def workbook(fill):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        fill(book)
    return buffer.getvalue()


def test_cells_of_a_workbook_are_text_as_typed():
    def fill(book):
        sheet = book.add_worksheet("DS")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(1, 1, ["0905123456", 905123456, 3.33, "01.003", 2.0])
        sheet.write_datetime(2, 1, datetime(1980, 3, 5), day)  # noqa: DTZ001
        sheet.write_boolean(2, 2, True)
        sheet.merge_range(3, 1, 4, 2, "gộp")

    (found,) = read_sheets(workbook(fill), "ds.xlsx")
    assert (found.name, found.first_row, found.first_column) == ("DS", 1, 1)
    assert list(found.rows[0]) == ["0905123456", "905123456", "3.33", "01.003", "2"]
    assert list(found.rows[1][:2]) == ["1980-03-05", "TRUE"]
    assert found.merged == (Merged(2, 0, 3, 1),)


def test_hidden_sheets_are_marked():
    def fill(book):
        book.add_worksheet("một").write(0, 0, "a")
        hidden = book.add_worksheet("hai")
        hidden.write(0, 0, "b")
        hidden.hide()

    assert [sheet.is_hidden for sheet in read_sheets(workbook(fill), "x.xlsx")] == [False, True]


def test_an_empty_workbook_has_a_sheet_without_rows():
    (found,) = read_sheets(workbook(lambda book: book.add_worksheet()), "x.xlsx")
    assert list(found.rows) == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (56080001234.0, "56080001234"),
        (4.65, "4.65"),
        (2.34 + 1e-16, "2.34"),
        (0.1 + 0.2, "0.3"),
        (-3.0, "-3"),
        (1e300, "1e+300"),
        (7, "7"),
        (None, ""),
        (False, "FALSE"),
        (date(1980, 3, 5), "1980-03-05"),
        (datetime(1980, 3, 5, 7, 30), "1980-03-05 07:30:00"),  # noqa: DTZ001
        (time(7, 30), "07:30:00"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_each_kind_of_cell_as_text(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_usual_encoding_and_separator(encoding, delimiter):
    text = delimiter.join(("Họ và tên", "Số")) + "\r\n" + delimiter.join(("Lê An", "0905")) + "\r\n"
    (found,) = read_sheets(text.encode(encoding), "ds.csv")
    assert [list(row) for row in found.rows] == [["Họ và tên", "Số"], ["Lê An", "0905"]]


def test_a_sheet_of_libreoffice_gives_the_same_texts():
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    cells = (
        cell.format("string", "", "Lê An"),
        cell.format("date", 'office:date-value="1980-03-05"', "05/03/80"),
        cell.format("float", 'office:value="56080000001"', "56080000001"),
    )
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0" '
        f'xmlns:table="{name}:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="DS"><table:table-row>{"".join(cells)}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        parts.writestr("mimetype", kind)
        parts.writestr("content.xml", content)
        parts.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{name}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
    (found,) = read_sheets(buffer.getvalue(), "ds.ods")
    assert [list(row) for row in found.rows] == [["Lê An", "1980-03-05", "56080000001"]]


def test_csv_in_the_old_windows_code_page_is_still_read():
    data = "Lê Hu\u0300ng,Tân\n".encode("cp1258")
    (found,) = read_sheets(data, "ds.csv")
    assert clean(found.rows[0][0]) == "Lê Hùng"


def test_rows_pasted_from_a_spreadsheet_keep_quoted_lines_and_equal_width():
    found = read_pasted('Họ và tên\tGhi chú\tSố\nLê An\t"hai\ndòng"\t056\nLê Bê\n')
    assert [list(row) for row in found.rows] == [
        ["Họ và tên", "Ghi chú", "Số"],
        ["Lê An", "hai\ndòng", "056"],
        ["Lê Bê", "", ""],
    ]


def test_what_is_no_workbook_is_an_error():
    with pytest.raises(Exception, match=r"\w"):
        read_sheets(b"not a workbook", "x.xlsx")


def test_the_sign_a_database_cannot_store_is_taken_out():
    assert read_pasted("Lê\0 An\t0905\n").rows[0][0] == "Lê An"
    assert read_sheets(b"L\0e,An\n", "x.csv")[0].rows[0][0] == "Le"
    assert cell_text("Lê\0") == "Lê"
