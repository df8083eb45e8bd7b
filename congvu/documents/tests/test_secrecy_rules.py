"""What is a secrecy mark, and what only holds the word."""

import unicodedata

import pytest

from congvu.catalog.selectors import read_codes
from congvu.documents.rules.secrecy import MARKS, secrecy_of_name, secrecy_of_text


def test_the_marks_are_those_of_the_official_list():
    listed = {
        row["code"]: row["name_vi"].upper()
        for row in read_codes("secrecy_levels")
        if row["may_be_stored_on_platform"] == "0"
    }
    assert listed == MARKS


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("MẬT", "1"),
        ("  * MẬT *  ", "1"),
        ("[MẬT]", "1"),
        ("M Ậ T", "1"),
        ("Mật", "1"),
        ("TỐI MẬT", "2"),
        ("TỐI  MẬT", "2"),
        ("tối mật", "2"),
        ("T Ố I   M Ậ T", "2"),
        ("TUYỆT MẬT", "3"),
        ("Tuyệt mật", "3"),
        ("TUYỆTMẬT", "3"),
        ("MẬT (Bản số: 02)", "1"),
        ("Độ mật: Mật", "1"),
        ("Mức độ mật: tối mật", "2"),
        ("DẤU CHỈ ĐỘ MẬT – TUYỆT MẬT", "3"),
        ("Độ mật | Mật", "1"),
        ("Số: 15-KL/TU MẬT", "1"),
        ("MẬT Khánh Hòa, ngày 05 tháng 9 năm 2026", "1"),
        ("TỈNH ỦY KHÁNH HÒA\tTỐI MẬT", "2"),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), "3"),
        ("mËt", "1"),
        ("MËT", "1"),
        ("tèi mËt", "2"),
        ("tuyÖt mËt", "3"),
        ("TUYEÄT MAÄT", "3"),
        ("TØnh uû Kh¸nh Hoµ\ttèi mËt", "2"),
    ],
)
def test_a_stamp_is_known_however_it_is_spaced_or_written(line, code):
    lines = ["ĐẢNG CỘNG SẢN VIỆT NAM", line, "Căn cứ Điều lệ Đảng,"]
    assert secrecy_of_text(lines) == code


@pytest.mark.parametrize(
    "line",
    [
        "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
        "bí mật kinh doanh",
        "Đổi mật khẩu mỗi 90 ngày",
        "Quan hệ thân mật với đồng nghiệp",
        "BẢO MẬT",
        "Bí mật",
        "Mật độ dân số: 120 người/km²",
        "Độ mật: Không mật",
        "Độ mật: bình thường",
        "Mức độ bảo mật: cao",
        "Nguyễn Văn | Mật | 1980",
        "Sản xuất mật ong",
        "Tài liệu mật phải để ngoài hệ thống này.",
        "LuËt B¶o vÖ bÝ mËt nhµ n­íc",
        "mËt khÈu",
        "ĐỀ ÁN MẬT ĐỘ XÂY DỰNG",
        "",
    ],
)
def test_the_word_inside_other_words_is_no_stamp(line):
    assert secrecy_of_text(["ĐẢNG CỘNG SẢN VIỆT NAM", line, "Căn cứ"]) == ""


def test_a_word_broken_off_a_line_is_no_stamp():
    assert secrecy_of_text(["về việc bảo vệ bí", "mật"]) == ""
    assert secrecy_of_text(["LUẬT BẢO VỆ BÍ", "MẬT"]) == ""
    assert secrecy_of_text(["quy định về tài liệu", "mật"]) == ""


def test_a_given_name_in_a_cell_is_no_stamp_unless_a_column_says_so():
    assert secrecy_of_text(["Họ đệm", "Tên", "Nguyễn Văn", "Mật"], are_cells=True) == ""
    assert secrecy_of_text(["Số ký hiệu", "Độ mật", "15/QĐ", "Mật"], are_cells=True) == "1"
    assert secrecy_of_text(["Kế hoạch", "MẬT"], are_cells=True) == "1"


def test_the_highest_of_several_marks_is_told():
    assert secrecy_of_text(["MẬT", "Kính gửi:", "TUYỆT MẬT"]) == "3"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("15-KL.TU MẬT.pdf", "1"),
        ("Báo cáo (mật).docx", "1"),
        ("báo cáo mật.docx", "1"),
        ("12. TỐI MẬT", "2"),
        ("Số 5.MẬT", "1"),
        ("bao_cao_TUYET_MAT.pdf", "3"),
        ("Tờ trình - Tối mật.docx", "2"),
        ("toi-mat-2026.xlsx", "2"),
        ("Bảo vệ bí mật nhà nước.pdf", ""),
        ("BÍ MẬT KINH DOANH.docx", ""),
        ("Hướng dẫn đổi mật khẩu.pdf", ""),
        ("QUY ĐỊNH MẬT KHẨU.pdf", ""),
        ("Bằng đại học Nguyễn Văn Mật.pdf", ""),
        ("mat bang tang 2.pdf", ""),
        ("bao-mat.docx", ""),
        ("mật độ dân số.xlsx", ""),
    ],
)
def test_a_file_name_carries_the_mark_too(name, code):
    assert secrecy_of_name(name) == code
