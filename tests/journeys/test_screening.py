"""An officer screens her people and opens a finding: what is so, by which rule, what to do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory
from congvu.standards.tests.factories import person_with

pytestmark = pytest.mark.journey


def test_an_officer_screens_and_opens_a_finding(
    page: Page, worker: None, accessible: Callable[[Page], None]
) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình Rà soát")
    person_with(unit, full_name="Nguyễn Thị Hành Trình", rank="01.003", degree="CM-CD")
    account = account_with(Role.OFFICER, unit)
    page.goto("/dang-nhap?next=/ra-soat/")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.locator("form .btn-primary", has_text="Rà soát ngay").click()
    expect(page.locator(".heat-table")).to_be_visible(timeout=30_000)
    expect(page.locator("h1")).to_contain_text("Sở Hành trình Rà soát: 1 ")
    accessible(page)

    page.locator(".heat-table td a", has_text="1").first.click()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    accessible(page)
    page.get_by_role("link", name="Nguyễn Thị Hành Trình").click()
    expect(page.locator(".note.late")).to_contain_text("chưa có bằng đại học")
    expect(page.locator(".note.late")).to_contain_text("Việc tiếp theo")
    accessible(page)

    page.get_by_role("link", name="Các tiêu chuẩn của người này").click()
    expect(page.locator("#standing li").first).to_contain_text("chưa đạt")
    accessible(page)
