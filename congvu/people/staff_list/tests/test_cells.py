"""Reading one cell of each kind."""

import unicodedata
from decimal import Decimal

import pytest

from congvu.people.staff_list import cells
from congvu.people.staff_list.fields import field_set
from congvu.people.staff_list.fold import clean


def read(code, text):
    reader = cells.cleaned(cells.reader_of(field_set("staff").fields[code]), 1)
    return reader(text)


def finding(code, text):
    found = read(code, text).finding
    return found.code if found else None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NGUYỄN VĂN ÁNH", "Nguyễn Văn Ánh"),
        ("nguyễn  văn\u00a0ánh", "Nguyễn Văn Ánh"),
        (unicodedata.normalize("NFD", "Trần Thị Hường"), "Trần Thị Hường"),
        ("K'BRÊU", "K'Brêu"),
        ("Y-JUT NIÊ", "Y-Jut Niê"),
        ("H’HEN NIÊ KDĂM", "H’Hen Niê Kdăm"),
        ("Đỗ Thị mẫu", "Đỗ Thị Mẫu"),
        ("NGUYỄN VĂN An", "Nguyễn Văn An"),
        ("Chamaléa Thị DeLa", "Chamaléa Thị DeLa"),
        ("ĐỖ THỊ ĐÀO", "Đỗ Thị Đào"),
    ],
)
def test_names_come_out_in_proper_case(typed, name):
    cell = read("full_name", typed)
    assert cell.values[0] == name
    assert cell.values[1] == clean(typed)


@pytest.mark.parametrize(
    "typed",
    ["Ông Lê Văn An", "ThS. Lê Văn An", "LÊ VĂN AN (Phó GĐ)", "Lê Văn An - Giám đốc",
     "Đ/c Lê Văn An",     "Lê Văn An, Trưởng phòng", "BSCKI. Lê Văn An"],
)  # fmt: skip
def test_titles_around_a_name_are_cut_and_told(typed):
    cell = read("full_name", typed)
    assert cell.values[0] == "Lê Văn An"
    assert cell.finding is not None
    assert cell.finding.code == "name.cut"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Lê Văn 4n", "name.digits"), ("NguyÔn V¨n A", "name.letters"), ("An", "name.single"),
     ("=cmd|' /C calc'!A0", "name.letters")],
)  # fmt: skip
def test_what_is_no_name_is_told(typed, code):
    assert finding("full_name", typed) == code


@pytest.mark.parametrize("typed", ["Nam", "NAM", "nam ", "M"])
def test_words_for_men(typed):
    assert read("sex", typed).values == ("M",)


@pytest.mark.parametrize("typed", ["Nữ", "NỮ", "nu", "F", unicodedata.normalize("NFD", "nữ")])
def test_words_for_women(typed):
    assert read("sex", typed).values == ("F",)


def test_an_unknown_sex_is_refused():
    assert finding("sex", "1") == "sex.unknown"


@pytest.mark.parametrize(
    ("typed", "values", "code"),
    [
        ("056080001234", ("056080001234", None), None),
        ("056 080 001 234", ("056080001234", None), None),
        ("'056080001234", ("056080001234", None), None),
        ("56080001234", ("056080001234", None), "id.zeros"),
        ("1080001234", ("001080001234", None), "id.zeros"),
        ("225123456", (None, "225123456"), "id.old"),
        ("25123456", (None, "025123456"), "id.old"),
        ("0560800012345", (None, None), "id.length"),
        ("1234567", (None, None), "id.length"),
        ("5.6089E+10", (None, None), "id.letters"),
        ("05608000123²", (None, None), "id.letters"),
        ("０５６０８０００１２３４", (None, None), "id.letters"),
    ],
)
def test_personal_ids(typed, values, code):
    assert read("personal_id", typed).values == values
    assert finding("personal_id", typed) == code


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("ethnic_group", "Kinh", "01"),
        ("ethnic_group", "RAGLAI", "21"),
        ("ethnic_group", "Ra-glai", "21"),
        ("ethnic_group", "Thổ", "24"),
        ("ethnic_group", "K'Ho", "16"),
        ("ethnic_group", "Chàm", "17"),
        ("religion", "Không", "00"),
        ("religion", "Thiên chúa giáo", "02"),
        ("object_kind", "Công chức", "CC"),
        ("object_kind", "VC", "VC"),
        ("object_kind", "HĐ 111", "HD111"),
        ("rank", "01.003", "01.003"),
        ("rank", "1.003", "01.003"),
        ("rank", "1.01", "01.010"),
        ("rank", "CVC", "01.002"),
        ("rank", "chuyên viên cao cấp", "01.001"),
        ("rank", "01.003 - Chuyên viên", "01.003"),
        ("rank", "V070329", "V.07.03.29"),
        ("rank", "GV tiểu học hạng II", "V.07.03.28"),
        ("rank", "GVTHCS hạng II", "V.07.04.31"),
        ("rank", "Điều dưỡng hạng III", "V.08.05.12"),
        ("rank", "Bác sĩ (hạng III)", "V.08.01.03"),
        ("political_theory", "CCLLCT", "CC"),
        ("political_theory", "Trung cấp LLCT", "TC"),
        ("political_theory", "cử nhân", "CN"),
        ("political_theory", "SC", "SC"),
        ("state_management", "CVC", "CVC"),
        ("state_management", "QLNN ngạch chuyên viên", "CV"),
        ("it_level", "ƯDCNTT cơ bản", "CB"),
        ("it_level", "B", "B"),
        ("last_rating", "HTXSNV", "XS"),
        ("last_rating", "Hoàn thành tốt nhiệm vụ", "T"),
        ("last_rating", "HT", "HT"),
        ("last_rating", "không hoàn thành nhiệm vụ", "KHT"),
        ("staff_number", " snv 0012 ", "SNV0012"),
        ("email", "An.Le@Congvu.Example", "an.le@congvu.example"),
    ],
)
def test_values_are_found_by_code_name_or_short_form(field, typed, value):
    assert read(field, typed).values == (value,)


@pytest.mark.parametrize(
    ("typed", "code", "detail"),
    [
        ("ĐH", "CM-DH", None),
        ("Thạc sỹ", "CM-ThS", None),
        ("ThS.", "CM-ThS", None),
        ("CĐ", "CM-CD", None),
        ("Đại học Luật", "CM-DH", "Luật"),
        ("ThS Quản lý công", "CM-ThS", "Quản lý công"),
        ("Cử nhân Kế toán", "CM-DH", "Kế toán"),
        ("BSCKI", "CM-CK1", None),
        ("12/12", "GD-DH12", None),
    ],
)
def test_degrees_bring_their_field_of_study(typed, code, detail):
    assert read("degree", typed).values == (code, detail)


def test_a_value_outside_its_list_is_refused_or_left_out():
    assert finding("degree", "cao siêu") == "code.unknown"
    assert finding("religion", "đạo lạ") == "code.unknown_kept"


def test_a_word_of_several_meanings_is_asked():
    assert finding("ethnic_group", "Xá Lá Vàng") == "code.several"


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("3", (3, None)), ("Bậc 3", (3, None)), ("03", (3, None)), ("3/9", (3, None)),
        ("IV", (4, None)), ("9/9 VK 5%", (9, 5)), ("VK 7%", (None, 7)), ("12", (12, None)),
    ],
)  # fmt: skip
def test_salary_steps(typed, values):
    assert read("salary_step", typed).values == values


@pytest.mark.parametrize("typed", ["0", "13", "ba", "2026-09-03"])
def test_what_is_no_salary_step_is_refused(typed):
    assert finding("salary_step", typed) in ("step.unreadable", "number.is_date")


def test_a_step_excel_turned_into_a_date_is_offered_back():
    found = read("salary_step", "2026-09-03").finding
    assert found is not None
    assert found.suggestion == "3"


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("3,33", (Decimal("3.33"), None)), ("3.33", (Decimal("3.33"), None)),
        ("3", (Decimal("3.00"), None)), ("4.4", (Decimal("4.40"), None)),
        ("4,98 + VK 8%", (Decimal("4.98"), 8)), ("6.200", (Decimal("6.20"), None)),
    ],
)  # fmt: skip
def test_coefficients(typed, values):
    assert read("coefficient", typed).values == values


@pytest.mark.parametrize(
    ("typed", "guess"), [("333", "3,33"), ("abc", ""), ("99", ""), ("0,5", "")]
)
def test_what_is_no_coefficient_is_refused_with_a_guess(typed, guess):
    found = read("coefficient", typed).finding
    assert found is not None
    assert (found.code, found.suggestion) == ("coefficient.form", guess)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0905 123 456", "0905123456"), ("905123456", "0905123456"), ("+84905123456", "0905123456"),
        ("0258.3822.123", "02583822123"), ("0905123456/0914123456", "0905123456; 0914123456"),
    ],
)  # fmt: skip
def test_telephone_numbers_keep_or_regain_their_zero(typed, number):
    assert read("phone", typed).values == (number,)


def test_a_bad_telephone_number_or_address_is_left_out_with_a_warning():
    assert finding("phone", "0905") == "phone.form"
    assert finding("email", "an.le") == "email.form"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("GĐ", "Giám đốc"),
        ("PGĐ", "Phó Giám đốc"),
        ("GĐ Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        ("P. Trưởng phòng", "Phó Trưởng phòng"),
        ("TP Tổ chức", "Trưởng phòng Tổ chức"),
        ("Trưởng phòng Tổ chức", "Trưởng phòng Tổ chức"),
        ("PCT UBND xã", "Phó Chủ tịch UBND xã"),
        ("Chủ tịch UBND phường", "Chủ tịch UBND phường"),
        ("CT UBND phường", "Chủ tịch UBND phường"),
        ("Phi công", "Phi công"),
    ],
)
def test_posts_are_written_out(typed, name):
    assert read("position", typed).values == (name,)


@pytest.mark.parametrize(
    ("typed", "language", "level"),
    [("Anh B1", "en", "3"), ("B", "en", "2"), ("ĐH Tiếng Pháp", "fr", "DH"),
     ("IELTS 6.0", "en", "KHAC"), ("Tiếng Trung bậc 4", "zh", "4"), ("Anh văn C", "en", "3")],
)  # fmt: skip
def test_languages_and_their_levels(typed, language, level):
    assert read("language", typed).values == (language, level, typed)


@pytest.mark.parametrize("typed", ["", "  ", "-", "–", "//", "\u00a0"])
@pytest.mark.parametrize("field", ["birth", "degree", "phone", "personal_id", "notes"])
def test_signs_of_nothing_are_blank(field, typed):
    code = "recruited_on" if field == "birth" else field
    cell = read(code, typed)
    assert set(cell.values) == {None}
    assert cell.finding is None


@pytest.mark.parametrize(
    ("field", "length", "code"),
    [
        ("full_name", 100, None),
        ("full_name", 101, "text.long"),
        ("staff_number", 40, None),
        ("staff_number", 41, "text.long"),
        ("notes", 300, None),
        ("notes", 301, "text.cut"),
    ],
)
def test_texts_are_as_long_as_a_dossier_has_room_for(field, length, code):
    text = "Lê " + "a" * (length - 3) if field == "full_name" else "a" * length
    assert finding(field, text) == code
    assert all(value is None or len(value) <= length for value in read(field, text).values)


def test_signs_no_screen_shows_are_taken_out():
    assert read("notes", "a\x00b\x1f\u200bc\u2007d\x0be").values == ("abc d e",)


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [("5", 5, None), ("5%", 5, None), ("0.05", 5, None), ("0,17", 17, None), ("0", None, None),
     ("60", 60, None), ("61", None, "percent.form"), ("5,5%", None, "percent.form"),
     ("năm", None, "percent.form")],
)  # fmt: skip
def test_percents_above_the_last_step(typed, value, code):
    assert read("overframe", typed).values == (value,)
    assert finding("overframe", typed) == code
