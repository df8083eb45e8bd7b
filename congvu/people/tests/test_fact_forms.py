"""One form for every family: what people type, and what comes out of it."""

from datetime import date
from decimal import Decimal

import pytest

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.core.periods import from_day
from congvu.core.text import fold
from congvu.establishment.models import UnitName
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.fact_forms import CHANGEABLE, ColumnForm, FactForm, PaperForm, columns_with
from congvu.people.families import FAMILIES, family
from congvu.people.models import Person
from congvu.people.typed_fields import NumberInput, PartialDateInput

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 20)


def form(key, **typed):
    return FactForm(typed, family=family(key), actor=SYSTEM, on=TODAY)


@pytest.mark.django_db
def test_every_family_has_a_form_with_all_its_columns(codes):
    for kind in FAMILIES:
        made = FactForm(family=kind, actor=SYSTEM, on=TODAY)
        assert set(kind.columns) <= set(made.fields)
        assert made.as_p()


@pytest.mark.django_db
def test_every_column_of_the_person_has_a_form(codes):
    for name in sorted(CHANGEABLE):
        made = ColumnForm(names=columns_with(name), actor=SYSTEM, on=TODAY, person=Person())
        assert name in made.fields


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2010", "2010"),
        ("3/2012", "2012-03"),
        ("05/03/2012", "2012-03-05"),
        ("5.3.2012", "2012-03-05"),
        ("2012-03-05", "2012-03-05"),
        ("", ""),
    ],
)
def test_a_date_is_typed_whole_or_by_halves(typed, read):
    assert PartialDateInput(required=False).clean(typed) == read


@pytest.mark.parametrize(
    ("name", "typed", "is_right"),
    [
        ("born", "20/11/2026", True),
        ("born", "21/11/2026", False),
        ("born", "2026", True),
        ("born", "2027", False),
        ("personal_id_issued_on", "20/11/2026", True),
        ("personal_id_issued_on", "21/11/2026", False),
    ],
)
def test_the_days_of_a_person_are_past(name, typed, is_right):
    form = ColumnForm({name: typed}, names=(name,), actor=SYSTEM, on=TODAY, person=Person())
    assert form.is_valid() is is_right


def contact(name, typed):
    return ColumnForm({name: typed}, names=(name,), actor=SYSTEM, on=TODAY, person=Person())


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("phone", "0905.123.456", "0905123456"),
        ("phone", "+84 905 123 456", "0905123456"),
        ("phone", "", ""),
        ("email", "Thien@KhanhHoa.gov.vn", "thien@khanhhoa.gov.vn"),
        ("email", "", ""),
    ],
)
def test_telephone_and_e_mail_are_kept_as_a_staff_list_keeps_them(name, typed, kept):
    form = contact(name, typed)
    assert form.is_valid()
    assert form.texts[name] == kept


@pytest.mark.parametrize(
    ("name", "typed"),
    [("phone", "abc"), ("phone", "090512345"), ("email", "thien"), ("email", "thien@xa")],
)
def test_what_nobody_can_call_or_write_to_is_refused(name, typed):
    assert not contact(name, typed).is_valid()


@pytest.mark.parametrize("typed", ["13/2012", "31/02/2012", "hôm qua", "0", "20122", "-1", "12-",
                                   "２０１２", "٢٠١٢"])  # fmt: skip
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(Exception, match="mm/yyyy"):
        PartialDateInput(required=False).clean(typed)


@pytest.mark.parametrize("typed", ["1899", "12/1899", "2101", "31/12/9999", "0001"])
def test_a_date_of_a_year_nobody_means_is_refused(typed):
    with pytest.raises(Exception, match="1900"):
        PartialDateInput(required=False).clean(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["B1", "b1", "Bậc 3", "chứng chỉ C"])
def test_a_language_is_levelled_by_any_of_the_scales_in_use(codes, typed):
    good = form("training", family="language", code=typed, field="Tiếng Anh", since="2015")
    assert good.is_valid(), good.errors
    assert good.fact.values["code"] == "3"


def test_a_full_day_is_asked_for_where_only_that_will_do():
    assert DayField(required=False).clean("05/03/2012") == date(2012, 3, 5)
    with pytest.raises(Exception, match="đủ ngày"):
        DayField(required=False).clean("2012")


@pytest.mark.parametrize(
    ("typed", "places", "read"),
    [
        ("2,34", 2, Decimal("2.34")),
        ("2.34", 2, Decimal("2.34")),
        ("1.234,5", 2, Decimal("1234.5")),
        ("12.000.000", 0, 12_000_000),
        ("12 000 000", 0, 12_000_000),
        ("7", 0, 7),
        ("", 0, None),
    ],
)
def test_numbers_are_typed_with_a_comma_and_groups(typed, places, read):
    made = NumberInput(places=places, lowest=0, highest=10**9, required=False)
    assert made.clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "places"), [("2,345", 2), ("2,5", 0), ("-1", 0), ("NaN", 2), ("1e99", 2), ("x", 0)]
)
def test_what_is_no_such_number_is_refused(typed, places):
    with pytest.raises(Exception, match=r"\w"):
        NumberInput(places=places, lowest=0, highest=10**9, required=False).clean(typed)


@pytest.mark.django_db
def test_a_level_is_typed_by_name_and_judged_by_the_kind(codes):
    good = form("training", family="politics", code="trung cấp", since="2015")
    assert good.is_valid(), good.errors
    assert good.fact.values["code"] == "TC"
    assert good.fact.since == "2015"
    wrong = form("training", family="it", code="Đại học", since="2015")
    assert "code" in wrong.errors
    assert "code" in form("training", family="education", since="2015").errors


@pytest.mark.django_db
def test_a_unit_is_typed_by_its_name(codes):
    unit = UnitFactory(name="Sở Tư pháp")
    parts = [UnitFactory(name=f"Phòng Hành chính {n}") for n in (1, 2)]
    for one in (unit, *parts):
        UnitName.objects.create(unit=one, name=one.name, key=fold(one.name), valid=from_day(None))
    told = {"kind": "main", "title": "Chuyên viên", "since": "01/02/2020"}
    found = form("posts", unit="so tu phap", **told)
    assert found.is_valid(), found.errors
    assert found.fact.values["unit"] == unit
    assert "Phòng Hành chính 1" in str(form("posts", unit="Phòng Hành chính", **told).errors)
    assert "unit" in form("posts", unit="Không có", **told).errors


@pytest.mark.django_db
def test_a_line_of_facts_needs_its_first_day_and_days_in_order(codes):
    assert "since" in form("status", status_code="X").errors
    assert "until" in form("trips", country_code="VN", since="2012", until="2010").errors


def test_a_certificate_says_which_one_it_is():
    kinds = ("certificate", "declaration")
    from congvu.documents.choices import PaperKind

    told = tuple(PaperKind(kind) for kind in kinds)
    assert PaperForm({"paper_kind": "declaration"}, kinds=told).is_valid()
    assert not PaperForm({"paper_kind": "certificate"}, kinds=told).is_valid()
    assert not PaperForm({"paper_kind": "decision", "paper_number": "1"}, kinds=told).is_valid()
