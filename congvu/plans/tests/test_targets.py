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
