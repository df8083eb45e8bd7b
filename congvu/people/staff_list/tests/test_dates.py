"""Every form a date is typed in, and every slip of the hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.people.staff_list.dates import read_date
from congvu.people.staff_list.fold import clean

MARCH_5 = date(1980, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "05/03/1980", "5/3/1980", "05-03-1980", "05.03.1980", "5 3 1980", "05 / 03 / 1980",
        "1980-03-05", "1980-03-05 00:00:00", "1980/03/05", "29285", "29285.5",
        "ngày 5 tháng 3 năm 1980", "Ngày 05/03/1980", "05/03/1980.", "05//03/1980", "05031980",
    ],
)  # fmt: skip
def test_a_whole_date_is_read(text):
    found = read_date(text)
    assert found.finding is None
    assert found.value is not None
    assert (found.value.printed, found.value.first) == ("1980-03-05", MARCH_5)
    assert found.value.last == MARCH_5
    assert found.value.shown == "05/03/1980"


@pytest.mark.parametrize("text", ["3/2012", "03/2012", "3-2012", "3.2012", "tháng 3/2012",
                                  "T3/2012", "tháng 3 năm 2012", "2012-03", "032012"])  # fmt: skip
def test_a_month_is_kept_as_a_month(text):
    found = read_date(text).value
    assert found is not None
    assert (found.printed, found.shown) == ("2012-03", "03/2012")
    assert (found.first, found.last) == (date(2012, 3, 1), date(2012, 3, 31))


@pytest.mark.parametrize("text", ["1980", "năm 1980", "sinh năm 1980"])
def test_a_year_is_kept_as_a_year(text):
    found = read_date(text).value
    assert found is not None
    assert (found.printed, found.first, found.last) == (
        "1980", date(1980, 1, 1), date(1980, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "days"), [("31/02/1980", 29), ("29/02/1981", 28), ("31/04/2000", 30), ("0/5/1990", 31)]
)
def test_a_day_the_calendar_lacks_is_refused(text, days):
    found = read_date(text)
    assert found.value is None
    assert found.finding is not None
    assert found.finding.code == "date.impossible"
    assert dict(found.finding.params)["days"] == days


def test_the_last_day_of_february_in_a_leap_year_is_read():
    assert read_date("29/02/1980").finding is None


def test_a_date_with_the_month_first_is_refused_and_the_other_order_offered():
    finding = read_date("05/25/1980").finding
    assert finding is not None
    assert (finding.code, finding.suggestion) == ("date.month", "25/05/1980")


@pytest.mark.parametrize(
    ("text", "printed"), [("O5/03/1980", "05/03/1980"), ("05/O3/198O", "05/03/1980"),
                          ("l2/11/1975", "12/11/1975"), ("I2-1I-1975", "12/11/1975")]
)  # fmt: skip
def test_letters_typed_for_digits_are_read_and_told(text, printed):
    found = read_date(text)
    assert found.value is not None
    assert found.value.shown == printed
    assert found.finding is not None
    assert found.finding.code == "date.letters_read"


def test_a_year_of_two_digits_is_asked():
    finding = read_date("05/03/80").finding
    assert finding is not None
    assert (finding.code, finding.suggestion) == ("date.two_digit_year", "05/03/1980")


@pytest.mark.parametrize(("text", "year"), [("05/03/30", 1930), ("05/03/29", 2029)])
def test_the_officers_answer_reads_years_of_two_digits(text, year):
    found = read_date(text, century_from=1930).value
    assert found is not None
    assert found.first == date(year, 3, 5)


def test_eight_digits_are_read_in_either_order():
    for text in ("05031980", "19800305"):
        found = read_date(text).value
        assert found is not None
        assert found.first == MARCH_5


@pytest.mark.parametrize("text", ["05/03/1899", "1899", "01/01/2101", "99999"])
def test_a_year_outside_the_bounds_is_refused(text):
    finding = read_date(text).finding
    assert finding is not None
    assert finding.code == "date.year"


@pytest.mark.parametrize("text", ["01/01/1900", "31/12/2100"])
def test_the_first_and_last_day_inside_the_bounds_are_read(text):
    assert read_date(text).finding is None


@pytest.mark.parametrize(
    "text", ["không rõ", "5/3", "123", "1234567", "abc", "13/2010/5", "²²²²", "1²/03/1980"]
)
def test_a_text_that_is_no_date_is_refused(text):
    found = read_date(text)
    assert found.value is None
    assert found.finding is not None


DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(["{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}"]))
def test_any_day_typed_in_any_form_is_read_back(day, form):
    found = read_date(form.format(d=day.day, m=day.month, y=day.year)).value
    assert found is not None
    assert (found.first, found.last) == (day, day)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=24))
def test_no_text_breaks_the_reader(text):
    found = read_date(clean(text))
    assert (found.value is None) != (found.finding is None) or found.value is not None
