"""A workbook with mistakes is told where each stands and what to do; nothing is guessed."""

import pytest

from congvu.people.models import Person, Posting, Qualification
from congvu.people.tests.books import ID, book_of, dossiers, headed, hoa, take
from congvu.people.tests.lists import with_parts

POST = {"person_id": ID, "since": "2010", "title": "Chuyên viên"}
OTHER = "056190000002"


def problems(run):
    return {
        (row.sheet, row.row, one["code"], one["address"])
        for row in run.rows.all()
        for one in row.problems
    }


@pytest.mark.parametrize(
    ("key", "row", "code"),
    [
        ("posts", {"since": "2015", "until": "2010"}, "order.period"),
        ("posts", {"since": "31/02/2010"}, "date.impossible"),
        ("posts", {"since": "năm ngoái"}, "date.unreadable"),
        ("posts", {"unit": "Sở Trên mây"}, "unit.unknown"),
        ("posts", {"kind": "chức vụ lạ"}, "choice.unknown"),
        ("posts", {"term_ends_on": "2027"}, "date.whole"),
        ("rewards", {"kind_code": "giấy khen trên trời"}, "code.unknown"),
        ("rewards", {"year": 2020}, "cell.required"),
        ("pay", {"coefficient": "3,333"}, "number.places"),
        ("pay", {"step": "ba"}, "number.form"),
        ("pay", {"coefficient": "123"}, "number.large"),
        ("pay", {"coefficient": "9" * 40}, "number.large"),
        ("pay", {"coefficient": "1e+30"}, "number.large"),
        ("raise_delays", {"months": "0", "since": "2025"}, "number.small"),
        ("health", {"capacity_lost_percent": "101", "since": "2025"}, "number.large"),
        ("health", {"has_disability": "hơi hơi"}, "yes.unknown"),
        ("relatives", {"relation_code": "CHA", "full_name": "x" * 201}, "text.long"),
        ("training", {"family": "tin học", "code": "cao cấp lý luận"}, "code.unknown"),
        ("ratings", {"year": "20", "level_code": "HTTNV"}, "date.year"),
    ],
)
def test_a_wrong_cell_holds_its_person_back_and_says_where(unit, key, row, code):
    run = take(unit, dossiers([hoa(unit)], **{key: [{"person_id": ID, **row}]}))
    assert code in {found for _sheet, _row, found, _address in problems(run)}
    assert not Person.objects.exists()
    (address,) = [one[3] for one in problems(run) if one[2] == code]
    assert address.endswith("2") or code == "cell.required"


def test_a_person_twice_on_the_sheet_is_told_at_both_rows(unit):
    run = take(unit, dossiers([hoa(unit), hoa(unit, staff_number="KH0002")]))
    assert {one[1] for one in problems(run) if one[2] == "id.duplicate"} == {2, 3}
    assert not Person.objects.exists()


def test_a_row_of_nobody_is_told_and_hinders_nobody(unit):
    run = take(unit, dossiers([hoa(unit)], posts=[{**POST, "person_id": ""}, POST]))
    assert ("posts", 2, "key.missing", "A2") in problems(run)
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)
    assert run.counts["rows_of_nobody"] == 1


def test_a_number_nobody_knows_is_told(unit):
    run = take(unit, dossiers([hoa(unit)], posts=[{**POST, "person_id": OTHER}]))
    assert "person.unknown" in {one[2] for one in problems(run)}
    assert Person.objects.count() == 1


def test_numbers_of_two_people_in_one_row_hold_the_first_back(unit):
    mai = hoa(unit, personal_id=OTHER, staff_number="KH0002", full_name="Trần Thị Thử Mai")
    run = take(unit, dossiers([hoa(unit), mai], posts=[{**POST, "person_number": "KH0002"}]))
    assert "person.numbers_differ" in {one[2] for one in problems(run)}
    assert Person.objects.get().full_name == "Trần Thị Thử Mai"


def test_overlapping_main_posts_come_in_as_disputed(unit):
    posts = [{**POST, "until": "2015"}, {**POST, "since": "2012", "until": "2018"}]
    run = take(unit, dossiers([hoa(unit)], posts=posts))
    assert run.counts["refused"] == 0
    assert [one.is_disputed for one in Posting.objects.order_by("valid")] == [False, True]
    assert "row.overlaps" in {one[2] for one in problems(run)}
    assert take(unit, dossiers([hoa(unit)], posts=[*posts, {}][:2]) + b" ").counts["facts"] == 0


def test_a_sheet_without_keys_is_told_and_the_others_are_taken(unit):
    content = book_of(
        {
            "Hồ sơ": headed("people", hoa(unit)),
            "Khen thưởng": [["Hình thức khen thưởng", "Năm"], ["DH-LDTT", "2020"]],
            "Linh tinh": [["Cột lạ"], ["x"]],
            "Kỷ luật": [],
        }
    )
    run = take(unit, content)
    lacks = {one["name"]: one["lacks"] for one in run.layout["sheets"]}
    assert lacks == {"Hồ sơ": "", "Khen thưởng": "keys", "Linh tinh": "", "Kỷ luật": ""} | {
        "Kỷ luật": lacks["Kỷ luật"]
    }
    assert Person.objects.count() == 1


def test_columns_nobody_knows_are_named(unit):
    rows = headed("people", hoa(unit))
    rows[0].append("Cung hoàng đạo")
    rows[1].append("Song Ngư")
    run = take(unit, book_of({"Hồ sơ": rows}))
    assert run.counts["sheets"][0]["left"] == ["Cung hoàng đạo"]


def test_columns_stand_in_any_order_under_other_names_below_a_title(unit):
    content = book_of(
        {
            "HO SO": [
                ["DANH SÁCH HỒ SƠ"],
                ["TT", "Đơn vị công tác", "Họ tên", "CCCD"],
                ["1", "2", "3", "4"],
                ["1", unit.name, "Nguyễn Thị Thử Hoa", ID],
            ],
            "đào tạo bồi dưỡng": [
                ["CCCD", "Loại", "Trình độ", "Trường"],
                [ID, "chuyên môn", "cử nhân", "Trường Đại học Nha Trang"],
            ],
        }
    )
    run = take(unit, content)
    assert run.counts["refused"] == 0, run.counts["problems"]
    assert Qualification.objects.get().code == "CM-DH"


@pytest.mark.parametrize("content", [book_of({"Hồ sơ": []}), b"", b"khong phai excel"])
def test_what_is_no_workbook_is_refused_at_the_door(unit, content):
    from congvu.people.commands.imports import ListUnreadable

    with pytest.raises(ListUnreadable):
        take(unit, content)


def test_a_workbook_without_a_known_sheet_waits_for_the_officer(unit):
    run = take(unit, book_of({"Sheet1": headed("people", hoa(unit))}))
    assert run.state == "matching"


def test_formulas_are_not_run_and_macros_are_told(unit):
    content = with_parts(dossiers([hoa(unit, home_place="=1+1")]), {"xl/vbaProject.bin": b"macro"})
    run = take(unit, content)
    assert Person.objects.get().home_place == "=1+1"
    assert run.state == "done"


def test_a_unit_no_longer_in_the_tree_stays_as_printed_where_the_post_has_ended(unit):
    run = take(
        unit,
        dossiers([hoa(unit)], posts=[{**POST, "until": "2012", "unit": "Huyện ủy Ngày xưa"}]),
    )
    assert run.counts["refused"] == 0
    posting = Posting.objects.get()
    assert (posting.unit, posting.unit_printed) == (None, "Huyện ủy Ngày xưa")
