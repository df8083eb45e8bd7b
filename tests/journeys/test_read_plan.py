"""A paper is brought, looked at by keyboard, confirmed, and its work stands on the plan's page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.plans.models import PlanPaper
from congvu.plans.tests.factories import TEXT, province

pytestmark = pytest.mark.journey


def test_a_paper_becomes_given_work_by_keyboard(
    new_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    account = account_with(Role.OFFICER, province())
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto("/dang-nhap?next=/ke-hoach/doc")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    file = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    page.locator("input[name=file]").set_input_files(file)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url("**/ra-soat")
    accessible(page)
    page.get_by_role("link", name="Theo thứ tự văn bản").click()

    cards = page.locator(".task-card")
    expect(cards).to_have_count(3)
    expect(cards.first).to_be_focused()
    lit = page.locator(".paper-lines li.lit")
    expect(lit).to_contain_text("đề án vị trí việc làm")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    expect(lit).to_contain_text("văn bản quy phạm pháp luật")
    page.keyboard.press("Enter")
    expect(page.locator(".task-card.state-checked")).to_have_count(1)
    expect(page.get_by_text("Đã xem 1/3 nhiệm vụ")).to_be_visible()

    page.get_by_role("button", name="Xác nhận và giao việc").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa có đơn vị chịu trách nhiệm")
    page.locator(".unknown-names input[name=unit]").fill("Sở Nội vụ")
    page.get_by_role("button", name="Đúng đơn vị này").click()
    expect(page.locator(".unknown-names")).to_have_count(0)

    page.get_by_role("button", name="Xác nhận và giao việc").click()
    page.wait_for_url(f"**/ke-hoach/{PlanPaper.objects.latest('pk').pk}")
    expect(page.locator("main")).to_contain_text("Sở Tư pháp")
    accessible(page)
    with page.expect_download() as report:
        page.get_by_role("link", name="Báo cáo (Word)").click()
    assert report.value.suggested_filename.endswith(".docx")
