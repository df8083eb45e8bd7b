"""The way in."""

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
