"""The pages of screening: what they show, to whom, and in how many statements."""

import io
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person
from congvu.standards.commands import run_screening
from congvu.standards.models import Finding, Run
from congvu.standards.tests.factories import person_with

SYSTEM = Actor.system("test")
BUDGET = 12 + 6  # statements of a page, and those of the frame around it
LARGEST_PAGE = 100_000


@pytest.fixture
def root():
    return UnitFactory(code="kh", name="Tỉnh Thử", kind="province")


@pytest.fixture
def office(root):
    return UnitFactory(parent=root, name="Sở Thử nghiệm Một")


def screened(unit, on=None):
    now = datetime.now(UTC)  # noqa: TID251 - pages stand for the machine's own day
    return run_screening(actor=SYSTEM, unit=unit, on=on or now.date(), now=now)


def client_of(unit, role=Role.OFFICER):
    client = Client()
    client.force_login(account_with(role, unit))
    return client


def test_the_overview_counts_by_standard_and_unit_and_each_number_opens_its_list(root, office):
    person_with(office, rank="01.003", degree="CM-CD")
    screened(root)
    client = client_of(root)
    page = client.get(reverse("standards:overview")).content.decode()
    assert "Sở Thử nghiệm Một" in page
    assert f'<a href="o/{office.pk}/1">1</a>' in page
    opened = client.get(f"/ra-soat/o/{office.pk}/1", follow=True)
    assert len(opened.context["lines"]) == 1


@pytest.mark.parametrize("place", ["", "?don_vi={}"])
def test_every_figure_by_standard_opens_a_list_of_as_many_of_the_same_unit(root, office, place):
    other = UnitFactory(parent=root)
    person_with(office, rank="01.003", degree="CM-CD")
    for _ in range(2):
        person_with(other, rank="01.003", degree="CM-CD")
    screened(root)
    client = client_of(root)
    address = reverse("standards:overview") + place.format(office.path)
    page = client.get(address).content.decode()
    links = re.findall(r'<a href="([^"]+ket_qua=[^"]+)">(\d+)<', page)
    assert len(links) > 2
    for url, count in links:
        shown = client.get(unescape(url)).context["page"].paginator.count
        assert (url, shown) == (url, int(count))


def test_the_list_filters_by_unit_standard_result_and_name(root, office):
    other = UnitFactory(parent=root)
    wanted = person_with(office, rank="01.003", degree="CM-CD", full_name="Đỗ Thị Ánh")
    person_with(office, rank="01.003", degree="CM-CD", full_name="Lê Văn Bình")
    person_with(other, rank="01.003", degree="CM-CD", full_name="Đỗ Thị Ánh")
    screened(root)
    asked = {
        "don_vi": office.path,
        "tieu_chi": "degree_university",
        "ket_qua": 2,
        "q": "do thi anh",
    }
    page = client_of(root).get(reverse("standards:finding_list"), asked)
    assert [line["finding"].person for line in page.context["lines"]] == [wanted]


def test_the_list_is_in_the_order_of_given_names(office):
    for name in ("Trần Văn Yên", "Lê Thị An", "Đặng Bình"):
        person_with(office, rank="01.003", degree="CM-CD", full_name=name)
    screened(office)
    asked = {"tieu_chi": "degree_university"}
    page = client_of(office).get(reverse("standards:finding_list"), asked)
    names = [line["finding"].person.full_name for line in page.context["lines"]]
    assert names == ["Lê Thị An", "Đặng Bình", "Trần Văn Yên"]


def test_the_number_of_findings_comes_from_the_figures_and_agrees_with_the_rows(office):
    for _ in range(3):
        person_with(office, rank="01.003", degree="CM-CD")
    run = screened(office)
    for asked in ({}, {"ket_qua": 2}, {"ket_qua": 3}, {"tieu_chi": "retirement_month"}):
        page = client_of(office).get(reverse("standards:finding_list"), asked)
        rows = page.context["findings"]
        assert page.context["page"].paginator.count == len(list(rows))
    assert Finding.objects.filter(run=run).exists()


def test_a_finding_says_rule_facts_answer_and_what_to_do(office):
    person_with(office, rank="01.003", degree="CM-CD", full_name="Nguyễn Thị Hoa")
    run = screened(office)
    finding = Finding.objects.get(run=run, criterion="degree_university")
    page = client_of(office).get(reverse("standards:finding", args=[finding.pk])).content.decode()
    assert "Đồng chí Nguyễn Thị Hoa chưa có bằng đại học" in page
    assert "cần kiểm tra lại" in page
    assert "Việc tiếp theo" in page
    assert "Cao đẳng" in page


def test_an_unknown_names_the_missing_datum(office):
    person_with(office, rank="01.003")
    run = screened(office)
    finding = Finding.objects.get(run=run, criterion="degree_university")
    page = client_of(office).get(reverse("standards:finding", args=[finding.pk])).content.decode()
    assert "Chưa có dữ liệu: trình độ chuyên môn cao nhất" in page


def test_people_of_other_units_are_not_found(root, office):
    stranger = person_with(UnitFactory(parent=root), rank="01.003")
    run = screened(root)
    client = client_of(office)
    hidden = Finding.objects.filter(run=run, person=stranger).first()
    assert client.get(reverse("standards:finding", args=[hidden.pk])).status_code == 404
    assert client.get(reverse("standards:person", args=[stranger.pk])).status_code == 404
    assert client.get(f"{reverse('standards:overview')}?don_vi=kh").status_code == 404
    asked = {"lan": run.pk}
    assert not client.get(reverse("standards:finding_list"), asked).context["lines"]


def test_a_civil_servant_opens_her_own_findings_and_nobody_elses(office):
    own, other = person_with(office, rank="01.003"), person_with(office, rank="01.003")
    account = account_with(Role.MEMBER, office)
    Person.objects.filter(pk=own.pk).update(account=account)
    run = screened(office)
    client = Client()
    client.force_login(account)
    found = {f.person_id: f.pk for f in Finding.objects.filter(run=run)}
    assert client.get(reverse("standards:finding", args=[found[own.pk]])).status_code == 200
    assert client.get(reverse("standards:person", args=[own.pk])).status_code == 200
    assert client.get(reverse("standards:finding", args=[found[other.pk]])).status_code == 403
    assert client.get(reverse("standards:overview")).status_code == 403


def test_the_button_asks_for_a_screening_and_a_day_to_come_is_refused(office):
    client = client_of(office)
    refused = client.post(reverse("standards:screen"), {"on": "2999-01-01"})
    assert refused.status_code == 422
    assert not Run.objects.exists()
    asked = client.post(reverse("standards:screen"), {"on": "2026-01-31"})
    assert asked.status_code == 302
    assert Run.objects.get().on == date(2026, 1, 31)
    assert "chờ đến lượt" in client.get(reverse("standards:progress")).content.decode()


def test_before_the_first_screening_pages_say_so(office):
    client = client_of(office)
    assert "chưa có lần rà soát nào" in client.get(reverse("standards:overview")).content.decode()
    assert client.get(reverse("standards:finding_list")).status_code == 200
    assert client.get(reverse("standards:finding_export")).status_code == 302


def test_the_export_opens_in_excel_and_runs_nothing(office):
    person_with(office, rank="01.003", degree="CM-CD", full_name="=1+1")
    screened(office)
    asked = {"tieu_chi": "degree_university"}
    answer = client_of(office).get(reverse("standards:finding_export"), asked)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[1][0] == "=1+1"
    assert "chưa có bằng đại học" in rows[1][5]


def test_the_standards_are_listed_with_their_citations_of_the_day(office):
    client = client_of(office, Role.MEMBER)
    today = client.get(reverse("standards:rules"))
    assert len(today.context["rules"]) == 12
    old = client.get(reverse("standards:rules"), {"on": "2024-06-01"}).content.decode()
    assert "NĐ 29/2024/NĐ-CP" in old


@pytest.mark.parametrize("address", ["overview", "finding_list", "rules", "person", "finding"])
def test_pages_take_the_same_few_statements_however_many_people(root, address):
    offices = [UnitFactory(parent=root) for _ in range(3)]
    client = client_of(root)
    counts = []
    for size in (100, 2000):
        _fill(offices, size)
        run = screened(root)
        finding = Finding.objects.filter(run=run).latest("pk")
        keys = {"person": [finding.person_id], "finding": [finding.pk]}
        url = reverse(f"standards:{address}", args=keys.get(address))
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(url)
        assert len(page.content) < LARGEST_PAGE
        counts.append(len(queries))
    assert counts[0] == counts[1] <= BUDGET


def _fill(offices, size):
    """People without facts, made at once: everything about them is unknown."""
    basis = person_with(offices[0]).basis
    Person.objects.bulk_create(
        Person(
            full_name=f"Nguyễn Văn {n}",
            unit=offices[n % len(offices)],
            unit_path=offices[n % len(offices)].path,
            basis=basis,
        )
        for n in range(size - Person.objects.count())
    )
