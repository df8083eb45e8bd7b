"""A transfer by decision, from its draft to its issue, and its revocation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.models import Account
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person
from congvu.people.tests.factories import PostingFactory

pytestmark = pytest.mark.journey
KEY_PASSWORD = "khoa-de-thu"


def enter(page: Page, account: Account) -> None:
    page.goto("/")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text(account.full_name).first).to_be_visible()


def press(page: Page, slug: str) -> None:
    """Press the button of an act; where it asks something first, the form opens."""
    page.locator(f"nav.acts [href$='/{slug}#act'], nav.acts form[action$='/{slug}'] button").click()


def confirm(page: Page) -> None:
    page.locator("#act .btn-primary").click()
    expect(page.locator(".said.success")).to_be_visible()


def sign(page: Page, slug: str, key: Path) -> None:
    press(page, slug)
    page.locator("#id_key_file").set_input_files(key)
    page.locator("#id_password").fill(KEY_PASSWORD)
    confirm(page)


def go_through(officer: Page, head: Page, keys: tuple[Path, Path]) -> None:
    """From a kept draft to the issue, each step by who has it."""
    press(officer, "kiem-tra")
    press(officer, "trinh-ky")
    officer.locator("#id_signer_name").fill("Lê Thị Thử")
    officer.locator("#id_signer_post").fill("Giám đốc")
    confirm(officer)
    head.goto(officer.url.partition("#")[0])
    sign(head, "ky", keys[0])
    officer.reload()
    sign(officer, "dong-dau", keys[1])
    expect(officer.locator(".report .note.done")).to_be_visible(timeout=20_000)
    press(officer, "ban-hanh")
    confirm(officer)


@pytest.fixture
def keys(trust_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The key files of the signer and of the body, under a root the server trusts."""
    now = timezone.now()  # noqa: TID251 - the web server signs by its own clock
    authority = DemoAuthority(now)
    authority.write_trust(trust_folder, now)
    made = []
    for name in ("Lê Thị Thử", "Sở Hành trình Quyết định"):
        file = tmp_path / f"{len(made)}.p12"
        file.write_bytes(authority.issue(name, "Sở Hành trình Quyết định").pkcs12(KEY_PASSWORD))
        made.append(file)
    return made[0], made[1]


def test_a_transfer_is_drafted_signed_sealed_issued_and_revoked(
    new_page: Callable[..., Page], keys: tuple[Path, Path], accessible: Callable[[Page], None]
) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình Quyết định", short_name="SHT")
    to = UnitFactory(name="Phòng Hành trình Mới", kind="division", parent=unit)
    to.names.create(name=to.name, key="phong hanh trinh moi", valid=from_day(None))
    person = PostingFactory(
        person__unit=unit, person__full_name="Trần Thị Hành Trình", person__object_kind="CC"
    ).person
    officer, head = new_page(), new_page()
    enter(officer, account_with(Role.OFFICER, unit))
    enter(head, account_with(Role.HEAD, unit))

    officer.goto("/quyet-dinh/moi")
    officer.locator("#id_q").fill("dieu dong")
    officer.locator("#kinds a", has_text="điều động").first.click()
    officer.locator("#id_l0-person").fill("tran thi hanh trinh")
    officer.locator("#id_l0-unit").fill("Phòng Không Có")
    officer.locator(".draft-form .acts .btn-primary").click()
    expect(officer.locator("#id_l0-unit_error")).to_contain_text("Phòng Không Có")
    officer.locator("#id_l0-unit").fill(to.name)
    officer.locator(".draft-form .acts .btn-primary").click()
    expect(officer.locator("#changes table")).to_contain_text(to.name)
    accessible(officer)
    go_through(officer, head, keys)
    assert Person.objects.get(pk=person.pk).unit == to
    accessible(officer)

    officer.locator("a[href$='/ve/huy-bo']").click()
    officer.locator("#id_reason").fill("Ban hành nhầm")
    accessible(officer)
    officer.locator(".draft-form .acts .btn-primary").click()
    expect(officer.locator("#changes table")).to_contain_text(to.name)
    go_through(officer, head, keys)
    assert Person.objects.get(pk=person.pk).unit == unit
    officer.goto("/quyet-dinh?q=hanh+trinh")
    accessible(officer)
