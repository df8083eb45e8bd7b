"""An officer prints a 2C of a dossier for a stated purpose, then those of a whole search."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.documents.printing.tests.reading import text_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person
from congvu.people.tests.lists import hoa, take

pytestmark = pytest.mark.journey


def downloaded(page: Page, press: str) -> Path:
    with page.expect_download(timeout=30_000) as download:
        page.locator(press).click()
    return Path(download.value.path())


def test_an_officer_prints_a_2c_for_a_purpose_then_those_of_a_search(
    page: Page, accessible: Callable[[Page], None]
) -> None:
    load_codes(actor=Actor.system("journey"))
    unit = UnitFactory(name="Sở Hành trình In")
    people = [
        hoa(unit, id="056180000071", number="HTI.1", name="Lê Thị Bản In"),
        hoa(unit, id="056180000072", number="HTI.2", name="Lê Văn Bản In"),
    ]
    take(unit, people)
    account = account_with(Role.OFFICER, unit)
    someone = Person.objects.get(personal_id="056180000071")

    page.goto(f"/dang-nhap?next=/ho-so/{someone.pk}")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    form = page.locator(f"form[action='/ho-so/{someone.pk}/in']")
    form.locator("select[name=print-form]").select_option("2c_bnv_2008")
    accessible(page)

    # Without a purpose nothing is printed: the page asks for it.
    form.evaluate("form => form.noValidate = true")
    form.locator(".btn-primary").click()
    expect(page.locator(".field.wrong select[name=print-purpose]")).to_be_visible()
    accessible(page)

    page.locator("select[name=print-purpose]").select_option("decision")
    text = text_of(downloaded(page, "main form .btn-primary").read_bytes())
    assert "LÊ THỊ BẢN IN" in text.replace("\xa0", " ")
    assert "056180000071" in text
    assert account.full_name in text

    page.goto("/ho-so?q=ban+in")
    page.locator("a[href^='/ho-so/in?']").click()
    expect(page.locator("input[name=people]:checked")).to_have_count(2)
    accessible(page)
    page.locator("select[name=print-purpose]").select_option("dossier")
    with ZipFile(downloaded(page, "main form .btn-primary")) as archive:
        assert len(archive.namelist()) == 2
