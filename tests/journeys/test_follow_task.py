"""One delivers, the other sees the card move; nothing is missed after a lost connection."""

from collections.abc import Callable
from time import monotonic

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, account_with
from congvu.establishment.models import Unit
from congvu.work import commands
from congvu.work.tests import factories as new

pytestmark = pytest.mark.journey

SEEN_WITHIN_SECONDS = 1.0


def sign_in(page: Page, role: Role, unit: Unit, then: str) -> Page:
    account = account_with(role, unit)
    page.goto(f"/dang-nhap?next={then}")
    page.locator("input[name=login]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    with page.expect_response("**/song/viec*"):
        page.keyboard.press("Enter")
    expect(page.locator("[data-live]")).to_be_visible()
    return page


def column(page: Page, state: str) -> Locator:
    return page.locator(f"section.column[data-state={state}]")


def test_a_delivery_moves_the_card_on_the_givers_board_within_a_second(
    new_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    unit = new.office()
    task = new.task_of(unit, "Trình đề án vị trí việc làm", due_on=new.MONDAY)
    board = sign_in(new_page(), Role.OFFICER, unit.parent, "/cong-viec")
    bearer = sign_in(new_page(), Role.HEAD, unit, f"/cong-viec/{task.pk}")
    card = f"#task-{task.pk}"
    expect(column(board, "given").locator(card)).to_be_visible()
    accessible(board)
    accessible(bearer)
    board.locator(f"{card} a").focus()

    bearer.locator("a[href$='/nop#act']").click()
    bearer.locator("textarea[name=note]").fill("Đã trình tại Tờ trình số 12")
    bearer.locator("#act button.btn-primary").click()
    bearer.wait_for_url(f"**/cong-viec/{task.pk}")
    delivered_at = monotonic()
    expect(column(board, "delivered").locator(card)).to_be_visible()
    assert monotonic() - delivered_at <= SEEN_WITHIN_SECONDS
    expect(board.locator("#live-said")).to_contain_text("Trình đề án vị trí việc làm")
    assert board.evaluate("document.activeElement.id") == f"open-{task.pk}"

    # while nobody listens, somebody else accepts
    lose_connections()
    commands.accept(actor=new.giver_of(unit), task_id=task.pk, on=new.SATURDAY)
    expect(column(board, "accepted").locator(card)).to_be_visible()
    expect(bearer.locator(".history")).to_contain_text("nghiệm thu")


def lose_connections() -> None:
    """Cut the lines on which web servers listen for changes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN congvu_work%'"
        )
