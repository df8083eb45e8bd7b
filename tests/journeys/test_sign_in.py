"""The way in."""

import hmac
import time
from base64 import b32decode
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.establishment.tests.factories import UnitFactory

pytestmark = pytest.mark.journey


def test_an_officer_signs_in_with_the_keyboard_and_sees_her_name(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    account = account_with(Role.OFFICER, UnitFactory())
    page.goto("/")
    accessible(page)
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill("mat-khau-sai-2026")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=password]")).to_be_visible()
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text(account.full_name).first).to_be_visible()
    accessible(page)


def code_of(secret: str) -> str:
    """The six digits an authenticator app shows for `secret` now (RFC 6238)."""
    step = int(time.time() // 30)  # noqa: TID251 - what the app on the phone does
    digest = hmac.new(b32decode(secret), step.to_bytes(8, "big"), "sha1").digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def sign_in(page: Page, username: str) -> None:
    page.goto("/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_an_administrator_sets_up_the_second_factor_and_is_asked_for_it(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    account = account_with(Role.ADMINISTRATOR, UnitFactory())
    sign_in(page, account.username)
    expect(page.locator("#authenticator_secret")).to_be_visible()
    accessible(page)
    page.reload()  # each look at the page makes a new secret
    secret = page.locator("#authenticator_secret").inner_text()
    page.locator("input[name=code]").fill(code_of(secret))
    page.keyboard.press("Enter")
    spare = page.locator(".codes li").first.inner_text()
    accessible(page)

    page.goto("/dang-xuat")
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in(page, account.username)
    page.locator("input[name=code]").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mã chưa đúng")).to_be_visible()
    accessible(page)
    page.locator("input[name=code]").fill(spare)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=account.full_name)).to_be_visible()
    for path in ("/he-thong/tai-khoan", "/he-thong/tai-khoan/moi", "/nhat-ky", "/he-thong/toi"):
        page.goto(path)
        accessible(page)
