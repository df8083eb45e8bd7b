"""Small staff lists for the tests, written as an office types them."""

from datetime import date

from congvu.people.staff_list.check import Answers, Checked, check_rows
from congvu.people.staff_list.columns import match_columns
from congvu.people.staff_list.sheets import Merged, Sheet
from congvu.people.staff_list.table import Table, find_table
from congvu.people.staff_list.units import UnitBook, UnitEntry

TODAY = date(2026, 11, 21)

UNITS = (
    UnitEntry("u-snv", "SNV", "Sở Nội vụ"),
    UnitEntry("u-stc", "STC", "Sở Tài chính"),
    UnitEntry("u-sxd", "SXD", "Sở Xây dựng"),
    UnitEntry("u-skhcn", "SKHCN", "Sở Khoa học và Công nghệ"),
    UnitEntry("u-svhttdl", "SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    UnitEntry("u-cc", "SNV-CC", "Phòng Công chức, viên chức", "phòng", "u-snv"),
    UnitEntry("u-nt", "22366", "Phường Nha Trang", "phường"),
    UnitEntry("u-bnt", "22333", "Phường Bắc Nha Trang", "phường"),
    UnitEntry("u-ts", "22736", "Trường Sa", "đặc khu"),
    UnitEntry("u-nt-vhxh", "", "Phòng Văn hóa - Xã hội", "phòng", "u-nt"),
    UnitEntry("u-bnt-vhxh", "", "Phòng Văn hóa - Xã hội", "phòng", "u-bnt"),
)


def book(*more: UnitEntry) -> UnitBook:
    """The units of the tests as they stand on `TODAY`."""
    return UnitBook((*UNITS, *more), TODAY)


def sheet(text: str, merged: tuple[Merged, ...] = ()) -> Sheet:
    """A sheet from lines of cells with "|" between."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(len(row) for row in rows)
    return Sheet("Sheet1", [row + [""] * (width - len(row)) for row in rows], 0, 0, merged)


def table(text: str, merged: tuple[Merged, ...] = ()) -> Table:
    """The table of people found in such a sheet."""
    return find_table(sheet(text, merged))


def taken(found: Table) -> dict[str, str | None]:
    """Which field each column was taken for, by its letter."""
    return {match.column.letter: match.field for match in match_columns(found)}


def checked(text: str, answers: Answers | None = None, *more: UnitEntry) -> Checked:
    """The list checked on `TODAY` for Sở Nội vụ where a row names no unit."""
    found = table(text)
    said = answers or Answers(default_unit="u-snv")
    return check_rows(found, match_columns(found), today=TODAY, units=book(*more), answers=said)


def values(result: Checked, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a checked list."""
    places = [result.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in result.rows]


def codes(result: Checked) -> list[tuple[str, str]]:
    """What is wrong, by cell: (A1 address, code)."""
    return [(problem.address, problem.code) for problem in result.problems]
