"""Single values: dates by halves, old and new names of places, the highest of several."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.people.printing import cv, dates
from congvu.people.printing.tables import TABLES
from congvu.people.printing.tests import samples
from congvu.people.printing.values import VALUES
from congvu.people.printing.values.registry import address, place


def told(name, **changes):
    return VALUES[name].tell(samples.ordinary(**changes))


@pytest.mark.parametrize(
    ("printed", "day", "month"),
    [
        ("1980-03-05", "05/03/1980", "3/1980"),
        ("1980-03", "3/1980", "3/1980"),
        ("1980", "năm 1980", "1980"),
        ("", "", ""),
    ],
)
def test_a_date_is_printed_as_far_as_the_paper_gives_it(printed, day, month):
    assert dates.day(printed) == day
    assert dates.month(printed) == month


@given(st.dates())
def test_a_whole_day_has_two_two_and_four_figures(day):
    number, month, year = dates.day(day.isoformat()).split("/")
    assert (int(number), int(month), int(year)) == (day.day, day.month, day.year)
    assert (len(number), len(month), len(year)) == (2, 2, 4)


def test_numbers_have_a_comma_and_amounts_have_dots():
    assert dates.number(Decimal("3.33")) == "3,33"
    assert dates.number(Decimal("2.30")) == "2,30"
    assert dates.number(Decimal("25.00"), "%") == "25\u00a0%"
    assert dates.number(3) == "3"
    assert dates.number(Decimal("1500.00"), "m²") == "1.500\u00a0m²"
    assert dates.number(100, "%") == "100\u00a0%"
    assert dates.dong(18_500_000) == "18.500.000"


NEW = cv.Place(printed="xã Cũ, tỉnh Ninh Thuận", commune="Xã Mới", province="Tỉnh Khánh Hòa")


def test_a_place_has_its_old_name_and_the_one_of_today():
    assert place(NEW) == "xã Cũ, tỉnh Ninh Thuận (nay là xã Mới, tỉnh Khánh Hòa)"
    assert place(cv.Place(printed="xã Cũ")) == "xã Cũ"
    assert place(cv.Place(commune="Xã Mới")) == "xã Mới"
    same = cv.Place(printed="thôn 1, Xã Mới", commune="Xã Mới")
    assert place(same) == "thôn 1, Xã Mới"


def test_an_address_is_followed_by_the_commune_and_province_it_does_not_name():
    street = cv.Place(printed="15 Lê Lợi", commune="Phường Nha Trang", province="Tỉnh Khánh Hòa")
    assert address(street) == "15 Lê Lợi, phường Nha Trang, tỉnh Khánh Hòa"
    whole = cv.Place(printed="15 Lê Lợi, phường Nha Trang", commune="Phường Nha Trang")
    assert address(whole) == "15 Lê Lợi, phường Nha Trang"


def test_the_further_term_of_a_post_is_a_reappointment():
    assert told("appointed_on") == "01/04/2018"
    assert told("reappointed_on") == "01/04/2023"
    first = samples.POSTS[:1]
    held = (cv.Post(kind="main", title="Chuyên viên", unit="A", **samples.now("2020-01-01")),)
    assert told("reappointed_on", posts=first + held) == ""


def test_a_post_that_ended_is_no_present_one():
    assert "Phó Trưởng phòng" not in told("all_posts")
    assert told("party_post") == "Chi ủy viên, Chi bộ Sở Nội vụ"


def test_the_highest_degree_is_told_not_the_latest():
    later = cv.Training(kind="education", name="Trung cấp", field="Tin học", level=2, since="2025")
    assert told("top_degree", training=(*samples.ORDINARY["training"], later)).startswith("Thạc sĩ")


def test_the_highest_reward_is_an_order_before_certificates():
    assert told("highest_reward") == "Huân chương Lao động hạng Ba, 2021"
    assert told("honours") == "Thầy thuốc Ưu tú, 2020"


def test_relatives_of_the_spouse_are_named_by_the_sex_of_the_person():
    relation = TABLES["spouse_family"].tell(samples.ordinary())[0]["relation"]
    assert relation == "Mẹ chồng"


def test_the_long_column_of_a_relative_is_put_together_from_its_parts():
    father = TABLES["own_family"].tell(samples.ordinary())[0]
    assert father["detail"] == (
        "Quê quán: xã Thử, huyện Ninh Phước; nghề nghiệp, đơn vị công tác: Nông dân; "
        "tổ chức: Hội Nông dân; chế độ cũ, tiền án tiền sự: không; đã mất năm 2015"
    )


def test_pay_tells_the_rank_held_when_the_step_began():
    codes = [row["code"] for row in TABLES["salary"].tell(samples.ordinary())]
    assert codes == ["01.003", "01.003", "01.002", "NV.07"]


def test_ratings_and_rewards_of_a_year_share_a_row():
    rows = TABLES["record"].tell(samples.ordinary())
    assert [row["year"] for row in rows] == ["2020", "2021", "2024", "2025"]
    assert rows[2]["rating"] == "Hoàn thành tốt nhiệm vụ"
    assert rows[2]["emulation"] == "Chiến sĩ thi đua cơ sở"


@pytest.mark.parametrize("name", VALUES)
def test_every_value_of_an_empty_dossier_but_name_and_unit_is_empty(name):
    said = VALUES[name].tell(samples.empty())
    always = {"full_name", "name_in_use", "managing_body", "employing_body", "base_body"}
    assert bool(said) == (name in always)


@pytest.mark.parametrize("name", VALUES)
def test_every_value_of_a_full_dossier_says_something(name):
    assert told(name)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_a_full_dossier_has_rows_and_of_an_empty_one_none(name):
    assert TABLES[name].tell(samples.ordinary())
    assert not TABLES[name].tell(samples.empty())
