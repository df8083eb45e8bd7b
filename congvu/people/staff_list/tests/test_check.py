"""A whole list checked: values in their columns, problems at their cells."""

from datetime import date
from decimal import Decimal

import pytest

from congvu.people.staff_list.check import STAFF_COLUMNS, Answers, check_history
from congvu.people.staff_list.columns import match_columns
from congvu.people.staff_list.problems import MESSAGES
from congvu.people.staff_list.table import find_table
from congvu.people.staff_list.tests.build import TODAY, book, checked, codes, sheet, values

HEADING = "TT|Họ và tên|Ngày sinh|Giới tính|Số CCCD|Số hiệu|Đơn vị|Ghi chú"
GOOD = "1|LÊ VĂN AN|05/03/1980|Nam|056080000001|A1|SNV|"


def people(*lines, heading=HEADING, answers=None):
    return checked("\n".join((heading, *lines)), answers)


def test_a_clean_row_gives_its_values_and_no_problem():
    result = people(GOOD)
    assert result.problems == []
    assert result.refused == set()
    assert values(result, "row", "full_name", "full_name_printed", "sex", "unit", "unit_id") == [
        (2, "Lê Văn An", "LÊ VĂN AN", "M", "SNV", "u-snv")
    ]
    assert values(result, "birth_printed", "birth_from", "birth_to") == [
        ("1980-03-05", date(1980, 3, 5), date(1980, 3, 5))
    ]


def test_rows_come_in_the_documented_order():
    result = people(GOOD)
    assert result.columns == STAFF_COLUMNS
    assert all(len(row) == len(STAFF_COLUMNS) for row in result.rows)
    assert STAFF_COLUMNS[:3] == ("row", "full_name", "full_name_printed")
    assert len(set(STAFF_COLUMNS)) == len(STAFF_COLUMNS)


def test_the_column_of_the_birth_date_tells_the_sex():
    result = checked(
        "TT|Họ và tên|Ngày sinh|\n||Nam|Nữ\n"
        "1|Lê An|05/03/1980|\n2|Lê Bê||1981\n3|Lê Xê|1/1/1980|1980"
    )
    assert values(result, "sex", "birth_printed") == [
        ("M", "1980-03-05"),
        ("F", "1981"),
        ("M", "1980-01-01"),
    ]
    assert ("C5", "birth.two_columns") in codes(result)
    assert ("D4", "birth.year_only") in codes(result)
    assert result.refused == {5}


def test_a_sex_against_the_birth_column_is_refused():
    result = checked(
        "TT|Họ và tên|Ngày sinh||Giới tính\n||Nam|Nữ|\n"
        "1|Lê An|05/03/1980||Nữ\n2|Lê Bê|05/03/1980||Nam"
    )
    assert codes(result) == [("E3", "sex.conflict")]


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        ("22/11/2026", "birth.future"),
        ("21/11/2026", "birth.too_young"),
        ("22/11/2008", "birth.too_young"),
        ("21/11/2008", None),
        ("20/11/1950", "birth.too_old"),
        ("22/11/1950", None),
        ("31/02/1980", "date.impossible"),
        ("1980", "birth.year_only"),
    ],
)
def test_births_at_the_border_of_what_can_be(birth, code):
    found = codes(people(f"1|Lê An|{birth}|Nam||A1|SNV|"))
    assert [one for one in found if one[1] != "cell.expected"] == ([("C2", code)] if code else [])


def test_a_number_used_twice_is_a_problem_at_both_cells():
    result = people(
        GOOD,
        "2|Lê Bê|06/03/1980|Nam|056080000001|A2|SNV|",
        "3|Lê Xê|07/03/1980|Nam|056080000003|a1|SNV|",
    )
    assert codes(result) == [
        ("E2", "id.duplicate"),
        ("F2", "staff_number.duplicate"),
        ("E3", "id.duplicate"),
        ("F4", "staff_number.duplicate"),
    ]
    assert result.problems[0].params["other"] == 3
    assert result.refused == {2, 3, 4}
    assert result.good_rows() == []


def test_one_name_birth_and_unit_without_numbers_is_worth_a_look():
    result = people("1|Lê An|05/03/1980|Nam|||SNV|", "2|LÊ AN|5/3/1980|Nam|||Sở NV|")
    assert ("B2", "person.duplicate") in codes(result)
    assert ("B3", "person.duplicate") in codes(result)
    assert result.refused == set()


def test_namesakes_born_in_one_year_only_are_no_duplicates():
    result = people("1|Lê An|1980|Nam|||SNV|", "2|Lê An|1980|Nam|||SNV|")
    assert "person.duplicate" not in {code for _, code in codes(result)}


@pytest.mark.parametrize(
    ("number", "is_told"),
    [("056080000001", False), ("056081000001", True), ("056180000001", True),
     ("056280000001", True)],
)  # fmt: skip
def test_the_personal_id_must_agree_with_birth_and_sex(number, is_told):
    found = codes(people(f"1|Lê An|05/03/1980|Nam|{number}|A1|SNV|"))
    assert (("E2", "id.disagrees") in found) is is_told


PAY = "TT|Họ và tên|Ngày sinh|Mã ngạch|Bậc|Hệ số"


@pytest.mark.parametrize(
    ("pay", "found"),
    [
        ("01.003|3|3,00", []),
        ("CVC|1|4,40", []),
        ("CV|9|4,98", []),
        ("CV|3|3,33", [("F2", "coefficient.table")]),
        ("CV|10|4,98", [("E2", "step.beyond")]),
        ("CV||3,01", [("F2", "coefficient.not_in_table")]),
        ("CV||3,00", []),
        ("|3|3,33", [("D2", "cell.expected")]),
    ],
)
def test_the_coefficient_must_stand_in_the_table_of_the_rank(pay, found):
    assert codes(people(f"1|Lê An|05/03/1980|{pay}", heading=PAY)) == found


def test_a_wrong_coefficient_names_the_right_one():
    problem = people("1|Lê An|05/03/1980|CV|3|3,33", heading=PAY).problems[0]
    assert problem.suggestion == "3,00"
    assert "Chuyên viên" in problem.say()


def test_a_coefficient_is_an_exact_number():
    result = people("1|Lê An|05/03/1980|CV|3|3.00", heading=PAY)
    assert values(result, "rank", "salary_group", "salary_step", "coefficient") == [
        ("01.003", "A1", 3, Decimal("3.00"))
    ]


def test_the_name_of_the_rank_stands_in_where_its_code_is_empty():
    result = people(
        "1|Lê An|05/03/1980||Chuyên viên|x",
        "2|Lê Bê|05/03/1980|01.002|Chuyên viên|x",
        heading="TT|Họ và tên|Ngày sinh|Mã ngạch|Ngạch|Ghi chú",
    )
    assert values(result, "rank") == [("01.003",), ("01.002",)]
    assert ("E3", "rank.conflict") in codes(result)


@pytest.mark.parametrize(
    ("birth", "recruited", "found"),
    [
        ("05/03/1980", "04/03/1980", [("D2", "order.recruited_before_birth")]),
        ("05/03/1980", "04/03/1998", [("D2", "order.recruited_young")]),
        ("05/03/1980", "05/03/1998", []),
        ("1980", "1998", [("C2", "birth.year_only")]),
        ("1980", "1979", [("C2", "birth.year_only"), ("D2", "order.recruited_before_birth")]),
        ("05/03/1980", "22/11/2026", [("D2", "date.future")]),
        ("05/03/1980", "21/11/2026", []),
    ],
)
def test_recruitment_against_birth(birth, recruited, found):
    result = people(
        f"1|Lê An|{birth}|{recruited}|x", heading="TT|Họ và tên|Ngày sinh|Ngày tuyển dụng|Ghi chú"
    )
    assert codes(result) == found


def test_party_and_term_days_out_of_order_are_told():
    result = people(
        "1|Lê An|03/02/2010|02/02/2010|01/07/2025|30/06/2025",
        "2|Lê Bê|03/02/2010|03/02/2011|01/07/2025|30/06/2030",
        heading="TT|Họ và tên|Ngày vào Đảng|Ngày chính thức|Ngày bổ nhiệm|Ngày hết hạn bổ nhiệm",
    )
    assert codes(result) == [("D2", "order.party"), ("F2", "order.term")]


def test_an_empty_cell_of_a_column_standards_rest_on_is_told():
    result = people("1|Lê An||", heading="TT|Họ và tên|Trình độ chuyên môn|Ghi chú")
    assert codes(result) == [("C2", "cell.expected")]


def test_a_person_without_a_name_is_refused_at_the_cell_of_the_name():
    result = people("1||05/03/1980|Nam|056080000001|A1|SNV|")
    assert codes(result) == [("B2", "name.missing")]


def test_units_are_known_unknown_or_several():
    result = people(
        "1|Lê An|05/03/1980|Nam|056080000001|A1|Sở lạ|",
        "2|Lê Bê|05/03/1980|Nam|056080000002|A2|Phòng VHXH|",
        "3|Lê Xê|05/03/1980|Nam|056080000003|A3|Sở GTVT|",
        answers=Answers(),
    )
    assert codes(result) == [("G2", "unit.unknown"), ("G3", "unit.several")]
    assert values(result, "unit_id") == [(None,), (None,), ("u-sxd",)]


def test_the_officers_answer_on_a_unit_holds_for_all_its_rows():
    said = Answers(units={"Sở lạ": "u-stc"})
    result = people("1|Lê An|05/03/1980|Nam|056080000001|A1|Sở lạ|", answers=said)
    assert values(result, "unit_id") == [("u-stc",)]
    assert result.problems == []


def test_a_person_of_no_unit_is_refused_unless_the_list_has_one():
    assert codes(people("1|Lê An|05/03/1980|x", heading="TT|Họ và tên|Ngày sinh|Ghi chú",
                        answers=Answers())) == [("B2", "unit.missing")]  # fmt: skip
    assert codes(people("1|Lê An|05/03/1980|x", heading="TT|Họ và tên|Ngày sinh|Ghi chú")) == []


def test_the_groups_above_give_unit_and_division():
    result = people(
        "I|SỞ NỘI VỤ||",
        "1|Phòng Công chức, viên chức||",
        "1|Lê An|05/03/1980|x",
        "II|UBND phường Nha Trang||",
        "1|Lê Bê|05/03/1980|x",
        heading="TT|Họ và tên|Ngày sinh|Ghi chú",
        answers=Answers(),
    )
    assert values(result, "unit_id", "division", "division_id") == [
        ("u-snv", "Phòng Công chức, viên chức", "u-cc"),
        ("u-nt", None, None),
    ]
    assert result.problems == []


def test_a_division_the_unit_lacks_is_told():
    result = people(
        "1|Lê An|05/03/1980|SNV|Phòng Lạ", heading="TT|Họ và tên|Ngày sinh|Đơn vị|Phòng"
    )
    assert codes(result) == [("E2", "division.unknown")]


def test_ticks_are_read_as_values_and_two_ticks_are_refused():
    result = checked(
        "TT|Họ và tên|Trình độ chuyên môn||\n||ThS|ĐH|CĐ\n1|Lê An||x|\n2|Lê Bê|x||\n3|Lê Xê|x||x"
    )
    assert values(result, "degree") == [("CM-DH",), ("CM-ThS",), (None,)]
    assert codes(result) == [("C5", "tick.several")]


def test_family_and_given_name_are_joined():
    result = people("1|NGUYỄN VĂN|AN|05/03/1980", heading="TT|Họ và tên||Ngày sinh")
    assert values(result, "full_name") == [("Nguyễn Văn An",)]


DISCIPLINE = "TT|Họ và tên|Đối tượng|Kỷ luật"


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("CC", "Khiển trách", ("CC-KT", None)),
        ("VC", "Cảnh cáo từ 05/06/2026", ("VC-CC", "2026-06-05")),
        ("CB", "Khiển trách (QĐ số 12 ngày 05/06/2026)", ("CB-KT", "2026-06-05")),
        ("", "Cảnh cáo về Đảng", ("DV-CC", None)),
        ("CC", "Không", ("NONE", None)),
        ("CC", "", (None, None)),
    ],
)
def test_discipline_in_force_by_corps(kind, typed, expected):
    result = people(f"1|Lê An|{kind}|{typed}", heading=DISCIPLINE)
    assert values(result, "discipline", "discipline_from_printed") == [expected]


def test_the_field_of_study_comes_from_its_column_else_from_the_degree():
    result = people(
        "1|Lê An|Đại học Luật||x",
        "2|Lê Bê|ĐH Luật|Luật kinh tế|x",
        heading="TT|Họ và tên|Trình độ chuyên môn|Chuyên ngành|Ghi chú",
    )
    assert values(result, "degree", "field_of_study") == [
        ("CM-DH", "Luật"),
        ("CM-DH", "Luật kinh tế"),
    ]


def test_the_rating_knows_its_year():
    result = people("1|Lê An|HTTNV", heading="TT|Họ và tên|Xếp loại năm 2025")
    assert values(result, "last_rating", "rating_year") == [("T", 2025)]


def test_years_of_two_digits_are_read_once_the_officer_says_how():
    line = "1|Lê An|05/03/80|x"
    heading = "TT|Họ và tên|Ngày sinh|Ghi chú"
    assert codes(people(line, heading=heading)) == [("C2", "date.two_digit_year")]
    said = Answers(century_from=1930, default_unit="u-snv")
    assert people(line, heading=heading, answers=said).problems == []


def test_an_empty_list_gives_no_rows():
    result = people()
    assert (result.rows, result.problems, result.refused) == ([], [], set())


def test_every_message_can_be_said():
    words = (
        "text read days month first last age other count list choices step rank right unit field "
        "kept cut"
    )
    params = dict.fromkeys(words.split(), "1")
    assert all(message % params for _, message in MESSAGES.values())


def test_the_history_sheet_is_read_by_person_and_month():
    found = find_table(
        sheet(
            """
TT|Số CCCD|Họ và tên|Từ tháng|Đến tháng|Chức vụ|Đơn vị
1|056080000001|Lê Văn An|3/2012|02/2015|CV|Sở GTVT
2|056080000001|Lê Văn An|03/2015||PTP|Sở Nội vụ
3||Lê Văn Bê|03/2015|02/2015|CV|Nơi khác
"""
        ),
        "history",
    )
    matches = match_columns(found, kind="history")
    result = check_history(found, matches, today=TODAY, units=book())
    assert values(result, "personal_id", "period_from_printed", "period_to_to", "unit_id",
                  "position") == [
        ("056080000001", "2012-03", date(2015, 2, 28), "u-sxd", "Chuyên viên"),
        ("056080000001", "2015-03", None, "u-snv", "Phó Trưởng phòng"),
        (None, "2015-03", date(2015, 2, 28), None, "Chuyên viên"),
    ]  # fmt: skip
    assert codes(result) == [("B4", "key.missing"), ("E4", "order.period")]


@pytest.mark.parametrize(
    ("post", "division", "read"),
    [
        ("Giám đốc Sở Nội vụ", "", "Giám đốc"),
        ("GĐ Sở", "", "Giám đốc Sở"),
        ("TP Công chức, viên chức", "Phòng Công chức, viên chức", "Trưởng phòng"),
        ("Trưởng phòng Nơi khác", "Phòng Công chức, viên chức", "Trưởng phòng Nơi khác"),
        ("Trưởng phòng", "", "Trưởng phòng"),
    ],
)
def test_a_post_that_repeats_its_own_unit_is_the_bare_title(post, division, read):
    result = people(f"1|Lê An|{post}|{division}|SNV", heading="TT|Họ và tên|Chức vụ|Phòng|Đơn vị")
    assert values(result, "position") == [(read,)]


def test_a_mistyped_unit_is_refused_with_the_name_it_comes_nearest_to():
    result = people("1|Lê An|05/03/1980|Nam|056080000001|A1|Sở Nội vục|")
    assert [(one.code, one.suggestion) for one in result.problems] == [
        ("unit.unknown", "Sở Nội vụ")
    ]


def test_a_page_of_text_in_a_cell_is_quoted_in_brief():
    result = people("1|Lê An|" + "x" * 5000 + "|Nam|056080000001|A1|SNV|")
    assert len(result.problems[0].say()) < 400
