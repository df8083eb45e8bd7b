"""Who does it and when, in the shapes papers print it: tails, cells, run-on labels, ticks."""

import pytest

from congvu.plans.reader import read_text
from congvu.plans.reader.assign import read_assignment
from congvu.plans.reader.labels import split_both
from congvu.plans.reader.told import read_told

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BIỂN XANH
Số: 9/KH-UBND
Biển Xanh, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Nâng cao chất lượng công vụ năm 2026

II. NHIỆM VỤ
"""


def tasks(body):
    return read_text(HEAD + body)["tasks"]


@pytest.mark.parametrize(
    ("text", "lead", "partners"),
    [
        ("Giao Viện Nhân lực Biển Xanh chủ trì tổ chức khảo sát", "Viện Nhân lực Biển Xanh", ()),
        ("Giao Mái ấm Hoa Sen khảo sát nhu cầu", "Mái ấm Hoa Sen", ()),
        ("Khu Công nghệ cao Bình Minh chủ trì lập đề án", "Khu Công nghệ cao Bình Minh", ()),
        ("Tổ Tư vấn Xanh tổ chức khảo sát", "Tổ Tư vấn Xanh", ()),
        ("Sở Nội vụ cùng với Sở Tư pháp rà soát biên chế", "Sở Nội vụ", ("Sở Tư pháp",)),
        ("Ban Dân vận cùng Tỉnh đoàn kiểm tra cơ sở", "Ban Dân vận", ("Tỉnh đoàn",)),
        ("Lập đề án - Sở Nội vụ chuẩn bị, Sở Tư pháp phối hợp", "Sở Nội vụ", ("Sở Tư pháp",)),
    ],
)
def test_the_bearer_is_read(text, lead, partners):
    found = read_assignment(text)
    assert found is not None
    assert (found.lead, found.partners) == ((lead,), partners)


def test_two_bodies_may_lead_together():
    found = read_assignment("Sở Nội vụ và Ban Tổ chức Tỉnh ủy cùng chủ trì tham mưu quy chế")
    assert found is not None
    assert found.lead == ("Sở Nội vụ", "Ban Tổ chức Tỉnh ủy")


@pytest.mark.parametrize(
    "value",
    [
        "Chủ trì: Sở Nội vụ. Phối hợp: Sở Tư pháp",
        "Sở Nội vụ chủ trì; Sở Tư pháp phối hợp",
        "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp",
    ],
)
def test_a_cell_with_both_is_split(value):
    assert split_both(value) == ("Sở Nội vụ", "Sở Tư pháp")


def test_a_line_of_bearers_and_time_is_told_from_a_duty():
    told = read_told("Sở Nội vụ chuẩn bị, Sở Tư pháp phối hợp; quý II/2026.")
    assert told is not None
    assert told.fields == {
        "lead": "Sở Nội vụ", "coordinating": "Sở Tư pháp", "time": "quý II/2026",
    }  # fmt: skip
    assert read_told("Sở Nội vụ chuẩn bị hội nghị; quý II/2026.") is None
    assert read_told("Sở Nội vụ chủ trì:") is None


def test_ticks_under_quarters_are_times():
    found = tasks(
        "TT | Nhiệm vụ | Phân công (chủ trì/phối hợp) | Quý I/2026 | Quý II/2026 | Quý III/2026\n"
        "1 | Kiểm tra công vụ đột xuất | Chủ trì: Sở Nội vụ. Phối hợp: Sở Tư pháp | | x | x\n"
        "2 | Đối thoại với doanh nghiệp | Chủ trì: Sở Tài chính | Hằng quý | | \n"
    )
    assert [task["lead"] for task in found] == [["Sở Nội vụ"], ["Sở Tài chính"]]
    assert [task["deadline"]["kind"] for task in found] == ["range", "recurring"]
    assert found[0]["deadline"]["due"] == "2026-09-30"


def test_letters_inside_a_paragraph_are_items():
    found = tasks(
        "1. Sở Nội vụ: a) rà soát quy chế, xong trong quý I/2026; b) lập danh sách, hoàn thành "
        "chậm nhất tháng 6/2026.\n"
    )
    assert [task["ref"] for task in found] == ["II.1.a", "II.1.b"]
    assert [task["deadline"]["due"] for task in found] == ["2026-03-31", "2026-06-30"]


def test_a_signature_is_no_duty():
    found = tasks(
        "1. Sở Nội vụ rà soát quy chế.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n\nLê Văn A\n"
    )
    assert [task["ref"] for task in found] == ["II.1"]


def test_a_closing_paragraph_gives_the_work_above_it():
    found = tasks(
        "1. Đổi mới đánh giá\n- Xây dựng khung tiêu chí đánh giá theo vị trí việc làm.\n\n"
        "- Mở rộng lấy phiếu tín nhiệm ở các đơn vị.\n\n"
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp thực hiện các nội dung nêu tại mục này; "
        "hoàn thành trong quý II/2026.\n"
    )
    assert [task["lead"] for task in found] == [["Sở Nội vụ"]] * 2
    assert [task["coordinating"] for task in found] == [["Sở Tư pháp"]] * 2
    assert {task["deadline"]["due"] for task in found} == {"2026-06-30"}


def test_each_body_of_a_sentence_has_its_own_duty_and_time():
    found = tasks(
        "1. Giao Sở Nội vụ chủ trì lập đề án, trình trong tháng 7/2026; giao Sở Tài chính bố trí "
        "kinh phí, xong trước ngày 15/8/2026.\n"
    )
    assert [task["lead"] for task in found] == [["Sở Nội vụ"], ["Sở Tài chính"]]
    assert [task["deadline"]["due"] for task in found] == ["2026-07-31", "2026-08-15"]


def test_a_bracket_below_the_last_letter_holds_for_all_letters():
    found = tasks(
        "1. Luân chuyển cán bộ\na) Rà soát, bổ sung quy hoạch.\nb) Luân chuyển cán bộ trẻ.\n"
        "(Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp thực hiện; thời gian: quý III/2026).\n"
    )
    assert [(task["ref"], task["lead"]) for task in found] == [
        ("II.1.a", ["Sở Nội vụ"]),
        ("II.1.b", ["Sở Nội vụ"]),
    ]


def test_a_quarter_without_a_year_is_of_the_year_of_the_plan():
    found = tasks("1. Sở Nội vụ nâng cấp phần mềm một cửa trong quý II.\n")
    assert found[0]["deadline"]["due"] == "2026-06-30"
