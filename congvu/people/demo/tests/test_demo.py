"""The invented staff: the same for a seed, nobody real, and read back as it was made."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.core.periods import month_end
from congvu.establishment.types import UnitName, UnitRow
from congvu.law.selectors import law_of
from congvu.people.demo import staff_rows, write_staff_list
from congvu.people.demo.chance import data
from congvu.people.demo.generate import setbacks_of
from congvu.people.rules import raises
from congvu.people.rules.raises import Holding, next_raise
from congvu.people.staff_list.check import check_history, check_rows
from congvu.people.staff_list.columns import match_columns
from congvu.people.staff_list.sheets import read_sheets
from congvu.people.staff_list.table import find_table
from congvu.people.staff_list.units import UnitBook, UnitEntry
from congvu.people.staff_list.values import rank_groups

TODAY = date(2026, 11, 21)
UNITS = (
    UnitRow("kh", "Tỉnh Khánh Hòa", "province", ""),
    UnitRow("SNV", "Sở Nội vụ", "department", "kh", names=(
        UnitName("Sở Lao động cũ", until=date(2025, 2, 28)),)),
    UnitRow("SNV-1", "Văn phòng", "division", "SNV"),
    UnitRow("SNV-2", "Phòng Công chức, Viên chức", "division", "SNV"),
    UnitRow("TTT", "Thanh tra tỉnh", "department", "kh"),
    UnitRow("SYT", "Sở Y tế", "department", "kh"),
    UnitRow("BTCTU", "Ban Tổ chức Tỉnh ủy", "party", "kh"),
    UnitRow("TCT", "Trường Chính trị tỉnh", "service", "kh"),
    UnitRow("X22366", "Phường Nha Trang", "ward", "kh"),
    UnitRow("X22366-VP", "Văn phòng HĐND và UBND xã", "division", "X22366"),
    UnitRow("X22366-DU", "Đảng ủy xã", "division", "X22366"),
    UnitRow("X22736", "Đặc khu Trường Sa", "zone", "kh"),
)  # fmt: skip


def made(people, seed=7, slips=False):
    return list(staff_rows(people, seed, TODAY, UNITS, slips=slips))


@cache
def book():
    entries = (
        UnitEntry(unit.code, unit.code, unit.name, unit.kind, unit.parent or None) for unit in UNITS
    )
    return UnitBook(entries, TODAY)


def read_back(rows, path):
    """The rows written as an office's list, then read and checked like any other."""
    write_staff_list(rows, path)
    staff, history = read_sheets(path, path.name)
    found = find_table(staff)
    matches = match_columns(found)
    checked = check_rows(found, matches, today=TODAY, units=book())
    stages = find_table(history, "history")
    earlier = check_history(
        stages, match_columns(stages, kind="history"), today=TODAY, units=book()
    )
    return checked, earlier, matches


def test_the_same_seed_makes_the_same_people_and_another_seed_others():
    assert made(40) == made(40)
    assert made(40) != made(40, seed=8)


@pytest.mark.parametrize("people", [0, 1, 7, 300])
def test_exactly_so_many_people_are_made(people):
    assert len(made(people)) == people


def test_no_number_or_address_can_be_anybodys():
    rows = made(300)
    assert all(row.personal_id.startswith("099") and len(row.personal_id) == 12 for row in rows)
    assert all(row.phone.startswith("0100") for row in rows)
    assert all(row.email == "" or row.email.endswith("@congvu.example") for row in rows)
    assert len({row.personal_id for row in rows}) == 300


def test_offices_are_led_and_those_beyond_the_quota_serve_the_public():
    few, many = made(60), made(900)
    assert "Giám đốc" in {row.title for row in few if row.unit == "SNV"}
    assert "Chánh Thanh tra" in {row.title for row in few if row.unit == "TTT"}
    assert "Chủ tịch UBND phường" in {row.title for row in few if row.unit == "X22366"}
    assert "Chủ tịch UBND đặc khu" in {row.title for row in few if row.unit == "X22736"}
    services = {"Giáo viên", "Bác sĩ", "Điều dưỡng"}
    assert not services & {row.title for row in few}
    assert services <= {row.title for row in many}


def test_careers_keep_the_order_of_life():
    for row in made(300):
        assert row.born < row.recruited_on <= row.step_since <= TODAY
        assert row.stages[-1].until is None
        assert [stage.until for stage in row.stages[:-1]].count(None) == 0
        starts = [(stage.since.year, stage.since.month) for stage in row.stages]
        assert starts == sorted(set(starts))
        if row.appointed_on and row.term_ends_on:
            assert row.appointed_on < row.term_ends_on
        if row.party_joined_on and row.party_official_on:
            assert row.party_joined_on < row.party_official_on


def test_this_month_some_are_due_some_put_off_and_some_at_the_last_step():
    law = law_of(*raises.CODES)
    first, last = TODAY.replace(day=1), month_end(TODAY)
    states = Counter()
    for row in made(3000):
        held = Holding(
            rank_groups()[row.rank], row.object_kind, row.step, row.step_since,
            row.overframe_percent or 0,
        )  # fmt: skip
        setbacks = setbacks_of(
            row.object_kind, row.discipline, row.discipline_from, row.last_rating, TODAY
        )
        coming = next_raise(law, held, setbacks)
        if coming.due_on is None or coming.ordinary_on > last:
            continue
        is_delayed = coming.due_on > last
        states["delayed" if is_delayed else "percent" if coming.percent else "due"] += 1
        assert coming.due_on >= first
    assert states["due"] > 20
    assert states["percent"] > 5
    assert states["delayed"] > 0


def test_leaders_led_below_before_and_communes_were_made_of_others():
    rows = made(400)
    deputies = [row for row in rows if row.unit == "SNV" and row.title == "Phó Giám đốc"]
    below = [row for row in deputies if "Trưởng phòng" in {one.title for one in row.stages}]
    assert len(deputies) >= len(below) >= 1
    earlier = {
        stage.unit
        for row in rows
        if row.unit == "X22366" and row.appointed_on
        for stage in row.stages[:-1]
    }
    assert "UBND Thành phố Nha Trang" in earlier
    assert any(unit.startswith("UBND phường ") for unit in earlier)
    assert all(row.stages[-1].unit == row.unit_name for row in rows)


def test_dates_stand_relative_to_the_day():
    later = list(staff_rows(60, 7, date(2030, 5, 2), UNITS, slips=False))
    ages = [2030 - row.born.year for row in later]
    assert max(ages) <= 64
    assert min(ages) >= 22
    assert {row.rating_year for row in later} == {2029}


def test_slips_happen_about_as_often_as_in_real_lists():
    rows = made(6000, slips=True)
    lists = data("slips")
    slips = Counter(kind for row in rows for kind, names in lists.items() if row.slip in names)
    assert 0.003 < slips["refused"] / len(rows) < 0.009
    assert 0.035 < slips["warning"] / len(rows) < 0.065


FOUND = {
    "impossible_date": "date.impossible",
    "unknown_unit": "unit.unknown",
    "duplicate_id": "id.duplicate",
    "two_digit_year": "date.two_digit_year",
    "unknown_degree": "code.unknown",
    "future_birth": "birth.future",
    "date_month_first": "date.month",
    "year_only": "birth.year_only",
    "missing_degree": "cell.expected",
    "wrong_coefficient": "coefficient.table",
    "missing_id": "cell.expected",
    "id_as_number": "id.zeros",
    "letter_for_digit": "date.letters_read",
    "bad_phone": "phone.form",
    "title_in_name": "name.cut",
    "unknown_division": "division.unknown",
}


def test_every_slip_is_found_for_what_it_is(tmp_path):
    slips = [name for names in data("slips").values() for name in names]
    assert set(slips) == set(FOUND)
    rows = [row for row in made(120) if row.overframe_percent is None and row.unit == "SNV"]
    slipped = [replace(row, slip=slip) for row, slip in zip(rows[1:], slips, strict=False)]
    checked, _, _ = read_back([rows[0], *slipped], tmp_path / "sai.xlsx")
    by_row = {}
    for problem in checked.problems:
        by_row.setdefault(problem.row, set()).add(problem.code)
    numbers = [row[0] for row in checked.rows]
    for slip, number in zip(slips, numbers[1:], strict=True):
        assert FOUND[slip] in by_row[number], slip
        is_refused = number in checked.refused
        assert is_refused or slip in data("slips")["warning"]


def test_every_column_of_the_list_is_taken(tmp_path):
    _, _, matches = read_back(made(5), tmp_path / "ds.xlsx")
    assert {match.state for match in matches} == {"taken"}
    assert len({match.field for match in matches}) == len(matches)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_rows_without_slips_are_read_back_as_they_were_made(seed, tmp_path_factory):
    rows = made(90, seed)
    path = tmp_path_factory.mktemp("ds") / "ds.xlsx"
    checked, earlier, _ = read_back(rows, path)
    assert checked.problems == []
    assert earlier.problems == []
    assert len(checked.rows) == len(rows)
    for row, read in zip(rows, checked.rows, strict=True):
        _compare(row, dict(zip(checked.columns, read, strict=True)))
    stages = [(row.personal_id, stage) for row in rows for stage in row.stages]
    assert len(earlier.rows) == len(stages)
    for (personal_id, stage), read in zip(stages, earlier.rows, strict=True):
        told = dict(zip(earlier.columns, read, strict=True))
        assert told["personal_id"] == personal_id
        assert told["period_from_printed"] == f"{stage.since.year}-{stage.since.month:02d}"
        assert (told["position"], told["unit"]) == (stage.title, stage.unit)
        assert (told["rank"], told["salary_step"]) == (stage.rank, stage.step)


def _compare(row, read):
    """Every fact of a made person against what was read."""
    same = (
        "full_name", "sex", "personal_id", "staff_number", "ethnic_group", "religion",
        "home_place", "object_kind", "rank", "coefficient", "degree", "overframe_percent",
    )  # fmt: skip
    for name in same:
        assert read[name] == getattr(row, name), name
    for name in ("field_of_study", "political_theory", "state_management", "it_level",
                 "last_rating", "phone", "email", "language", "language_level"):  # fmt: skip
        assert (read[name] or "") == getattr(row, name), name
    dates = {
        "birth": row.born,
        "recruited_on": row.recruited_on,
        "step_since": row.step_since,
        "appointed_on": row.appointed_on,
        "term_ends_on": row.term_ends_on,
        "party_joined_on": row.party_joined_on,
        "party_official_on": row.party_official_on,
        "discipline_from": row.discipline_from,
    }
    for name, day in dates.items():
        assert (read[f"{name}_from"], read[f"{name}_to"]) == (day, day), name
    assert read["unit_id"] == row.unit
    assert (read["division_id"] or "") == row.division
    assert read["salary_step"] == row.step
    assert read["position"] == row.title
    assert read["rating_year"] == row.rating_year
    assert (read["discipline"] or "").endswith(row.discipline)
