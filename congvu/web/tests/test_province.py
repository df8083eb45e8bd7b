"""The province page, search, news and homes: what they show, to whom, at what price."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.access.choices import Role
from congvu.access.selectors import actor_of
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.establishment.choices import UnitKind
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal import commands as journal
from congvu.people.tests.factories import PersonFactory
from congvu.web.commands import refresh_figures
from congvu.web.dashboard import dashboard_of, ratings
from congvu.web.figures import born_after
from congvu.web.models import Figure
from congvu.web.news import news_of
from congvu.work.choices import State
from congvu.work.models import Task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
SYSTEM = Actor.system("test")


@pytest.fixture
def province():
    """A root with a department and a commune."""
    root = UnitFactory(kind=UnitKind.PROVINCE)
    return (
        root,
        UnitFactory(parent=root, kind=UnitKind.DEPARTMENT),
        UnitFactory(parent=root, kind=UnitKind.COMMUNE),
    )


def task(unit, due, state=State.IN_HAND):
    return Task.objects.create(
        title="Việc",
        bearer_unit=unit,
        unit_path=unit.path,
        giver_path=unit.path,
        due_on=due,
        effective_due_on=due,
        state=state,
    )


def leader(unit):
    return Actor(account_id=1, name="", reach={"web.dashboard.view": (unit.path,)})


def refresh():
    refresh_figures(actor=SYSTEM, today=TODAY, now=NOW)


def test_the_day_itself_is_not_late_and_the_day_after_is(province):
    root, department, _commune = province
    task(department, TODAY)
    task(department, TODAY - timedelta(days=1))
    task(department, TODAY - timedelta(days=1), State.ACCEPTED)
    refresh()
    [cell] = dashboard_of(actor=leader(root), today=TODAY)["bodies"]
    assert (cell.late, cell.soon, cell.open) == (1, 1, 2)


def test_each_sees_the_figures_of_the_own_part_only(province):
    root, department, commune = province
    task(department, TODAY)
    task(commune, TODAY)
    refresh()
    whole = dashboard_of(actor=leader(root), today=TODAY)
    part = dashboard_of(actor=leader(commune), today=TODAY)
    assert (len(whole["bodies"]), len(whole["communes"])) == (1, 1)
    assert (len(part["bodies"]), len(part["communes"])) == (0, 1)


def test_making_the_figures_again_replaces_them(province):
    root, department, _commune = province
    late = task(department, TODAY - timedelta(days=1))
    refresh()
    late.state = State.ACCEPTED
    late.save()
    refresh()
    assert dashboard_of(actor=leader(root), today=TODAY)["totals"]["late"] == 0


def test_people_are_counted_by_age_sex_and_what_is_unknown(province):
    root, department, _commune = province
    PersonFactory(
        unit=department, sex="F", born_from=date(1986, 11, 21), born_to=date(1986, 11, 21)
    )
    PersonFactory(
        unit=department, sex="M", born_from=date(1986, 11, 22), born_to=date(1986, 11, 22)
    )
    PersonFactory(unit=department, sex="", born_from=None, born_to=None)
    refresh()
    shown = dashboard_of(actor=leader(root), today=TODAY)
    by_code = {target.code: target for target in shown["targets"]}
    assert (by_code["young"].part, by_code["young"].unknown) == (1, 1)
    assert (by_code["women"].part, by_code["women"].unknown) == (1, 1)
    counts = {row.label: dict(row.counts) for row in shown["ages"] if row.counts}
    assert counts == {"40–44": {"F": 1}, "35–39": {"M": 1}}


@pytest.mark.parametrize(
    ("born", "is_young"),
    [(date(1986, 7, 31), False), (date(1986, 8, 1), True)],
)
def test_young_ends_on_the_birthday_also_at_the_end_of_a_month(born, is_young):
    assert (born > born_after(date(2026, 7, 31))) is is_young


@pytest.mark.parametrize(("good", "best", "most"), [(5, 0, 0), (5, 1, 1), (4, 1, 0), (10, 2, 2)])
def test_at_most_a_fifth_of_the_good_ones_are_rated_best(good, best, most):
    shown = ratings([{"T": good, "XS": best}], TODAY)
    assert shown.most_best == most
    assert shown.is_over == (best > most)


def test_both_parts_of_a_cell_have_a_step_of_their_own(province):
    root, department, _commune = province
    task(department, TODAY - timedelta(days=1))
    for _ in range(10):
        PersonFactory(unit=department)
    refresh()
    Figure.objects.create(
        code="findings",
        unit_path=department.path,
        values={"not_met": 1, "unknown": 0},
        on=TODAY,
        made_at=NOW,
    )
    shown = dashboard_of(actor=leader(root), today=TODAY)
    [cell] = shown["bodies"]
    assert (cell.step, cell.findings_step) == ("1", "2")
    assert (shown["weakest"].unit, shown["worst"].unit) == (department, department)


def test_every_figure_of_the_province_opens_a_list_of_as_many(client, province):
    root, department, commune = province
    task(department, TODAY - timedelta(days=1))
    task(department, TODAY + timedelta(days=1))
    task(commune, TODAY - timedelta(days=1), State.ACCEPTED)
    task(commune, None)
    for sex, born in (("F", date(1990, 1, 1)), ("M", date(1960, 1, 1)), ("M", date(2004, 1, 1))):
        PersonFactory(unit=department, sex=sex, born_from=born, born_to=born)
    refresh()
    sign_in(client, Role.LEADER, root)
    for address in ("/toan-tinh", "/toan-tinh?dang=bang", "/toan-tinh/women", "/toan-tinh/young"):
        page = client.get(address).content.decode()
        links = re.findall(r'<a href="(/(?:ho-so|cong-viec)[^"]*)">(?:<b>)?(\d+)<', page)
        links += re.findall(r'<a href="([^"]+)" aria-label="[^"]+: (\d+)"><rect', page)
        assert links
        for url, count in links:
            shown = client.get(unescape(url)).context["page"].paginator.count
            assert (url, shown) == (url, int(count))


def test_a_share_by_agency_names_nobody_whose_data_is_sensitive(client, province):
    root, department, _commune = province
    PersonFactory(unit=department, sex="F", ethnic_group="02")
    refresh()
    sign_in(client, Role.LEADER, root)
    women, minority = (
        client.get(f"/toan-tinh/{code}").context["parts"] for code in ("women", "minority")
    )
    assert (women[0].share.part, bool(women[0].people_url)) == (1, True)
    assert (minority[0].share.part, bool(minority[0].people_url)) == (1, False)
    assert client.get("/toan-tinh/salary").status_code == 404


def sign_in(client, role, unit):
    account = account_with(role, unit)
    client.force_login(account)
    return account


def statements(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) <= 100_000
    return len(spent)


@pytest.mark.parametrize(
    ("role", "path", "most"),
    [
        (Role.LEADER, "/toan-tinh", 3),
        (Role.LEADER, "/toan-tinh/young", 3),
        (Role.HEAD, "/", 12),
        (Role.OFFICER, "/", 12),
        (Role.MEMBER, "/", 8),
        (Role.OFFICER, "/tim?q=nguyen", 8),
        (Role.HEAD, "/tu-lan-truoc", 2),
    ],
)
def test_a_page_makes_few_statements_and_no_more_for_more_rows(client, province, role, path, most):
    root, department, _commune = province
    sign_in(client, role, root)
    task(department, TODAY)
    refresh()
    few = statements(client, path)
    for _ in range(30):
        task(department, TODAY - timedelta(days=1))
        PersonFactory(unit=department, full_name="Nguyễn Thị Nở")
    refresh()
    assert statements(client, path) == few
    assert few - statements(client, "/kieu-mau") <= most


def test_search_finds_without_marks_and_only_in_the_own_units(client, province):
    _root, department, commune = province
    PersonFactory(unit=department, full_name="Nguyễn Thị Nở")
    PersonFactory(unit=commune, full_name="Nguyễn Thị Mận")
    sign_in(client, Role.HEAD, department)
    page = client.get("/tim?q=nguyen thi").content.decode()
    assert "Nguyễn Thị Nở" in page
    assert "Nguyễn Thị Mận" not in page


def test_news_tells_what_others_did_since_the_visit_before(client, province):
    _root, department, commune = province
    account = sign_in(client, Role.HEAD, department)
    account.seen_before_at = NOW - timedelta(days=1)
    account.save()
    for unit in (department, commune):
        other = Actor(account_id=account.pk + 1, name=f"Người của {unit.code}")
        journal.record(actor=other, act="work.accepted", path=unit.path)
    journal.record(actor=Actor(account.pk, "Chính tôi"), act="work.accepted", path=department.path)
    page = client.get("/tu-lan-truoc").content.decode()
    assert f"Người của {department.code}" in page
    assert f"Người của {commune.code}" not in page
    assert "Chính tôi" not in page


def test_news_links_no_page_the_reader_may_not_open(client, province):
    _root, department, _commune = province
    deputy = account_with(Role.MEMBER, department)
    system = Actor.system("test")
    journal.record(
        actor=system, act="access.grant_role", subject=deputy, path=department.path, role="member"
    )
    for role, is_linked in ((Role.HEAD, False), (Role.ADMINISTRATOR, True)):
        account = sign_in(client, role, department)
        actor = actor_of(account, on=TODAY)
        (room,) = news_of(actor=actor, since=datetime(2020, 1, 1, tzinfo=UTC))
        assert [bool(line.url) for line in room.lines] == [is_linked]


def test_a_head_on_the_first_day_is_shown_where_to_begin(client, province):
    account = sign_in(client, Role.HEAD, province[1])
    assert "/he-thong/uy-quyen" in client.get("/").content.decode().split("columns three")[1]
    account.seen_before_at = NOW
    account.save()
    assert "columns three" not in client.get("/").content.decode()
