"""Every main page against WCAG 2.2 AA: light and dark, wide and narrow."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.core.actors import Actor
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PersonFactory
from congvu.plans.commands import confirm_paper, name_unit, read_paper
from congvu.plans.tests.factories import upload
from congvu.web.commands import refresh_figures
from congvu.work.commands import create_tasks
from congvu.work.types import NewTask
from tests.journeys.conftest import AXE, LEVELS

pytestmark = pytest.mark.journey

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
LOOKS = [(WIDE, "light"), (NARROW, "dark")]
PAGES = [
    "/",
    "/hop-thu",
    "/viec-cua-toi",
    "/cong-viec",
    "/cong-viec/danh-sach",
    "/cong-viec/giao",
    "/ho-so",
    "/nhap-danh-sach",
    "/ke-hoach/",
    "/ke-hoach/doc",
    "/ra-soat/",
    "/ra-soat/danh-sach",
    "/ra-soat/tieu-chuan",
    "/tim?q=nguyen",
    "/tu-lan-truoc",
    "/kieu-mau",
    "/he-thong/toi",
    "/he-thong/uy-quyen",
    "/mat-khau",
    "/phien",
]


@pytest.fixture(scope="module")
def busy_unit(rows: None) -> Unit:
    """A department with people and work, so that no page is empty."""
    root = UnitFactory(kind=UnitKind.PROVINCE)
    unit = UnitFactory(parent=root, kind=UnitKind.DEPARTMENT)
    PersonFactory(unit=unit, full_name="Nguyễn Thị Ánh")
    create_tasks(
        actor=Actor.system("axe"),
        rows=[NewTask(title=f"Việc thứ {n}", bearer_unit_id=unit.pk) for n in range(4)],
    )
    return root


@pytest.fixture(scope="module")
def full_pages(busy_unit: Unit) -> list[str]:
    """Addresses that need rows of their own: a plan in review and one given, the pictures."""
    system, paper, department = Actor.system("axe"), upload(), Unit.objects.get(parent=busy_unit)
    given = read_paper(actor=system, upload=paper, unit=busy_unit)
    in_review = read_paper(actor=system, upload=paper, unit=department)
    for name in {name for line in given.lines.all() for name in line.unknown}:
        name_unit(actor=system, paper_id=given.pk, name=name, units=[department])
    confirm_paper(actor=system, paper_id=given.pk, now=NOW)
    refresh_figures(actor=system, today=NOW.date(), now=NOW)
    return [
        f"/ke-hoach/{in_review.pk}/ra-soat",
        f"/ke-hoach/{given.pk}",
        f"/ke-hoach/{given.pk}/nhiem-vu",
        "/toan-tinh",
        "/toan-tinh?dang=bang",
        "/toan-tinh/women",
    ]


def violations(page: Page) -> list[str]:
    """What axe finds on the page shown."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        "levels => axe.run({runOnly: levels}).then(r => r.violations.map(v => "
        "v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + "
        "((n.any[0] || {}).message || '')).join(' | ')))",
        LEVELS,
    )
    return found


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_no_page_breaks_a_rule_of_accessibility(
    browser: Browser,
    site: str,
    busy_unit: Unit,
    full_pages: list[str],
    size: dict[str, int],
    theme: str,
) -> None:
    account = account_with(Role.HEAD, busy_unit)
    account.grants.create(role=Role.OFFICER, unit=busy_unit, valid=account.grants.get().valid)
    with browser.new_context(
        base_url=site, bypass_csp=True, locale="vi-VN", viewport=size, color_scheme=theme
    ) as context:
        page = context.new_page()
        broken = look(page, "/dang-nhap")
        page.fill("input[name=login]", account.username)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        for path in [*PAGES, *full_pages]:
            broken += look(page, path)
    assert not broken, "\n".join(broken)


def look(page: Page, path: str) -> list[str]:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    return [f"{path} {line}" for line in violations(page)]
