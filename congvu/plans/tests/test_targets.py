"""Measurable aims: what counts as one, how it is compared, and for which year."""

import pytest

from congvu.plans.reader import read_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BIỂN XANH
Số: 9/KH-UBND
Biển Xanh, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Nâng cao chất lượng công vụ giai đoạn 2026 - 2030

"""


def aims(text, section="I. MỤC TIÊU"):
    found = read_text(f"{HEAD}{section}\n1. {text}\n")["targets"]
    return [(aim["comparator"], aim["value"], aim["unit"], aim["by_year"]) for aim in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tỷ lệ hài lòng của người dân đạt từ 92% trở lên.", (">=", 92, "%", 2030)),
        ("Từ 80% cán bộ chuyên trách cấp xã trở lên có bằng đại học.", (">=", 80, "%", 2030)),
        ("Từ 20% đến 25% cấp ủy viên cấp tỉnh là nữ.", ("range", [20, 25], "%", 2030)),
        ("Tỷ lệ hồ sơ trễ hạn không vượt quá 2%.", ("<=", 2, "%", 2030)),
        ("Năm 2028: 50% công chức cấp xã qua bồi dưỡng.", ("=", 50, "%", 2028)),
        ("Mỗi sở có ít nhất 02 sáng kiến được công nhận.", (">=", 2, "sáng kiến", 2030)),
        ("Thời gian chờ giảm từ 20 phút xuống còn không quá 10 phút.", ("<=", 10, "phút", 2030)),
        ("Chỉ số PCI của tỉnh nằm trong tốp 5 cả nước.", ("<=", 5, "hạng", 2030)),
        ("Chỉ số PAPI tăng tối thiểu 0,3 điểm so với năm 2025.", (">=", 0.3, "điểm", 2030)),
        ("Phấn đấu không còn hồ sơ trễ hạn.", ("=", 0, "trường hợp", 2030)),
        ("Bồi dưỡng khoảng 1.200 lượt công chức.", ("=", 1200, "lượt", 2030)),
        ("Giảm rõ rệt tình trạng hồ sơ trễ hạn.", ("decrease", None, None, 2030)),
    ],
)
def test_an_aim_has_its_figure_comparison_and_year(text, wanted):
    assert aims(text) == [wanted]


def test_each_year_of_a_series_is_an_aim():
    found = aims("Đến hết năm 2026 có 95%, năm 2028 có 98% công chức cấp xã đạt chuẩn.")
    assert found == [("=", 95, "%", 2026), ("=", 98, "%", 2028)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Nội vụ mở 05 lớp kỹ năng số cho công chức.", [("=", 5, "lớp", 2030)]),
        ("Sở Y tế cử ít nhất 20 bác sĩ đi học.", [(">=", 20, "bác sĩ", 2030)]),
        ("Sở Nội vụ kiểm tra công vụ ít nhất 02 đợt.", []),
        ("Sở Nội vụ tổ chức ít nhất 01 hội nghị mỗi năm.", []),
        ("Sở Nội vụ trả lời trong 05 ngày làm việc.", []),
    ],
)
def test_a_duty_holds_an_aim_only_where_things_are_counted(text, wanted):
    assert aims(text, section="II. NHIỆM VỤ") == wanted


def test_a_figure_in_a_row_of_a_table_is_an_aim():
    table = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n"
        "1 | Kiểm tra công vụ tại ít nhất 30% số cơ quan | Sở Nội vụ | Năm 2027\n"
        "2 | Rà soát quy chế văn hóa công sở | Sở Tư pháp | Năm 2027\n"
    )
    found = read_text(f"{HEAD}II. NHIỆM VỤ\n{table}")["targets"]
    assert [(aim["comparator"], aim["value"]) for aim in found] == [(">=", 30)]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, tỷ lệ hồ sơ đúng hạn đạt 97,6%; riêng lĩnh vực đất đai đạt 91,2%.",
        "Tính đến ngày 31/12/2025, 96,5% công chức có trình độ đại học, trong đó thạc sĩ 11,8%.",
        "Giai đoạn 2021 - 2025, tỉnh đã cử 21.450 lượt công chức đi học, vượt 7,2% kế hoạch.",
        "Hiện chỉ 35% công chức cấp xã dùng được phần mềm một cách thành thạo.",
        "Khảo sát 1.150 học viên cho thấy 64% mong muốn được hướng dẫn tại chỗ.",
        "Học viên nghỉ quá 20% thời lượng thì không được cấp chứng chỉ.",
        "Nữ công chức đi học được hưởng thêm 10% mức hỗ trợ.",
    ],
)
def test_a_figure_of_the_past_or_of_a_rule_is_no_aim(text):
    assert aims(text, section="II. NHIỆM VỤ") == []


@pytest.mark.parametrize("section", ["I. TÌNH HÌNH", "I. KẾT QUẢ ĐẠT ĐƯỢC", "I. SỰ CẦN THIẾT"])
def test_a_section_on_how_things_are_sets_no_aims(section):
    text = "Tỷ lệ công chức có trình độ đại học đạt 97%."
    assert aims(text, section=section) == []
    assert aims(text, section="I. MỤC TIÊU") == [("=", 97, "%", 2030)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Năm 2025 có 85% công chức đạt chuẩn; phấn đấu đến năm 2028 đạt 95%.",
            [("=", 95, "%", 2028)],
        ),
        ("100% cơ quan thực hiện đánh giá trên phần mềm.", [("=", 100, "%", 2030)]),
        ("100% viên chức đã được bồi dưỡng trước khi bổ nhiệm.", [("=", 100, "%", 2030)]),
        (
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024, 90% xã đạt chuẩn.",
            [("=", 90, "%", 2030)],
        ),
        ("Năm 2026 (năm đầu), 70% công chức cấp xã đạt chuẩn.", [("=", 70, "%", 2026)]),
        ("Giảm 10% số đầu mối so với năm 2025.", [("=", 10, "%", 2030)]),
    ],
)
def test_what_is_to_come_is_an_aim_also_beside_the_past(text, wanted):
    assert aims(text, section="II. NHIỆM VỤ") == wanted


def test_a_comma_parts_two_figures_and_nothing_else():
    found = aims("Trên 98% công chức có trình độ đại học, sau đại học từ 25,5% trở lên.")
    assert [(aim[0], aim[1]) for aim in found] == [(">", 98), (">=", 25.5)]
