"""What holds for every reading: the same each time, lines that exist, no text that breaks it."""

import json
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.plans.reader import difference, read_text
from congvu.plans.reader.cli import main

PAPER = """ỦY BAN NHÂN DÂN
TỈNH KHÁNH HÒA
Số: 45/KH-UBND
Khánh Hòa, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Chuyển đổi số trong công tác cán bộ năm 2026

Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU
- 100% hồ sơ cán bộ được số hóa.

II. NHIỆM VỤ
1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành xây dựng cơ sở dữ liệu cán bộ (hoàn thành trong quý I/2026).
2. Giao Sở Tài chính bố trí kinh phí thực hiện Kế hoạch.

III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan, đơn vị, địa phương triển khai thực hiện; báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 05/12 hằng năm.

Nơi nhận:
- Lưu: VT.
"""  # noqa: E501 - one paragraph is one line
WORDS = st.sampled_from(
    ["Sở Nội vụ", "chủ trì", ", phối hợp với", "Các sở, ban, ngành", "quý I/2026", "(", ")", "\n",
     "1.", "a)", "-", "|", "\t", "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", ":", "100%",
     "báo cáo UBND tỉnh", "hằng năm", "II.", "\r\n", " ", "trước ngày 31/02/2026", "***", "<br>"]
)  # fmt: skip
small = settings(max_examples=60, deadline=None)


def test_the_head_is_read():
    head = read_text(PAPER)["document"]
    assert head["number"] == "45/KH-UBND"
    assert (head["kind"], head["date"]) == ("Kế hoạch", "2026-01-05")
    assert head["issuer"] == "Ủy ban nhân dân tỉnh Khánh Hòa"
    assert head["province"] == "Khánh Hòa"
    assert [base["number"] for base in head["legal_bases"]] == ["57-NQ/TW"]


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH KHÁNH HÒA Độc lập - Tự do - Hạnh phúc\n",
        "UỶ BAN NHÂN DÂN   CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH KHÁNH HÒA   Độc lập – Tự do – Hạnh phúc\n",
    ],
)
def test_the_motto_printed_beside_the_issuer_is_none_of_its_name(head):
    paper = f"{head}Số: 45/KH-UBND\nKhánh Hòa, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nNăm 2026\n"
    assert read_text(paper)["document"]["issuer"] == "Ủy ban nhân dân tỉnh Khánh Hòa"


def test_tasks_targets_and_reports_are_read():
    read = read_text(PAPER)
    assert [task["ref"] for task in read["tasks"]] == ["II.1", "II.2", "III.1"]
    assert read["tasks"][0]["deadline"]["due"] == "2026-03-31"
    assert [target["value"] for target in read["targets"]] == [100]
    report = read["reporting"][0]
    assert (report["to"], report["via"]) == ("UBND tỉnh", "Sở Nội vụ")
    assert report["due"]["recurrence"]["due_mmdd"] == "12-05"


def test_spans_point_at_the_lines_that_hold_the_text():
    lines = PAPER.split("\n")
    for task in read_text(PAPER)["tasks"]:
        first, last = task["source_span"]
        assert task["text"][:30] in " ".join(lines[first - 1 : last])


def test_the_same_text_gives_the_same_answer():
    assert json.dumps(read_text(PAPER)) == json.dumps(read_text(PAPER))


def test_composed_and_decomposed_text_are_read_alike():
    assert read_text(unicodedata.normalize("NFD", PAPER)) == read_text(PAPER)


def test_a_doubtful_task_is_less_sure_than_a_plain_one():
    table = (
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | Rà soát hồ sơ cán bộ toàn tỉnh | Sở Nội vụ | Quý I/2026 |\n"
        "| 2 | Số hóa hồ sơ cán bộ toàn tỉnh | Phòng bên kia | lúc nào xong thì thôi |\n"
    )
    sure, doubtful = (task["confidence"] for task in read_text(table)["tasks"])
    assert 0.0 <= doubtful < sure <= 1.0


@small
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_no_mixture_of_words_breaks_the_reader(text):
    read = read_text(text)
    count = len(text.split("\n"))
    for item in [*read["tasks"], *read["targets"], *read["reporting"]]:
        first, last = item["source_span"]
        assert 1 <= first <= last <= count
    assert read_text(unicodedata.normalize("NFD", text))["tasks"] == read["tasks"]


@small
@given(st.text(max_size=400))
def test_no_text_at_all_breaks_the_reader(text):
    assert read_text(text)["schema"] == "plan-gold/1"


@pytest.mark.parametrize(
    "text",
    [
        "TT\nNội dung\nCơ quan chủ trì\nThời gian\n1\n" + "Sở Nội vụ và các sở\n" * 3000,
        "\n".join(map(str, range(4000))),
        "|" * 20_000,
        "Sở Nội vụ, " * 3000,
    ],
    ids=["one endless row", "only numbers", "only pipes", "only names"],
)
def test_hostile_text_is_read_in_bounded_time(text):
    before = time.process_time()
    read_text(text)
    assert time.process_time() - before < 8


def test_a_paper_read_again_shows_no_difference():
    read = read_text(PAPER)
    assert {change.kind for change in difference(read, read)} == {"same"}


def test_a_corrected_paper_shows_what_changed():
    corrected = PAPER.replace("quý I/2026", "quý II/2026").replace(
        "2. Giao Sở Tài chính bố trí kinh phí thực hiện Kế hoạch.",
        "2. Giao Sở Tư pháp thẩm định các văn bản quy phạm pháp luật của tỉnh.",
    )
    found = difference(read_text(PAPER), read_text(corrected))
    assert [(change.kind, change.old_index, change.new_index) for change in found] == [
        ("changed", 0, 0),
        ("added", None, 1),
        ("same", 2, 2),
        ("gone", 1, None),
    ]
    assert found[0].changed_fields == ("deadline",)


@pytest.fixture
def paper_file(tmp_path):
    path = tmp_path / "ke_hoach.txt"
    path.write_text(PAPER, "utf-8")
    return path


def test_the_command_prints_one_reading_as_json(paper_file, capsys):
    assert main([str(paper_file), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["source"], read["media"], len(read["tasks"])) == ("ke_hoach.txt", "txt", 3)


def test_the_command_reads_the_other_files_when_one_is_bad(paper_file, tmp_path, capsys):
    bad = tmp_path / "rong.txt"
    bad.touch()
    out = tmp_path / "out"
    assert main([str(bad), str(paper_file), "--json", "--out", str(out)]) == 1
    assert "rong.txt: The file is empty" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["ke_hoach.json"]


def test_the_command_shows_a_table_without_json(paper_file, capsys):
    main([str(paper_file)])
    assert "Sở Nội vụ" in capsys.readouterr().out


def test_a_paper_without_tasks_is_said_so(tmp_path, capsys):
    path = tmp_path / "thu.txt"
    path.write_text("Kính gửi: Các đồng chí.", "utf-8")
    assert main([str(path), "--json"]) == 0
    assert "No task was found" in capsys.readouterr().err


def test_the_reader_needs_no_django():
    code = "import sys, congvu.plans.reader.cli; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "unit",
    [
        "STT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n",
        "Căn cứ Nghị quyết số 12-NQ/TU ngày 01/01/2025 của Tỉnh ủy về cán bộ;",
        "Triển khai cải cách hành chính.\n",
        "- Sở Nội vụ có trách nhiệm:\n• Sở Y tế có trách nhiệm:\n",
    ],
)
def test_a_text_that_repeats_itself_takes_no_more_than_its_length(unit):
    def spent(times):
        begun = time.process_time()
        read_text(unit * times)
        return time.process_time() - begun

    short = min(spent(400), spent(400))
    assert spent(2400) < 12 * short


def test_a_bullet_seen_before_goes_back_to_its_own_depth():
    bullets = "- Sở Nội vụ có trách nhiệm:\n• Rà soát quy chế.\n- Sở Y tế có trách nhiệm:\n"
    found = read_text("II. NHIỆM VỤ\n" + bullets + "• Lập danh sách.\n")["tasks"]
    assert [task["ref"] for task in found] == ["II(1)(1)", "II(2)(1)"]
    assert [task["lead"] for task in found] == [["Sở Nội vụ"], ["Sở Y tế"]]


def test_the_date_of_the_head_may_break_after_its_first_word():
    head = "UBND TỈNH AN\nSố: 58/KH-UBND\nNghệ An, ngày\n03 tháng 02 năm 2023\nKẾ HOẠCH\nHọc\n"
    assert read_text(head)["document"]["date"] == "2023-02-03"


def test_a_directive_rests_on_what_it_says_it_carries_on():
    recalls = (
        "Thời gian qua, thực hiện Chỉ thị số 26/CT-TTg ngày 05/9/2016 của Thủ tướng Chính phủ.\n"
    )
    read = read_text(f"UBND TỈNH NGHỆ AN\nSố: 7/CT-UBND\n\nCHỈ THỊ\nVề kỷ cương\n\n{recalls}")
    assert [base["number"] for base in read["document"]["legal_bases"]] == ["26/CT-TTg"]
