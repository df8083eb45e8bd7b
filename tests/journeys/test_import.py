"""A staff list on its way into dossiers: first with mistakes, then clean."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.books import book_of, headed
from congvu.people.tests.lists import hoa, workbook

pytestmark = pytest.mark.journey


def send(page: Page, content: bytes, address: str = "/nhap-danh-sach") -> None:
    """Send a file and wait until it is read."""
    page.goto(address)
    file = {"name": "danh-sach.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[name=file]").set_input_files(file)
    page.locator("main form .btn-primary").click()
    expect(page.locator(".choose")).to_be_visible(timeout=30_000)


def test_a_list_with_a_mistake_is_taken_but_for_that_row_then_mended_and_sent_again_clean(
    page: Page, worker: None, accessible: Callable[[Page], None]
) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình Nhập")
    account = account_with(Role.OFFICER, unit)
    page.goto("/")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text(account.full_name).first).to_be_visible()

    good = hoa(unit, id="056180000091", number="HT.1", name="Lê Thị Hành Trình")
    wrong = hoa(unit, id="056180000092", number="HT.2", name="Lê Văn Sửa", born="31/02/1980")
    send(page, workbook([good, wrong]))
    expect(page.locator("td.wrong")).to_contain_text("31/02/1980")
    accessible(page)
    page.locator(".choose .btn-primary").click()
    expect(page.locator(".said.success")).to_be_visible(timeout=30_000)
    accessible(page)

    page.locator(".field.wrong input").fill("28/02/1980")
    page.locator("article.waiting button").click()
    expect(page.locator("article.waiting")).to_have_count(0)

    send(page, workbook([good, wrong | {"born": "28/02/1980"}]))
    expect(page.locator("ul.figures li").nth(3)).to_contain_text("2")
    expect(page.locator("td.wrong")).to_have_count(0)

    page.goto("/ho-so?q=le+van+sua")
    accessible(page)
    page.locator("table.rows tbody a").click()
    expect(page.locator("h1")).to_have_text("Lê Văn Sửa")
    accessible(page)
    page.locator("#fields details summary").first.click()
    page.locator("#fields form .btn-primary").first.click()
    expect(page.locator("#fields dd b")).to_have_text("056180000092")

    send_dossiers(page, accessible)


def send_dossiers(page: Page, accessible: Callable[[Page], None]) -> None:
    """The same two people's rewards by the workbook: one wrong cell, then mended."""
    ids = ("056180000091", "056180000092")

    def book(second: str) -> bytes:
        given = zip(ids, ("DH-LDTT", second), strict=True)
        rows = [{"person_id": number, "kind_code": code, "year": 2024} for number, code in given]
        return book_of({"Khen thưởng": headed("rewards", *rows)})

    send(page, book("giấy khen lạ"), "/nhap-ho-so")
    expect(page.locator("td.wrong").last).to_contain_text("giấy khen lạ")
    accessible(page)
    page.locator(".choose .btn-primary").click()
    expect(page.locator(".said.success")).to_be_visible(timeout=30_000)
    accessible(page)
    send(page, book("Lao động tiên tiến"), "/nhap-ho-so")
    expect(page.locator("td.wrong")).to_have_count(0)
    expect(page.locator("ul.figures li").nth(4)).to_contain_text("1")
