"""Telling what each column holds."""

import pytest

from congvu.people.staff_list.columns import match_columns, missing_fields, rating_year
from congvu.people.staff_list.fields import LABELS, field_set
from congvu.people.staff_list.tests.build import table, taken


def field_of(heading):
    found = table(f"Họ và tên|Ghi chú|{heading}\nLê An|x|1\n")
    return match_columns(found)[2].field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HỌ VÀ TÊN", "full_name"),
        ("Số CCCD/CMND", "personal_id"),
        ("Số hiệu CBCCVC", "staff_number"),
        ("Dân tộc", "ethnic_group"),
        ("Ngày sinh (dd/mm/yyyy)", "birth"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Chức vụ, chức danh hiện nay", "position"),
        ("Cơ quan, đơn vị công tác", "unit"),
        ("Mã số ngạch", "rank"),
        ("Trình độ LLCT", "political_theory"),
        ("TĐ chuyên môn", "degree"),
        ("TRÌNH ĐỘ QLNN", "state_management"),
        ("Xếp loại năm 2025", "last_rating"),
        ("SĐT", "phone"),
        ("Thư điện tử công vụ", "email"),
        ("Ngày hết hạn bổ nhiệm", "term_ends_on"),
        ("Ngày vào Đảng", "party_joined_on"),
        ("Kỷ luật đang còn hiệu lực", "discipline"),
        ("Vị trí việc làm hiện nay", "job_position"),
    ],
)
def test_a_heading_leads_to_its_field(heading, field):
    if field == "full_name":
        assert taken(table(f"TT|{heading}|Ghi chú\n1|Lê An|x\n"))["B"] == field
    else:
        assert field_of(heading) == field


@pytest.mark.parametrize(
    ("upper", "lower", "field"),
    [
        ("Lương hiện hưởng", "Ngày hưởng", "step_since"),
        ("Ngày vào Đảng", "Chính thức", "party_official_on"),
        ("Ngày vào Đảng", "Dự bị", "party_joined_on"),
        ("Bổ nhiệm", "Đến ngày", "term_ends_on"),
        ("Kỷ luật", "Từ ngày", "discipline_from"),
        ("Trình độ chuyên môn", "Chuyên ngành", "field_of_study"),
    ],
)
def test_a_lower_heading_is_read_with_the_one_above(upper, lower, field):
    found = table(f"Họ và tên|Ghi chú|{upper}|\n||Bậc|{lower}\nLê An|x|a|b\n")
    by_label = {match.column.label: match.field for match in match_columns(found)}
    assert by_label[f"{upper} › {lower}"] == field


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ("Lê An|CV|05/03/1980|\nLê Na|CV||1985\n", ["birth_male", "birth_female"]),
        ("Lê An|CV|x|\nLê Na|CV||x\n", [None, None]),
    ],
)
def test_nam_and_nu_alone_are_birth_dates_where_they_hold_years(rows, fields):
    found = match_columns(table(f"Họ và tên|Ngạch|Nam|Nữ\n{rows}"))
    assert [match.field for match in found[2:]] == fields


def test_a_column_of_years_is_not_that_of_men():
    found = match_columns(table("Họ và tên|Ngạch|Năm|Nữ\nLê An|CV|2020|1980\nLê Na|CV|2021|1985\n"))
    assert "birth_male" not in [match.field for match in found]


def test_a_column_nobody_knows_is_named_not_dropped():
    matches = match_columns(table("Họ và tên|Ghi chú|Sở thích\nLê An|x|câu cá\n"))
    assert [(match.column.label, match.state) for match in matches][2] == ("Sở thích", "left")


def test_data_under_no_heading_is_named_too():
    matches = match_columns(table("Họ và tên|Năm sinh||Ghi chú\nLê An|1980|lạ|x\n"))
    assert matches[2].state == "left"
    assert matches[2].column.letter == "C"


def test_two_columns_of_one_heading_are_both_asked():
    matches = match_columns(table("Họ và tên|Năm sinh|Chức vụ|Chức vụ\nLê An|1980|a|b\n"))
    assert [match.state for match in matches[2:]] == ["asked", "asked"]
    assert matches[2].choices == ("position",)


def test_a_better_heading_leaves_the_weaker_one_another_field():
    found = taken(table("Họ và tên|Mã ngạch|Ngạch|Ghi chú\nLê An|01.003|CV|x\n"))
    assert (found["B"], found["C"]) == ("rank", "rank_name")


def test_the_officer_has_the_last_word():
    found = table("Họ và tên|Năm sinh|Chức vụ|Sở thích\nLê An|1980|a|b\n")
    matches = match_columns(found, {2: None, 3: "position"})
    assert (matches[2].field, matches[2].state) == (None, "left")
    assert (matches[3].field, matches[3].state) == ("position", "taken")


def test_a_field_given_by_hand_is_not_claimed_by_another_column():
    found = table("Họ và tên|Năm sinh|Chức vụ|Sở thích\nLê An|1980|a|b\n")
    matches = match_columns(found, {3: "position"})
    assert (matches[2].state, matches[2].field) == ("left", None)


def test_a_name_over_two_columns_is_family_and_given_name():
    found = table("TT|Họ và tên||Năm sinh|Ghi chú\n1|Nguyễn Văn|An|1980|x\n")
    assert taken(found)["B"] == "family_name"
    assert taken(found)["C"] == "given_name"
    assert missing_fields(match_columns(found)) == []


def test_boxes_to_tick_stand_for_their_value():
    found = table("Họ và tên|Giới tính||Trình độ chuyên môn||\n|Nam|Nữ|ThS|ĐH|CĐ\nLê An|x|||x|\n")
    matches = match_columns(found)
    assert [(match.field, match.tick) for match in matches[1:]] == [
        ("sex", "M"),
        ("sex", "F"),
        ("degree", "CM-ThS"),
        ("degree", "CM-DH"),
        ("degree", "CM-CD"),
    ]


def test_a_list_without_names_misses_them():
    found = table("TT|Năm sinh|Chức vụ\n1|1980|CV\n")
    assert missing_fields(match_columns(found)) == ["full_name"]


def test_the_year_of_the_rating_comes_from_its_heading():
    found = table("Họ và tên|Năm sinh|Kết quả xếp loại năm 2025\nLê An|1980|T\n")
    assert rating_year(match_columns(found)) == 2025


@pytest.mark.parametrize("kind", ["staff", "history"])
def test_every_field_has_a_screen_name(kind):
    assert set(field_set(kind).fields) <= set(LABELS)


def test_of_ratings_of_several_years_the_latest_is_taken_and_the_others_are_named():
    found = table("Họ và tên|Xếp loại năm 2024|Xếp loại năm 2025|Xếp loại năm 2023\nLê An|T|XS|T\n")
    matches = match_columns(found)
    assert [match.state for match in matches] == ["taken", "left", "taken", "left"]
    assert rating_year(matches) == 2025


def test_ratings_of_several_years_below_one_heading_are_told_apart():
    found = table("TT|Họ và tên|Xếp loại|\n||2023|2024\n1|Lê An|T|XS\n")
    by_label = {match.column.label: match.state for match in match_columns(found)}
    assert by_label["Xếp loại › 2024"] == "taken"
    assert by_label["Xếp loại › 2023"] == "left"


LISTS = {
    "by exam rules": """
STT|Họ và tên|Ngày, tháng, năm sinh||Chức vụ hoặc chức danh công tác|Cơ quan, đơn vị đang làm việc\
|Thời gian giữ ngạch (kể cả ngạch tương đương)|Mức lương hiện hưởng||Văn bằng, chứng chỉ||\
Được miễn thi|Ghi chú
||Nam|Nữ||||Hệ số lương|Mã số ngạch hiện giữ|Trình độ chuyên môn|Trình độ QLNN||
1|Nguyễn Văn A|1980||CV|SNV|5 năm|3,33|01.003|ĐH|CV||
""",
    "party list": """
TT|HỌ VÀ TÊN|NĂM SINH||CHỨC VỤ|TRÌNH ĐỘ CHUYÊN MÔN||TRÌNH ĐỘ LLCT||NGÀY VÀO ĐẢNG||GHI CHÚ
||Nam|Nữ||ThS|ĐH|CC|TC|DB|CT|
1|Nguyễn Văn A|1980||CV|x|||x|03/02/2010|03/02/2011|
""",
    "salary list": """
STT|Mã đơn vị|Tên đơn vị|Số hiệu công chức|Họ và tên|Sinh ngày|Giới|Địa chỉ|Ngạch/CDNN|Bậc\
|Hệ số lương|% PC TNVK|Phụ cấp chức vụ
1|SNV|Sở Nội vụ|1|Nguyễn Văn A|1/1/1980|Nam|NT|Chuyên viên|3|3,00||0,3
""",
}
FOUND = {
    "by exam rules": "serial full_name birth_male birth_female position unit - coefficient rank "
    "degree state_management - notes",
    "party list": "serial full_name birth_male birth_female position degree degree "
    "political_theory political_theory party_joined_on party_official_on notes",
    "salary list": "serial - unit staff_number full_name birth sex - rank salary_step coefficient "
    "overframe -",
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_of_other_layouts_are_matched_without_a_question(name):
    matches = match_columns(table(LISTS[name]))
    assert [match.field or "-" for match in matches] == FOUND[name].split()
    assert {match.state for match in matches} <= {"taken", "left"}


def test_a_doubtful_heading_is_asked_only_where_no_other_column_holds_the_field():
    doubtful = "Hộp thư điện tử cá nhân"
    asked = match_columns(table(f"Họ và tên|Năm sinh|{doubtful}\nLê An|1980|x\n"))
    assert (asked[2].state, asked[2].choices) == ("asked", ("email",))
    left = match_columns(table(f"Họ và tên|Email|{doubtful}\nLê An|a@b.example|x\n"))
    assert left[2].state == "left"
