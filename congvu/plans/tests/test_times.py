"""Time phrases of papers: kinds, days and repetitions, at their borders."""

import pytest

from congvu.plans.reader import normalise_deadline

NOTHING = {"kind": "none", "start": None, "due": None, "recurrence": None, "event": None}


@pytest.mark.parametrize(
    ("phrase", "kind", "start", "due"),
    [
        ("Quý I, II/2026", "range", "2026-01-01", "2026-06-30"),
        ("Quý III - IV năm 2026", "range", "2026-07-01", "2026-12-31"),
        ("Từ quý II/2025 đến quý IV/2026", "range", "2025-04-01", "2026-12-31"),
        ("Từ ngày 15/3/2026 đến ngày 30/6/2026", "range", "2026-03-15", "2026-06-30"),
        ("Từ ngày 05/9 đến ngày 30/9/2025", "range", "2025-09-05", "2025-09-30"),
        ("tháng 3 - 6/2026", "range", "2026-03-01", "2026-06-30"),
        ("Hoàn thành trong tháng 02 năm 2028", "month", "2028-02-01", "2028-02-29"),
        ("12/2026", "month", "2026-12-01", "2026-12-31"),
        ("6 tháng đầu năm 2026", "range", "2026-01-01", "2026-06-30"),
        ("trước 30/6/2026", "by_date", None, "2026-06-30"),
        ("Chậm nhất ngày 15 tháng 8 năm 2026", "by_date", None, "2026-08-15"),
        ("Trước tháng 6/2026", "by_date", None, "2026-05-31"),
        ("Trước quý II/2026", "by_date", None, "2026-03-31"),
        ("Đến hết năm 2026", "by_date", None, "2026-12-31"),
        ("05/12/2026", "by_date", None, "2026-12-05"),
        ("từ năm 2026 trở đi", "ongoing", "2026-01-01", None),
        ("Tháng 12/2025 và các năm tiếp theo", "ongoing", "2025-12-01", None),
        ("Thường xuyên, giai đoạn 2026 - 2030", "ongoing", "2026-01-01", "2030-12-31"),
    ],
)
def test_a_dated_phrase_gives_its_days(phrase, kind, start, due):
    found = normalise_deadline(phrase)
    assert (found["kind"], found["start"], found["due"]) == (kind, start, due)


@pytest.mark.parametrize(
    ("phrase", "every", "times", "due"),
    [
        ("Hằng năm", "year", 1, None),
        ("Hàng quý", "quarter", 1, None),
        ("Ngày 20 hằng tháng", "month", 1, "20"),
        ("Trước ngày 15/12 hằng năm", "year", 1, "12-15"),
        ("Trước ngày 15/6 và 15/12 hằng năm", "year", 2, ["06-15", "12-15"]),
        ("Quý II hằng năm", "year", 1, "06-30"),
        ("Định kỳ 6 tháng, hằng năm", "year", 2, None),
        ("Thường xuyên (tối thiểu 02 đợt/năm)", "year", 2, None),
    ],
)
def test_a_repetition_says_how_often_and_by_when(phrase, every, times, due):
    found = normalise_deadline(phrase)
    assert found["kind"] == "recurring"
    assert found["recurrence"] == {"every": every, "min_times": times, "due_mmdd": due}


@pytest.mark.parametrize(
    ("phrase", "kind", "event"),
    [
        ("Khi có yêu cầu", "on_demand", "có yêu cầu"),
        ("Theo kế hoạch riêng", "on_demand", "Theo kế hoạch riêng"),
        ("Ngay sau khi Nghị quyết được ban hành", "after_event", "Nghị quyết được ban hành"),
    ],
)
def test_a_condition_is_kept_as_the_event(phrase, kind, event):
    found = normalise_deadline(phrase)
    assert (found["kind"], found["event"], found["due"]) == (kind, event, None)


def test_an_empty_phrase_is_no_deadline():
    assert normalise_deadline("") == NOTHING
    assert normalise_deadline(" . ") == NOTHING


def test_the_year_of_the_plan_fills_a_day_without_one_but_not_a_repetition():
    assert normalise_deadline("Trước ngày 30/6", year=2026)["due"] == "2026-06-30"
    assert normalise_deadline("Trước ngày 30/6")["due"] is None
    assert normalise_deadline("Quý I", year=2026)["start"] == "2026-01-01"
    assert normalise_deadline("Trước ngày 30/6 hằng năm", year=2026)["due"] is None


def test_an_impossible_day_is_not_made_up():
    assert normalise_deadline("trước ngày 31/02/2026")["due"] != "2026-02-31"
