"""What a page prints over and under its text is no part of paragraphs and tables."""

import pytest

from congvu.plans.reader import read_text
from congvu.plans.reader.lines import read_lines

RUNNING = "KH thực hiện NQ 29"
HEAD = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ", "trì", "Cơ quan phối", "hợp", "Thời gian"]
ROW = [
    ["Tổ chức bồi dưỡng kỹ năng số cho", "công chức cấp xã"],
    ["Sở Nội vụ"],
    ["Sở Tài chính; Trường", "Đại học Thủ", "Dầu Một"],
    ["Giai đoạn 2026 -", "2027"],
]
PROSE = [
    "Cán bộ, công chức, viên chức phải nêu cao tinh thần trách nhiệm trước Nhân",
    "dân; kết quả thực hiện nhiệm vụ là thước đo để đánh giá, xếp loại hằng năm.",
] * 15  # fmt: skip
DUTY = "- Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch bồi dưỡng, trong"
REST = "đó nêu rõ nguồn lực của từng năm, hoàn thành trong quý IV năm 2026."


def page(number, *, foot=False):
    furniture = [str(number), RUNNING]
    return ["", *(reversed(furniture) if foot else furniture)]


def table(breaks):
    """Rows of a table, a cell a line, with the pages turned inside every third row."""
    lines = ["KẾ HOẠCH", "Đào tạo năm 2026", "", "PHỤ LỤC", *HEAD, ""]
    for number in range(1, 13):
        lines.append(str(number))
        for at, cell in enumerate(ROW):
            lines += breaks(1 + number // 3) if number % 3 == 0 and at == 2 else []
            lines += cell
        lines.append("")
    return "\n".join(lines)


BREAKS = {
    "number and running head": page,
    "running head and number": lambda number: page(number, foot=True),
    "table head again": lambda number: [*page(number), *HEAD],
    "number and table head again": lambda number: ["", str(number), *HEAD],
}


@pytest.mark.parametrize("breaks", BREAKS)
def test_rows_go_on_over_a_page_break_with(breaks):
    tasks = read_text(table(BREAKS[breaks]))["tasks"]
    assert [task["ref"] for task in tasks] == [str(number) for number in range(1, 13)]
    assert {task["text"] for task in tasks} == {" ".join(ROW[0])}
    assert {(*task["lead"], *task["coordinating"]) for task in tasks} == {
        ("Sở Nội vụ", "Sở Tài chính", "Trường Đại học Thủ Dầu Một")
    }
    assert {task["deadline_raw"] for task in tasks} == {"Giai đoạn 2026 - 2027"}


@pytest.mark.parametrize("foot", [False, True], ids=["over the text", "under the text"])
def test_a_paragraph_goes_on_over_a_short_running_head(foot):
    pages = [line for number in (2, 3, 4) for line in [*PROSE, *page(number, foot=foot)]]
    lines = ["KẾ HOẠCH", "", *pages[: -len(page(4))], DUTY, *page(4, foot=foot), REST]
    (task,) = read_text("\n".join(lines))["tasks"]
    assert RUNNING not in task["text"]
    assert "bồi dưỡng, trong đó nêu rõ nguồn lực" in task["text"]
    assert task["source_span"] == [lines.index(DUTY) + 1, len(lines)]


@pytest.mark.parametrize(
    ("numbers", "apart"), [((1, 2, 3), 10), ((4, 9, 14), 30)], ids=["close by", "not in order"]
)
def test_a_line_below_numbers_that_count_no_pages_is_kept(numbers, apart):
    text = "\n".join("\n".join([str(number), RUNNING, *PROSE[:apart]]) for number in numbers)
    assert not any(line.running for line in read_lines(text))
