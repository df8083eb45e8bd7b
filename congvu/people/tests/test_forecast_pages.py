"""Pages of raises and retirements: numbers open their lists, files hold them, bad input is met."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import add_months, from_day, month_end
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people import panels
from congvu.people.commands.present import renew_raises
from congvu.people.models import Discipline, HealthCheck, PayStep, RankHeld
from congvu.people.tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
RAISES, RETIREMENTS = "/nhan-su/nang-luong", "/nhan-su/nghi-huu"


def in_the_middle_of(months):
    """The 15th of the month so many months from this one, by the clock the pages go by."""
    today = timezone.localdate()  # noqa: TID251
    return add_months(today.replace(day=15), months)


def due(unit, *, months=0, name="Lê Thử", step=4):
    """Somebody whose next step is due so many months from now."""
    person = PersonFactory(unit=unit, full_name=name, object_kind="CC")
    row = {"person": person, "unit_path": person.unit_path, "basis": person.basis}
    RankHeld.objects.create(rank_id="01.003", valid=from_day(date(2010, 1, 1)), **row)
    PayStep.objects.create(step=step, valid=from_day(in_the_middle_of(months - 36)), **row)
    renew_raises(actor=Actor.system("test"), on=timezone.localdate())  # noqa: TID251 - as above
    return person


def retiring(unit, *, months, name="Lê Thử"):
    """A man born so that he reaches 62 so many months from now, 2028 or later."""
    born = in_the_middle_of(months - 62 * 12)
    return PersonFactory(unit=unit, full_name=name, born=born.isoformat(), born_from=born,
                         born_to=born, sex="M")  # fmt: skip


@pytest.fixture
def officer(client):
    unit = UnitFactory(name="Sở Nội vụ", parent=UnitFactory())
    client.force_login(account_with(Role.OFFICER, unit))
    client.unit = unit
    return client


def names(answer):
    sheet = CalamineWorkbook.from_object(BytesIO(answer.content)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()[1:]]


def test_the_month_lists_who_is_due_and_the_file_holds_the_same(officer):
    due(officer.unit, name="=Lê Đến Hạn")
    due(officer.unit, months=1, name="Lê Tháng Sau")
    due(UnitFactory(), name="Lê Nơi Khác")
    page = officer.get(RAISES).content.decode()
    assert "Lê Đến Hạn" in page
    assert "Lê Tháng Sau" not in page
    assert "Lê Nơi Khác" not in page
    assert names(officer.get(f"{RAISES}/xuat.xlsx")) == ["=Lê Đến Hạn"]
    entry = Entry.objects.filter(act="people.export").latest("pk")
    assert entry.details["people"] == 1
    later = in_the_middle_of(1)
    assert "Lê Tháng Sau" in officer.get(RAISES, {"thang": f"{later:%Y-%m}"}).content.decode()
    assert "Lê Tháng Sau" in officer.get(RAISES, {"thang": f"{later:%m/%Y}"}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"thang": "2026-13"}, {"thang": "hôm nay"}, {"thang": "0000-01"}, {"tinh_trang": "x"},
        {"don_vi": "'; DROP"}, {"don_vi": "..", "page": "-3"}, {"page": "99999999"}, {"page": "x"},
        {"page": "²"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_falls_back_to_this_month(officer, asked):
    due(officer.unit, name="Lê Đến Hạn")
    page = officer.get(RAISES, asked)
    assert page.status_code == 200
    assert f"{in_the_middle_of(0):%m/%Y}" in page.content.decode()


def test_the_last_month_anybody_can_ask_for_is_shown_too(officer):
    for asked in ("9999-12", "2100-12", "0001-01", "1975-01"):
        assert officer.get(RAISES, {"thang": asked}).status_code == 200


def test_one_raise_is_written_out_step_by_step(officer):
    person = due(officer.unit)
    page = officer.get(f"{RAISES}/{person.pk}").content.decode()
    assert f"{in_the_middle_of(0):%d/%m/%Y}" in page
    assert "TT 08/2013/TT-BNV" in page
    empty = PersonFactory(unit=officer.unit)
    assert "hồ sơ chưa có bậc lương" in officer.get(f"{RAISES}/{empty.pk}").content.decode()


def test_a_measure_behind_a_raise_is_a_reading_and_closed_to_who_may_not(officer):
    person = due(officer.unit)
    Discipline.objects.create(
        person=person, kind_code="CC-KT", valid=from_day(in_the_middle_of(-12)),
        unit_path=person.unit_path, basis=person.basis,
    )  # fmt: skip
    name = str(names_of("discipline_kinds")["CC-KT"])
    assert name in officer.get(f"{RAISES}/{person.pk}").content.decode()
    assert Entry.objects.get(act="people.open_sensitive").details["field"] == "discipline"
    officer.force_login(account_with(Role.HEAD, officer.unit))
    page = officer.get(f"{RAISES}/{person.pk}").content.decode()
    assert name not in page
    assert f"{in_the_middle_of(-12):%d/%m/%Y}" not in page
    assert Entry.objects.filter(act="people.open_sensitive").count() == 1


def test_lost_capacity_behind_a_retirement_is_closed_to_who_may_not_open_health(officer):
    person = retiring(officer.unit, months=36)
    assessed = in_the_middle_of(-12)
    HealthCheck.objects.create(
        person=person, capacity_lost_percent=61, valid=from_day(assessed),
        unit_path=person.unit_path, basis=person.basis,
    )  # fmt: skip
    address = f"{RETIREMENTS}/{person.pk}"
    assert f"{assessed:%d/%m/%Y}" in officer.get(address).content.decode()
    assert Entry.objects.get(act="people.open_sensitive").details["field"] == "health"
    officer.force_login(account_with(Role.HEAD, officer.unit))
    assert f"{assessed:%d/%m/%Y}" not in officer.get(address).content.decode()


def test_a_page_behind_the_last_of_the_raises_is_not_found(officer):
    due(officer.unit)
    assert officer.get(f"{RAISES}?page=1").status_code == 200
    assert officer.get(f"{RAISES}?page=2").status_code == 404


def test_steps_of_the_heat_table_are_written_as_vietnamese_do(officer):
    retiring(officer.unit, months=36)
    year = in_the_middle_of(36).year
    assert "≤ 0,5 %" in officer.get(f"{RETIREMENTS}?nam={year}").content.decode()


def test_without_a_room_that_answers_there_is_no_button_and_nobody_to_tick(officer, monkeypatch):
    monkeypatch.setattr(panels, "_RAISE_ACTS", [])
    person = due(officer.unit)
    assert "checkbox" not in officer.get(RAISES).content.decode()
    panels.act_on_raises(panels.RaiseAct("Dự thảo", "people.record.change", "people:view_save"))
    panels.act_on_raises(panels.RaiseAct("Khác", "people.nothing.may", "people:view_save"))
    page = officer.get(RAISES).content.decode()
    assert f'name="nguoi" value="{person.pk}"' in page
    assert 'formaction="/ho-so/bo-loc"' in page
    assert "Khác" not in page
    assert "formaction" not in officer.get(RAISES, {"tinh_trang": "delayed"}).content.decode()


def test_the_list_of_raises_asks_the_same_few_statements_for_many(officer):
    def asked():
        with CaptureQueriesContext(connection) as statements:
            assert officer.get(RAISES).status_code == 200
        return len(statements)

    due(officer.unit)
    few = asked()
    for _number in range(60):
        due(officer.unit)
    assert few == asked() <= 18
    assert "61" in officer.get(RAISES, {"page": "2"}).content.decode()


def test_the_forecast_counts_by_unit_and_each_number_opens_its_list(officer):
    part = UnitFactory(parent=officer.unit, kind="division", name="Văn phòng")
    person = retiring(part, months=48, name="Lê Nghỉ")
    retiring(UnitFactory(), months=48, name="Lê Nơi Khác")
    year = in_the_middle_of(48).year
    page = officer.get(RETIREMENTS).content.decode()
    assert f'href="nghi-huu/{officer.unit.pk}/{year}"' in page
    inside = officer.get(RETIREMENTS, {"don_vi": officer.unit.pk, "nam": year}).content.decode()
    month = f"{in_the_middle_of(48):%Y-%m}"
    assert f'href="nghi-huu/{part.pk}/{month}"' in inside
    for unit, period in ((part.pk, month), (officer.unit.pk, year), (0, year)):
        listed = officer.get(f"{RETIREMENTS}/{unit}/{period}").content.decode()
        assert "Lê Nghỉ" in listed
        assert "Lê Nơi Khác" not in listed
        assert f"{month_end(in_the_middle_of(48)):%d/%m/%Y}" in listed
    assert names(officer.get(f"{RETIREMENTS}/0/{year}/xuat.xlsx")) == ["Lê Nghỉ"]
    assert "NĐ 135/2020" in officer.get(f"{RETIREMENTS}/{person.pk}").content.decode()


@pytest.mark.parametrize(
    "period", ["1999", "2099", "2027-13", "2027-00", "x", "2027-1", "2027-01-01"]
)
def test_a_period_outside_the_forecast_is_not_found(officer, period):
    assert officer.get(f"{RETIREMENTS}/0/{period}").status_code == 404
    assert officer.get(f"{RETIREMENTS}/0/{period}/xuat.xlsx").status_code == 404


def test_units_of_others_and_odd_numbers_are_met(officer):
    other = UnitFactory()
    assert officer.get(RETIREMENTS, {"don_vi": other.pk}).status_code == 404
    assert officer.get(f"{RETIREMENTS}/{other.pk}/qua-tuoi").status_code == 404
    for asked in ({"don_vi": "9" * 30}, {"don_vi": "x"}, {"nam": "1"}, {"nam": "9999"}):
        assert officer.get(RETIREMENTS, asked).status_code == 200
    assert officer.get(f"{RETIREMENTS}/99999999999999999999/qua-tuoi").status_code == 404


def test_those_past_the_age_and_without_data_have_their_lists(officer):
    retiring(officer.unit, months=-24, name="Lê Quá Tuổi")
    PersonFactory(unit=officer.unit, full_name="Lê Chưa Rõ")
    assert "Lê Quá Tuổi" in officer.get(f"{RETIREMENTS}/0/qua-tuoi").content.decode()
    assert "Lê Chưa Rõ" in officer.get(f"{RETIREMENTS}/0/chua-ro").content.decode()


def test_an_officer_notes_a_paper_as_done(officer):
    person = retiring(officer.unit, months=48)
    url = f"{RETIREMENTS}/{person.pk}"
    assert officer.get(url).content.decode().count("<form method") >= 2
    done = officer.post(f"{url}/xong", {"giay_to": "people.retirement_notice"})
    assert (done.status_code, done.url) == (302, url)
    assert 'value="people.retirement_decision"' in officer.get(url).content.decode()
    assert Entry.objects.filter(act="people.settle_retirement_duty").count() == 1
    officer.post(f"{url}/xong", {"giay_to": "bịa"})
    assert Entry.objects.filter(act="people.settle_retirement_duty").count() == 1
    client = officer
    client.force_login(account_with(Role.LEADER, officer.unit))
    assert "people.retirement_decision" not in client.get(url).content.decode()
