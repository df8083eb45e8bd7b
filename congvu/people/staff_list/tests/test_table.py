"""Finding the table: every shape of heading, and every line that is no person."""

import pytest

from congvu.people.staff_list.sheets import Merged
from congvu.people.staff_list.table import NoTable, find_table, has_table
from congvu.people.staff_list.tests.build import sheet, table, taken

TITLED = """
UBND TỈNH KHÁNH HÒA|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ|||Độc lập - Tự do - Hạnh phúc
|DANH SÁCH CÔNG CHỨC NĂM 2026||

STT|Họ và tên|Ngày sinh|Chức vụ|Đơn vị
1|Nguyễn Văn An|05/03/1980|Chuyên viên|Sở Nội vụ
"""

TWO_ROWS = """
TT|Họ và tên|Ngày sinh||Trình độ|||Ghi chú
||Nam|Nữ|Chuyên môn|LLCT|QLNN|
1|2|3|4|5|6|7|8
1|Nguyễn Văn An|05/03/1980||ĐH|TC|CV|
2|Trần Thị Bê||1982|ThS|CC|CVC|x
"""


def test_title_lines_above_the_heading_are_kept_apart():
    found = table(TITLED)
    assert found.titles[-1] == "DANH SÁCH CÔNG CHỨC NĂM 2026"
    assert found.row_numbers == (6,)
    assert found.cells[1] == ("Nguyễn Văn An",)


def test_a_heading_of_two_rows_without_merges_is_joined():
    found = table(TWO_ROWS)
    assert [column.label for column in found.columns][2:7] == [
        "Ngày sinh › Nam",
        "Ngày sinh › Nữ",
        "Trình độ › Chuyên môn",
        "Trình độ › LLCT",
        "Trình độ › QLNN",
    ]
    assert found.row_numbers == (4, 5)


def test_a_heading_of_three_rows_with_merges_is_joined():
    found = table(
        """
TT|Thông tin cá nhân|||Lương hiện hưởng||
|Họ và tên|Năm sinh||Ngạch|Bậc|Hệ số
||Nam|Nữ|||
1|Nguyễn Văn An|1980||CV|3|3,00
""",
        merged=(Merged(0, 0, 2, 0), Merged(0, 1, 0, 3), Merged(0, 4, 0, 6), Merged(1, 1, 2, 1),
                Merged(1, 2, 1, 3), Merged(1, 4, 2, 4), Merged(1, 5, 2, 5), Merged(1, 6, 2, 6)),
    )  # fmt: skip
    assert found.row_numbers == (4,)
    assert taken(found) == {
        "A": "serial",
        "B": "full_name",
        "C": "birth_male",
        "D": "birth_female",
        "E": "rank",
        "F": "salary_step",
        "G": "coefficient",
    }


def test_a_row_that_only_numbers_the_columns_is_no_person():
    found = table(TWO_ROWS)
    assert found.heading_rows[-1][1] == ("1", "2", "3", "4", "5", "6", "7", "8")
    lettered = table("TT|Họ và tên|Năm sinh|Chức vụ\nA|B|1|2|3\n1|Lê An|1980|CV\n")
    assert lettered.row_numbers == (2, 3) or lettered.row_numbers == (3,)


@pytest.mark.parametrize(
    "line", ["I|Ban Giám đốc||", "|I. Ban Giám đốc||", "Ban Giám đốc|||", "XLVIII|Ban Giám đốc||"]
)
def test_a_heading_of_a_group_is_no_person_and_applies_to_the_rows_below(line):
    found = table(f"TT|Họ và tên|Năm sinh|Chức vụ\n{line}\n1|Lê An|1980|GĐ\n")
    assert found.row_numbers == (3,)
    assert found.groups == (("Ban Giám đốc",),)
    assert [skipped.reason for skipped in found.skipped] == ["group"]


def test_groups_stand_inside_each_other_by_their_numbering():
    found = table(
        """
TT|Họ và tên|Năm sinh|Chức vụ
A|SỞ NỘI VỤ||
I|Ban Giám đốc||
1|Lê An|1980|GĐ
II|Phòng Công chức||
1|Lê Bình|1981|TP
B|SỞ TÀI CHÍNH||
1|Lê Cúc|1982|CV
"""
    )
    assert found.groups == (
        ("SỞ NỘI VỤ", "Ban Giám đốc"),
        ("SỞ NỘI VỤ", "Phòng Công chức"),
        ("SỞ TÀI CHÍNH",),
    )


def test_a_count_beside_a_group_does_not_make_it_a_person():
    found = table("TT|Họ và tên|Năm sinh|Chức vụ\nI|Phòng Một|5 người|\n1|Lê An|1980|CV\n")
    assert found.row_numbers == (3,)


def test_totals_signatures_and_repeated_headings_are_no_people():
    found = table(
        """
TT|Họ và tên|Năm sinh|Chức vụ|Đơn vị|Ghi chú
1|Lê An|1980|CV|Sở Nội vụ|
TT|Họ và tên|Năm sinh|Chức vụ|Đơn vị|Ghi chú
2|Lê Bình|1981|CV|Sở Nội vụ|
|Tổng cộng|2|2|2|2
||||Khánh Hòa, ngày 05 tháng 11 năm 2026|
|NGƯỜI LẬP BIỂU|||GIÁM ĐỐC|
|||||Lê Văn Chín
"""
    )
    assert found.row_numbers == (2, 4)
    assert [line.reason for line in found.skipped] == ["heading", "total", "end", "end", "end"]


def test_a_person_with_a_name_only_is_kept():
    assert table("TT|Họ và tên|Năm sinh|Chức vụ\n1|Lê An||\n").row_numbers == (2,)


def test_a_person_without_a_name_is_kept_to_be_mended():
    found = table("TT|Họ và tên|Năm sinh|Chức vụ|Đơn vị|Ngạch\n1||1980|CV|SNV|CV\n")
    assert found.row_numbers == (2,)


def test_rows_count_as_excel_shows_them_when_the_sheet_starts_lower():
    lower = sheet(TITLED)
    moved = type(lower)(lower.name, lower.rows, first_row=3, first_column=2)
    found = find_table(moved)
    assert found.row_numbers == (9,)
    assert [column.letter for column in found.columns] == ["C", "D", "E", "F", "G"]


def test_a_sheet_without_a_heading_is_refused_with_what_to_do():
    with pytest.raises(NoTable, match="Họ và tên"):
        find_table(sheet("a|b\nc|d\n"))
    assert not has_table(sheet("a|b\nc|d\n"))


def test_a_heading_alone_gives_an_empty_table():
    found = table("TT|Họ và tên|Năm sinh\n")
    assert len(found) == 0
    assert taken(found)["B"] == "full_name"


def test_what_stands_in_brackets_beside_a_heading_is_no_matter():
    found = table("TT|Họ và tên (chữ in hoa)|Ngày sinh (dd/mm/yyyy)\nI|Phòng Một|\n1|Lê An|1980\n")
    assert found.row_numbers == (3,)
    assert taken(found) == {"A": "serial", "B": "full_name", "C": "birth"}
    assert has_table(sheet("TT|Họ và tên (chữ in hoa)|Năm sinh\n1|Lê An|1980\n"))
