"""Sentences of papers and what a careful clerk reads in them: who, with whom, and when."""

import pytest

from congvu.plans.reader import read_text
from congvu.plans.reader.assign import read_assignment
from congvu.plans.reader.timephrases import find_time

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BIỂN XANH
Số: 9/KH-UBND
Biển Xanh, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Nâng cao chất lượng công vụ năm 2026

II. NHIỆM VỤ
"""


def tasks(body, head=HEAD):
    return read_text(head + body)["tasks"]


def told(body):
    """Reference, bearers, partners and last day of each task."""
    return [
        (task["ref"], "; ".join(task["lead"]), "; ".join(task["coordinating"]), task["deadline"])
        for task in tasks(body)
    ]


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (
            "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính lập đề án, hoàn thành trong quý "
            "II/2026. Sở Y tế góp ý trước ngày 15/4/2026. Văn phòng UBND tỉnh đôn đốc việc làm.",
            [
                ("Sở Nội vụ", "Sở Tài chính", "2026-06-30"),
                ("Sở Y tế", "", "2026-04-15"),
                ("Văn phòng UBND tỉnh", "", None),
            ],
        ),
        (
            "Hội đồng thi tuyển công chức tỉnh tổ chức kỳ thi, xong trước ngày 30/9/2026. Cơ quan, "
            "đơn vị có thay đổi về nhu cầu tuyển dụng gửi văn bản về Sở Nội vụ trước ngày "
            "15/5/2026.",
            [
                ("Hội đồng thi tuyển công chức tỉnh", "", "2026-09-30"),
                ("Cơ quan, đơn vị có thay đổi về nhu cầu tuyển dụng", "", "2026-05-15"),
            ],
        ),
        (
            "Đề nghị Ban Tổ chức Tỉnh ủy cho ý kiến trước ngày 20/3/2026; yêu cầu UBND các xã, "
            "phường báo cáo số liệu chậm nhất ngày 28/02/2026.",
            [
                ("Ban Tổ chức Tỉnh ủy", "", "2026-03-20"),
                ("UBND các xã, phường", "", "2026-02-28"),
            ],
        ),
        (
            "Giao cho Tổ công tác cải cách hành chính của tỉnh rà soát quy trình; phối hợp: Sở Tư "
            "pháp, Văn phòng UBND tỉnh.",
            [
                (
                    "Tổ công tác cải cách hành chính của tỉnh",
                    "Sở Tư pháp; Văn phòng UBND tỉnh",
                    None,
                )
            ],
        ),
        (
            "Sở Nội vụ kiện toàn Ban Chỉ đạo trong quý I/2026; rà soát biên chế trước ngày "
            "30/6/2026.",
            [("Sở Nội vụ", "", "2026-03-31"), ("Sở Nội vụ", "", "2026-06-30")],
        ),
        (
            "Các sở, ban, ngành tỉnh; UBND các xã, phường; Công an tỉnh sửa quy chế. Người đứng "
            "đầu cơ quan chịu trách nhiệm về kết quả.",
            [("Các sở, ban, ngành tỉnh; UBND các xã, phường; Công an tỉnh", "", None)],
        ),
        (
            "Sở Y tế lập đề án, hoàn thành dự thảo trong tháng 3/2026, trình UBND tỉnh trước ngày "
            "30/6/2026.",
            [("Sở Y tế", "", "2026-06-30")],
        ),
        (
            "Từ tháng 3 đến tháng 8/2026, Trường Chính trị tỉnh mở lớp, có sự tham gia của Sở Nội "
            "vụ và UBND các xã, phường.",
            [("Trường Chính trị tỉnh", "Sở Nội vụ; UBND các xã, phường", "2026-08-31")],
        ),
        (
            "Trước ngày 30/9/2026, Sở Y tế cùng với Sở Tài chính kiểm tra các bệnh viện.",
            [("Sở Y tế", "Sở Tài chính", "2026-09-30")],
        ),
        (
            "Thống nhất chủ trương sắp xếp các phòng. Giao Sở Nội vụ lập đề án trong tháng 4/2026; "
            "Sở Y tế góp ý đề án.",
            [("Sở Nội vụ", "", "2026-04-30"), ("Sở Y tế", "", None)],
        ),
        (
            "Trường Chính trị tỉnh, dưới sự chỉ đạo của Tỉnh ủy, biên soạn tài liệu.",
            [("Trường Chính trị tỉnh", "", None)],
        ),
        (
            "Thi đua, khen thưởng: Hội đồng Thi đua - Khen thưởng tỉnh phát động phong trào.",
            [("Hội đồng Thi đua - Khen thưởng tỉnh", "", None)],
        ),
        (
            "Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy chỉ đạo, tháo gỡ khó khăn.",
            [("Các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy", "", None)],
        ),
        (
            "Lập chính sách nhà ở (Sở Y tế chủ trì; Sở Tài chính phối hợp; trình tháng 6/2026).",
            [("Sở Y tế", "Sở Tài chính", "2026-06-30")],
        ),
        (
            "Ký kết hợp tác - Trách nhiệm: Sở Y tế (chính), Sở Ngoại vụ (phối hợp).",
            [("Sở Y tế", "Sở Ngoại vụ", None)],
        ),
        (
            "Đặt hàng đề tài: do Sở Y tế thực hiện, thời gian từ quý II đến quý IV năm 2026.",
            [("Sở Y tế", "", "2026-12-31")],
        ),
        (
            "Sở Nội vụ sửa quy định, xong trong quý III/2026; hằng năm lập kế hoạch kiểm tra; phối "
            "hợp với Sở Y tế, Sở Tư pháp thẩm tra hồ sơ.",
            [("Sở Nội vụ", "", "2026-09-30"), ("Sở Nội vụ", "Sở Y tế; Sở Tư pháp", None)],
        ),
        (
            "Sở Nội vụ, Sở Y tế, theo chức năng, nhiệm vụ, kiểm tra các đơn vị.",
            [("Sở Nội vụ; Sở Y tế", "", None)],
        ),
        (
            "Từ tháng 4 đến hết tháng 6: 03 lớp kỹ năng lãnh đạo. Đơn vị tổ chức: Sở Nội vụ.",
            [("Sở Nội vụ", "", "2026-06-30")],
        ),
        (
            "Tháng 9, tháng 10: lớp tiếng dân tộc cho công chức; Sở Nội vụ chủ trì.",
            [("Sở Nội vụ", "", "2026-10-31")],
        ),
        (
            "Các đồng chí Phó Chủ tịch UBND tỉnh theo lĩnh vực phụ trách đôn đốc các sở.",
            [("Các đồng chí Phó Chủ tịch UBND tỉnh", "", None)],
        ),
        (
            "Hằng năm, Sở Nội vụ lập kế hoạch đào tạo; mỗi năm cử ít nhất 20 công chức đi học.",
            [("Sở Nội vụ", "", None)],
        ),
        (
            "Sở Giáo dục và Đào tạo phân luồng học sinh sau trung học, xong trước ngày 30/6/2026.",
            [("Sở Giáo dục và Đào tạo", "", "2026-06-30")],
        ),
        ("Sở Nội vụ hiện có 50 biên chế, tăng 03 biên chế so với năm trước.", []),
        ("Đoàn kiểm tra do lãnh đạo Sở Nội vụ làm Trưởng đoàn, gồm 05 người.", []),
        (
            "Các cấp ủy: (a) quán triệt Nghị quyết; (b) lập chương trình trong quý I/2026.",
            [("Các cấp ủy", "", None), ("Các cấp ủy", "", "2026-03-31")],
        ),
        (
            "Theo dõi, đôn đốc; kịp thời biểu dương tập thể, cá nhân thực hiện tốt.",
            [],
        ),
    ],
)
def test_each_bearer_of_a_paragraph_has_its_own_task(item, wanted):
    found = [(lead, partners, due["due"]) for _, lead, partners, due in told(f"1. {item}\n")]
    assert found == wanted


def test_the_tasks_of_one_paragraph_are_counted_in_brackets():
    found = told("1. Giao Sở Nội vụ lập đề án. Giao Sở Y tế lập danh sách.\n")
    assert [ref for ref, *_ in found] == ["II.1(1)", "II.1(2)"]


@pytest.mark.parametrize(
    ("lead", "duty"),
    [
        ("Ban soạn thảo đề án", "tổ chức lấy ý kiến rộng rãi"),
        ("Hội đồng xét tuyển viên chức", "thông báo kết quả"),
        ("Tổ công tác kiểm tra công vụ của tỉnh", "lập kế hoạch"),
        ("Đoàn kiểm tra liên ngành", "xử lý vi phạm"),
        ("Các xã nơi có đông đồng bào dân tộc", "bố trí phiên dịch"),
        ("Các sở quản lý ngành, lĩnh vực", "cử công chức xuống cơ sở"),
        ("Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)", "theo dõi"),
        ("Sở Tài nguyên và Môi trường", "phối hợp với Sở Y tế kiểm tra"),
    ],
)
def test_a_body_nobody_lists_ends_at_its_duty(lead, duty):
    found = read_assignment(f"{lead} {duty}")
    assert found is not None
    assert found.lead == (lead,)


@pytest.mark.parametrize("text", ["Ban hành kế hoạch kiểm tra", "Tổ chức kiểm tra công vụ"])
def test_an_act_is_no_bearer(text):
    assert read_assignment(text) is None


@pytest.mark.parametrize(
    ("before", "phrase", "after"),
    [
        ("Lập đề án vị trí việc làm;", "thời gian thực hiện 2026-2027", ""),
        ("Bố trí kinh phí", "trong giai đoạn 2026-2030", "cho đào tạo"),
        ("Xử lý hồ sơ tồn đọng", "từ tháng 3 đến tháng 5/2026", "tại cơ sở"),
        ("Vận hành hệ thống theo dõi nhiệm vụ", "từ ngày 01/3/2026", ""),
        ("Quản lý học viên,", "hằng quý", "đánh giá chất lượng"),
        ("Xây dựng chương trình,", "triển khai trong các năm 2026, 2027", "tại cơ sở"),
        ("Tổ chức đối thoại trong năm,", "tháng 5 và tháng 10", ""),
        ("Kiểm tra đột xuất", "mỗi quý", "ít nhất 02 đơn vị"),
        ("Góp ý", "chậm nhất vào ngày 20 tháng 6 năm 2026", ""),
        ("Trả lời", "chậm nhất 10 ngày làm việc kể từ ngày nhận hồ sơ", ""),
        ("", "Hằng tháng", "công khai kết quả giải quyết hồ sơ"),
        ("Xây dựng chương trình kiểm tra công tác cán bộ", "hằng năm", ""),
        ("", "Định kỳ 6 tháng một lần", "rà soát danh mục kỹ thuật"),
        ("Ban hành chính sách", "theo tiến độ trình của UBND tỉnh", ""),
        ("Cử công chức đi học", "khi có thông báo chỉ tiêu của Bộ Nội vụ", ""),
    ],
)
def test_a_time_inside_a_sentence_is_found(before, phrase, after):
    found = find_time(f"{before} {phrase} {after}".strip() + ".")
    assert found is not None
    assert found.phrase == phrase


@pytest.mark.parametrize(
    "text",
    [
        "Bố trí kinh phí trong dự toán ngân sách hằng năm",
        "Đánh giá, xếp loại công chức hằng tháng",
        "Sửa quy chế văn hóa công sở ban hành năm 2019 cho phù hợp",
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 01/3/2025 của Tỉnh ủy",
        "Tổ chức thực hiện Kế hoạch giai đoạn 2026-2030 tại địa phương",
        "Theo dõi việc thực hiện; định kỳ hằng năm báo cáo UBND tỉnh",
        "Theo dõi việc thực hiện; tham mưu sơ kết vào năm 2027",
        "Bố trí kinh phí sau khi thống nhất với Sở Nội vụ.",
    ],
)
def test_a_time_that_is_no_limit_of_the_duty_is_left(text):
    assert find_time(text) is None


def test_letters_may_stand_below_numbers_in_brackets():
    letter = (
        "ỦY BAN NHÂN DÂN TỈNH BIỂN XANH\nSố: 412/UBND-NC\nV/v chấn chỉnh kỷ luật hành chính\n"
        "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- UBND các xã, phường.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n(1) Sở Nội vụ:\na) Lập danh sách công chức;\n"
        "b) Rà soát quy chế.\n(2) Văn phòng UBND tỉnh theo dõi việc thực hiện.\n"
        "Nhận được công văn này, yêu cầu các đơn vị nghiêm túc thực hiện.\n"
    )
    found = tasks(letter, head="")
    assert [(task["ref"], task["lead"]) for task in found] == [
        ("(1).a", ["Sở Nội vụ"]), ("(1).b", ["Sở Nội vụ"]), ("(2)", ["Văn phòng UBND tỉnh"]),
    ]  # fmt: skip


def test_a_quarter_cut_by_the_end_of_the_line_is_no_section():
    other = "2. Sở Y tế rà soát danh mục của các bệnh viện công lập và trạm y tế tại các\nxã.\n"
    found = told(
        "1. Sở Nội vụ\nXây dựng nền tảng học trực tuyến dùng chung phục vụ công chức (Quý\n"
        "II/2026).\n" + other * 8
    )
    assert found[0][3]["due"] == "2026-06-30"
    assert found[1][0] == "II.2"


def test_the_papers_of_a_list_are_products():
    listed = (
        "PHỤ LỤC\nDANH MỤC\nA. Các văn bản của Tỉnh ủy\n"
        "1. Đề án luân chuyển cán bộ trẻ (Ban Tổ chức Tỉnh ủy chủ trì; quý I/2027).\n"
    )
    found = tasks(listed)
    assert [task["products"] for task in found] == [["Đề án luân chuyển cán bộ trẻ"]]


@pytest.mark.parametrize(
    ("text", "who", "to", "via", "due"),
    [
        (
            "Các sở báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 25 hằng tháng.",
            ["Các sở"], "UBND tỉnh", "Sở Nội vụ", "trước ngày 25 hằng tháng",
        ),
        (
            "Các sở gửi báo cáo về Sở Nội vụ trước ngày 15/6 và 15/12 hằng năm để tổng hợp, trình "
            "UBND tỉnh.",
            ["Các sở"], "UBND tỉnh", "Sở Nội vụ", "trước ngày 15/6 và 15/12 hằng năm",
        ),
        (
            "Sở Nội vụ định kỳ 06 tháng, năm tổng hợp báo cáo UBND tỉnh.",
            ["Sở Nội vụ"], "UBND tỉnh", None, "định kỳ 06 tháng, năm",
        ),
    ],
)  # fmt: skip
def test_a_report_has_its_bearer_receiver_and_time(text, who, to, via, due):
    (found,) = read_text(f"{HEAD}1. {text}\n")["reporting"]
    assert (found["who"], found["to"], found["via"], found["due_raw"]) == (who, to, via, due)
    assert found["due"]["kind"] == "recurring"


def test_starred_heads_hand_their_bearer_to_the_dashes_after_them():
    found = told(
        "* Sở Nội vụ:\n- Thẩm định hồ sơ trong tháng 3/2026;\n- Xác minh lý lịch.\n"
        "* Các trường đại học, cao đẳng trên địa bàn: giới thiệu sinh viên giỏi.\n"
    )
    assert [lead for _, lead, *_ in found] == [
        "Sở Nội vụ", "Sở Nội vụ", "Các trường đại học, cao đẳng trên địa bàn",
    ]  # fmt: skip


def test_a_line_of_labels_may_follow_an_arrow():
    found = told(
        "1. Khảo sát nhu cầu nhân lực.\n→ Đầu mối: Sở Nội vụ; phối hợp: Sở Y tế; hạn: 31/3/2026.\n"
    )
    assert [(lead, beside, due["due"]) for _, lead, beside, due in found] == [
        ("Sở Nội vụ", "Sở Y tế", "2026-03-31")
    ]


def test_a_bearer_in_the_brackets_of_a_heading_bears_its_items_and_not_what_explains_them():
    found = told(
        "3. Đào tạo, bồi dưỡng (Sở Nội vụ chủ trì, phối hợp với Trường Chính trị tỉnh)\n"
        "Nội dung bồi dưỡng phải bám sát chức danh, tránh trùng lặp.\n"
        "a) Mở lớp kỹ năng số cho công chức cấp xã (trong tháng 9/2026);\n"
        "b) Phối hợp với Sở Tài chính rà soát mức hỗ trợ người đi học.\n"
    )
    assert [(ref, lead, beside) for ref, lead, beside, _ in found] == [
        ("II.3.a", "Sở Nội vụ", "Trường Chính trị tỉnh"),
        ("II.3.b", "Sở Nội vụ", "Sở Tài chính"),
    ]


def test_reasons_above_the_items_of_a_label_block_are_no_duties():
    found = tasks(
        "1. Bố trí công chức\n"
        "Sáu tháng qua cho thấy nơi nào rõ vị trí việc làm thì nơi đó công việc thông suốt.\n"
        "Nhiều xã phải chi thêm cho việc đi lại của cán bộ.\n"
        "- Rà soát, phân loại công chức xã, phường.\n"
        "- Xây dựng định mức biên chế cấp xã.\n"
        "* Cơ quan chủ trì: Sở Nội vụ.\n"
        "* Thời gian thực hiện: năm 2026.\n"
    )
    assert [task["text"][:9] for task in found] == ["Rà soát, ", "Xây dựng "]
    assert {task["lead"][0] for task in found} == {"Sở Nội vụ"}


def test_a_paragraph_under_labels_is_a_duty_when_it_says_what_to_do():
    found = tasks(
        "1. Bố trí công chức\n"
        "Rà soát, phân loại công chức xã, phường theo bốn nhóm.\n"
        "- Xây dựng định mức biên chế cấp xã.\n"
        "* Cơ quan chủ trì: Sở Nội vụ.\n"
    )
    assert len(found) == 2
