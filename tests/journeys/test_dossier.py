"""The office keeps a dossier; a person proposes a change from the phone and the keeper accepts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory

pytestmark = pytest.mark.journey


def sign_in(page: Page, username: str, to: str) -> None:
    page.goto(f"/dang-nhap?next={to}")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_an_officer_keeps_a_dossier(page: Page, accessible: Callable[[Page], None]) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình Hồ sơ")
    person = PostingFactory(person__unit=unit, person__full_name="Trần Văn Hồ Sơ").person
    sign_in(page, account_with(Role.OFFICER, unit).username, f"/ho-so/{person.pk}")
    expect(page.locator("h1")).to_have_text("Trần Văn Hồ Sơ")
    accessible(page)

    page.get_by_role("link", name="Đào tạo", exact=False).first.click()
    expect(page.locator("#training")).to_be_visible()
    page.locator("#training").get_by_role("link", name="Thêm").click()
    page.locator("select[name=family]").select_option("politics")
    page.locator("input[name=code]").fill("Trung cấp")
    page.locator("input[name=since]").fill("06/2015")
    page.get_by_role("button", name="Ghi vào hồ sơ").click()
    expect(page.locator(".field.wrong")).to_contain_text("giấy tờ")
    accessible(page)
    page.locator("input[name=paper_number]").fill("123/CC")
    page.get_by_role("button", name="Ghi vào hồ sơ").click()
    expect(page.locator("#training tbody tr")).to_contain_text("06/2015")

    page.get_by_role("link", name="Lịch sử thay đổi").click()
    page.get_by_role("button", name="Rút lại").click()
    expect(page.locator(".said")).to_contain_text("Đã rút nội dung ghi nhầm")


def test_a_proposed_change_is_accepted(
    new_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình Đề nghị")
    own = account_with(Role.MEMBER, unit)
    person = PostingFactory(
        person__unit=unit, person__full_name="Lê Thị Đề Nghị", person__account=own
    ).person
    phone = new_page(viewport={"width": 360, "height": 740})
    sign_in(phone, own.username, f"/ho-so/{person.pk}/ca-nhan/phone")
    phone.locator("input[name=phone]").fill("0905 111 222")
    accessible(phone)
    phone.get_by_role("button", name="Gửi đề nghị").click()
    expect(phone.locator(".compare")).to_contain_text("0905111222")

    desk = new_page()
    sign_in(desk, account_with(Role.OFFICER, unit).username, "/de-nghi")
    desk.get_by_role("link", name="Lê Thị Đề Nghị").click()
    expect(desk.locator(".compare tr.changed")).to_contain_text("0905111222")
    accessible(desk)
    desk.get_by_role("button", name="Chấp nhận").click()
    expect(desk.locator(".said")).to_contain_text("Đã chấp nhận")

    phone.goto("/hop-thu")
    phone.get_by_role("link", name="Đề nghị sửa hồ sơ đã được chấp nhận").click()
    phone.get_by_role("button", name="Đã đọc").click()
    expect(phone.locator("h1")).to_be_visible()
    # The last of the dossier's tabs lies far beyond the screen of a phone.
    phone.goto(f"/ho-so/{person.pk}?phan=lich-su")
    expect(phone.locator(".tabs [aria-current]")).to_be_in_viewport()
    phone.locator(".tabs").get_by_role("link", name="Lương").click()
    expect(phone.locator(".tabs [aria-current]")).to_contain_text("lương")
    expect(phone.locator(".tabs [aria-current]")).to_be_in_viewport()
