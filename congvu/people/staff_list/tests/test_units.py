"""Which unit a text names."""

from datetime import date

import pytest

from congvu.people.staff_list.tests.build import TODAY, UNITS, book
from congvu.people.staff_list.units import UnitBook, UnitEntry, resolve_units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("SNV", "u-snv"),
        ("Sở Nội vụ", "u-snv"),
        ("SỞ NỘI VỤ", "u-snv"),
        ("so noi vu", "u-snv"),
        ("Sở NV", "u-snv"),
        ("Sở Nội vụ tỉnh Khánh Hòa", "u-snv"),
        ("Sở Nội vụ, tỉnh Khánh Hòa", "u-snv"),
        ("Sở KH&CN", "u-skhcn"),
        ("Sở KHCN", "u-skhcn"),
        ("Sở Khoa học & Công nghệ", "u-skhcn"),
        ("Sở VHTTDL", "u-svhttdl"),
        ("Sở VHTT&DL", "u-svhttdl"),
        ("22366", "u-nt"),
        ("Phường Nha Trang", "u-nt"),
        ("P. Nha Trang", "u-nt"),
        ("P Nha Trang", "u-nt"),
        ("UBND phường Nha Trang", "u-nt"),
        ("UBND P. Nha Trang", "u-nt"),
        ("Ủy ban nhân dân phường Nha Trang", "u-nt"),
        ("UBND Nha Trang", "u-nt"),
        ("Nha Trang", "u-nt"),
        ("Đặc khu Trường Sa", "u-ts"),
        ("UBND đặc khu Trường Sa", "u-ts"),
        ("Phòng Công chức, viên chức", "u-cc"),
        ("Phòng VHXH phường Nha Trang", "u-nt-vhxh"),
        ("Phòng Văn hóa - Xã hội phường Bắc Nha Trang", "u-bnt-vhxh"),
        ("Phòng Văn hóa - Xã hội, UBND phường Nha Trang", "u-nt-vhxh"),
        ("Phòng VHXH thuộc UBND phường Bắc Nha Trang", "u-bnt-vhxh"),
    ],
)
def test_a_unit_is_found_by_code_full_and_short_name(text, unit):
    assert book().find(text).unit_id == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Sở Giao thông vận tải", "u-sxd"),
        ("Sở GTVT", "u-sxd"),
        ("Sở Kế hoạch và Đầu tư", "u-stc"),
        ("Sở KH&ĐT", "u-stc"),
        ("Phường Vĩnh Hòa", "u-bnt"),
        ("UBND phường Lộc Thọ", "u-nt"),
    ],
)
def test_an_old_name_leads_to_the_unit_that_followed(text, unit):
    found = book().find(text)
    assert (found.unit_id, found.via) == (unit, "old")


def test_an_old_name_with_several_followers_is_asked():
    assert set(book().find("Sở Thông tin và Truyền thông").unit_ids) == {"u-skhcn", "u-svhttdl"}


def test_an_old_name_is_not_followed_on_a_day_it_still_stood():
    old = UnitEntry("old", "SGTVT", "Sở Giao thông vận tải", valid_to=date(2025, 2, 28))
    before = UnitBook((*UNITS, old), date(2025, 2, 28))
    after = UnitBook((*UNITS, old), date(2025, 3, 1))
    assert before.find("Sở GTVT").unit_id == "old"
    assert after.find("Sở GTVT").unit_id == "u-sxd"


def test_a_unit_is_known_from_its_first_day():
    new = UnitEntry("new", "X", "Sở Mới Lập", valid_from=TODAY)
    assert UnitBook((new,), TODAY).find("Sở Mới Lập").unit_id == "new"
    assert UnitBook((new,), date(2026, 11, 20)).find("Sở Mới Lập").unit_ids == ()


def test_a_name_many_units_share_is_several_unless_the_place_tells():
    found = book()
    assert found.find("Phòng Văn hóa - Xã hội").unit_ids == ("u-nt-vhxh", "u-bnt-vhxh")
    assert found.find("Phòng Văn hóa - Xã hội", within="u-nt").unit_id == "u-nt-vhxh"


def test_the_units_own_aliases_come_before_old_names():
    own = UnitEntry("own", "Z", "Trung tâm Điều hành", aliases=("Sở GTVT", "TTĐH"))
    assert book(own).find("TTĐH").unit_id == "own"
    assert book(own).find("Sở GTVT").unit_id == "own"


@pytest.mark.parametrize("text", ["", "Sở Đời sống", "Phường Không Có", "1"])
def test_an_unknown_name_is_unknown(text):
    found = book().find(text)
    assert (found.unit_ids, found.via) == ((), "none")


def test_names_are_resolved_once_each():
    found = resolve_units(["SNV", "Sở lạ", "SNV"], UNITS, TODAY)
    assert [name for name, one in found.items() if one.unit_id] == ["SNV"]
    assert found["Sở lạ"].unit_id is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Sở Văn hóa TT&DL", "u-svhttdl"),
        ("Sở Khoa học & CN", "u-skhcn"),
        ("Sở VH, Thể thao và DL", "u-svhttdl"),
        ("P. Công chức, VC", "u-cc"),
    ],
)
def test_a_name_of_which_some_words_are_shortened_is_found(text, unit):
    assert book().find(text).unit_id == unit


@pytest.mark.parametrize("text", ["Sở VH", "Sở Khoa học", "Sở K", "P. N", "S N V X"])
def test_a_name_of_which_words_are_left_out_is_not_guessed(text):
    assert book().find(text).unit_id is None


def test_a_slip_of_the_hand_is_offered_not_taken():
    found = book()
    assert found.find("Sở Nội vục").unit_ids == ()
    assert found.nearest_name("Sở Nội vục") == "Sở Nội vụ"
    assert found.nearest_name("Công ty Đường sắt") == ""


def test_a_page_of_text_in_the_cell_of_the_unit_is_no_unit():
    assert book().find("SNV, " * 5000).unit_ids == ()


def test_a_list_full_of_unknown_names_is_answered_in_bounded_time():
    found = book()
    for number in range(20_000):
        assert found.find(f"Sở Lạ Số {number} & X").unit_ids == ()
    assert found.find("Sở Khoa học & CN").unit_ids == ()
    assert found.find("Sở Khoa học và Công nghệ").unit_id == "u-skhcn"
