"""Each printed form of a table gives the same two tasks."""

import pytest

from congvu.plans.reader import read_text
from congvu.plans.reader.tables.roles import columns_of

HEAD = "KẾ HOẠCH\nĐào tạo, bồi dưỡng năm 2026\n\nII. PHÂN CÔNG\n\n"
FOOT = "\n\nNơi nhận:\n- Lưu: VT.\n"
FORMS = {
    "pipes": """
| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Mở lớp bồi dưỡng cho công chức cấp xã | Trường Chính trị tỉnh | Sở Nội vụ | Quý I/2026 |
| 2 | Rà soát vị trí việc làm của các sở | Sở Nội vụ | Các sở, ban, ngành | Thường xuyên |
""",
    "pipes cut by a page": """
| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Mở lớp bồi dưỡng cho công chức | Trường Chính trị tỉnh | Sở Nội vụ | Quý I/2026 |

2

| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn |
|---|---|---|---|---|
|   | cấp xã | | | |
| 2 | Rà soát vị trí việc làm của các sở | Sở Nội vụ | Các sở, ban, ngành | Thường xuyên |
""",
    "two-row head": """
| TT | Nội dung | Phân công thực hiện | | Thời hạn |
|---|---|---|---|---|
| | | Chủ trì | Phối hợp | |
| 1 | Mở lớp bồi dưỡng cho công chức cấp xã | Trường Chính trị tỉnh | Sở Nội vụ | Quý I/2026 |
| 2 | Rà soát vị trí việc làm của các sở | Sở Nội vụ | Các sở, ban, ngành | Thường xuyên |
""",
    "drawn grid": """
+----+---------------------------+-----------------------+--------------------+--------------+
| TT | Nội dung                  | Đơn vị chủ trì        | Đơn vị phối hợp    | Thời hạn     |
+====+===========================+=======================+====================+==============+
| 1  | Mở lớp bồi dưỡng cho      | Trường Chính trị tỉnh | Sở Nội vụ          | Quý I/2026   |
|    | công chức cấp xã          |                       |                    |              |
+----+---------------------------+-----------------------+--------------------+--------------+
| 2  | Rà soát vị trí việc làm   | Sở Nội vụ             | Các sở, ban, ngành | Thường xuyên |
|    | của các sở                |                       |                    |              |
+----+---------------------------+-----------------------+--------------------+--------------+
""",
    "tabs": (
        "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"
        "1\tMở lớp bồi dưỡng cho công chức cấp xã\tTrường Chính trị tỉnh\tSở Nội vụ\tQuý I/2026\n"
        "2\tRà soát vị trí việc làm của các sở\tSở Nội vụ\tCác sở, ban, ngành\tThường xuyên\n"
    ),
    "tab before each cell": (
        "\tTT\n\tNội dung\n\tĐơn vị\nchủ trì\n\tĐơn vị phối hợp\n\tThời hạn\n\n"
        "\t1\n\tMở lớp bồi dưỡng\ncho công chức cấp xã\n\tTrường Chính trị tỉnh\n\tSở Nội vụ\n"
        "\tQuý I/2026\n\n\t2\n\tRà soát vị trí việc làm của các sở\n\tSở Nội vụ\n"
        "\tCác sở, ban,\nngành\n\tThường xuyên\n"
    ),
    "pipe after each cell": (
        "TT\n|\nNội dung\n|\nĐơn vị chủ trì\n|\nĐơn vị\nphối hợp\n|\nThời hạn\n|\n"
        "1\n|\nMở lớp bồi dưỡng cho\ncông chức cấp xã\n|\nTrường Chính trị tỉnh\n|\nSở\nNội vụ\n|\n"
        "Quý I/2026\n|\n2\n|\nRà soát vị trí việc làm của các sở\n|\nSở Nội vụ\n|\n"
        "Các sở, ban, ngành\n|\nThường\nxuyên\n|\n"
    ),
    "cell a line": (
        "TT\nNội dung\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời hạn\n"
        "1\nMở lớp bồi dưỡng cho công chức cấp xã\nTrường Chính trị tỉnh\nSở Nội vụ\nQuý I/2026\n"
        "2\nRà soát vị trí việc làm của các sở\nSở Nội vụ\nCác sở, ban, ngành\nThường xuyên\n"
    ),
    "cell a line without numbers": (
        "Nội dung\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời hạn\n"
        "Mở lớp bồi dưỡng cho công chức cấp xã\nTrường Chính trị tỉnh\nSở Nội vụ\nQuý I/2026\n"
        "Rà soát vị trí việc làm của các sở\nSở Nội vụ\nCác sở, ban, ngành\nThường xuyên\n"
    ),
    "columns kept apart by blanks": (
        "TT   Nội dung                      Đơn vị chủ trì    Đơn vị phối hợp     Thời hạn\n"
        "1    Mở lớp bồi dưỡng cho          Trường Chính      Sở Nội vụ           Quý I/2026\n"
        "     công chức cấp xã              trị tỉnh\n"
        "2    Rà soát vị trí việc làm       Sở Nội vụ         Các sở, ban,        Thường xuyên\n"
        "     của các sở                                      ngành\n"
    ),
    "markup": (
        "<table><tr><th>TT</th><th>Nội dung</th><th>Đơn vị chủ trì</th><th>Đơn vị phối hợp</th>"
        "<th>Thời hạn</th></tr>\n<tr><td>1</td><td>Mở lớp bồi dưỡng cho công chức cấp xã</td>"
        "<td>Trường Chính trị tỉnh</td><td>Sở Nội vụ</td><td>Quý I/2026</td></tr>\n<tr><td>2</td>"
        "<td>Rà soát vị trí việc làm<br>của các sở</td><td>Sở Nội vụ</td>"
        "<td>Các sở, ban, ngành</td><td>Thường xuyên</td></tr></table>\n"
    ),
    "printed across": (
        "TT Nội dung Đơn vị chủ trì Đơn vị phối hợp Thời hạn\n"
        "1 Mở lớp bồi dưỡng cho Trường Chính trị tỉnh Sở Nội vụ Quý I/2026\n"
        "công chức cấp xã\n"
        "2 Rà soát vị trí việc làm của các sở Sở Nội vụ Các sở, ban, ngành Thường xuyên\n"
    ),
}
TASKS = [
    ("1", "Mở lớp bồi dưỡng cho công chức cấp xã", ["Trường Chính trị tỉnh"], ["Sở Nội vụ"],
     "quarter"),
    ("2", "Rà soát vị trí việc làm của các sở", ["Sở Nội vụ"], ["Các sở, ban, ngành"], "ongoing"),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_read_in_this_form(form):
    read = read_text(HEAD + FORMS[form] + FOOT)
    found = [
        (task["ref"], task["text"], task["lead"], task["coordinating"], task["deadline"]["kind"])
        for task in read["tasks"]
    ]
    assert found == TASKS
    assert all(task["layout"] == "table" for task in read["tasks"])


def test_a_row_with_products_of_their_own_bearers_becomes_several_tasks():
    table = """
| TT | Nhiệm vụ | Sản phẩm | Chủ trì | Thời gian |
|---|---|---|---|---|
| 1 | Hoàn thiện quy định về bổ nhiệm | Quy định tiêu chuẩn | Sở Nội vụ | Năm 2026 |
|   |   | Quy trình bổ nhiệm | Sở Tư pháp |  |
"""
    read = read_text(HEAD + table + FOOT)
    assert [task["ref"] for task in read["tasks"]] == ["1(1)", "1(2)"]
    assert [task["lead"] for task in read["tasks"]] == [["Sở Nội vụ"], ["Sở Tư pháp"]]
    assert {task["deadline"]["due"] for task in read["tasks"]} == {"2026-12-31"}


def test_bearers_nobody_listed_are_read_where_each_line_is_a_cell():
    table = (
        "TT\nDự kiến sản phẩm\nCông việc\nCơ quan tham mưu\nLộ trình\n"
        "1\nQuyết định\nPhê duyệt danh mục vị trí việc làm\nCơ quan, đơn vị có thay đổi\n"
        "Quý II/2026\n2\nBáo cáo\nThẩm định hồ sơ dự tuyển\nHội đồng thi tuyển công chức tỉnh\n"
        "Quý III/2026\n"
    )
    read = read_text(HEAD + table + FOOT)
    assert [task["lead"] for task in read["tasks"]] == [
        ["Cơ quan, đơn vị có thay đổi"],
        ["Hội đồng thi tuyển công chức tỉnh"],
    ]
    assert [task["products"] for task in read["tasks"]] == [["Quyết định"], ["Báo cáo"]]


def test_a_table_of_figures_holds_no_tasks():
    table = (
        "| TT | Chỉ tiêu | Đơn vị tính | Năm 2025 |\n|---|---|---|---|\n| 1 | Hài lòng | % | 90 |\n"
    )
    assert read_text(HEAD + table + FOOT)["tasks"] == []


UNNAMED = """
| TT | {time} | Tên khóa đào tạo, bồi dưỡng | {lead} | Ghi chú |
|---|---|---|---|---|
| 1 | Quý II/2026 | {first} | Sở Nội vụ | 40 học viên |
| 2 | Năm 2026 | {second} | Ban Dân tộc | Học ngoài giờ hành chính |
"""
COURSES = {
    "first": "Bồi dưỡng lãnh đạo, quản lý cấp phòng",
    "second": "Bồi dưỡng tiếng Khmer cho công chức cấp xã",
}


def test_the_longest_column_nobody_named_is_the_task():
    table = UNNAMED.format(time="Thời hạn", lead="Đơn vị thực hiện", **COURSES)
    tasks = read_text(HEAD + table + FOOT)["tasks"]
    assert [task["text"] for task in tasks] == list(COURSES.values())
    assert [task["lead"] for task in tasks] == [["Sở Nội vụ"], ["Ban Dân tộc"]]
    assert [task["deadline_raw"] for task in tasks] == ["Quý II/2026", "Năm 2026"]


@pytest.mark.parametrize(
    "told",
    [
        {"time": "Thời hạn", "lead": "Địa điểm", **COURSES},
        {"time": "Số lượng", "lead": "Đơn vị thực hiện", **COURSES},
        {"time": "Thời hạn", "lead": "Đơn vị thực hiện", "first": "Lớp A", "second": "Lớp B"},
    ],
    ids=["no bearer", "a bearer alone", "short cells"],
)
def test_a_table_without_a_content_column_may_hold_no_tasks(told):
    assert read_text(HEAD + UNNAMED.format(**told) + FOOT)["tasks"] == []


def test_heads_broken_over_lines_are_two_where_a_capital_opens_the_second():
    table = (
        "STT\nNội dung nhiệm vụ\nCơ quan chủ\ntrì\nCơ quan phối\nhợp\nThời gian\nhoàn thành\n"
        "1\nBồi dưỡng bác sĩ, điều dưỡng tuyến huyện tại\ncác bệnh viện\nSở Y tế\n"
        "Các bệnh viện tuyến\ntrung ương\nKhi có nhu cầu\n"
        "2\nTổ chức thi tuyển chức danh lãnh đạo\ncấp phòng\nSở Nội vụ\nSở Tài chính;\n"
        "Trường Đại học Thủ\nDầu Một\nGiai đoạn 2026 -\n2027\n"
    )
    tasks = read_text(HEAD + table + FOOT)["tasks"]
    assert [task["lead"] for task in tasks] == [["Sở Y tế"], ["Sở Nội vụ"]]
    assert [task["coordinating"] for task in tasks] == [
        ["Các bệnh viện tuyến trung ương"],
        ["Sở Tài chính", "Trường Đại học Thủ Dầu Một"],
    ]
    assert [task["deadline_raw"] for task in tasks] == ["Khi có nhu cầu", "Giai đoạn 2026 - 2027"]


@pytest.mark.parametrize(
    "head", [["Cơ quan chủ trì,", "phối hợp"], ["Cơ quan chủ trì", "và phối hợp"]]
)
def test_a_head_over_two_lines_may_be_for_leads_and_partners(head):
    assert columns_of(["TT", "Nội dung", *head, "Thời hạn"]) == [
        *("number", "content", "both", "time"),
    ]
