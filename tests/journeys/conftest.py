"""A real browser against the real web server and a test database whose rows are committed.

All journeys of a run share one database; each works on units and accounts of its own. A journey
fails on anything the browser complains of: a script error, a missing file, a broken policy.
"""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from config.environment import ROOT
from congvu.cli.postgres import APPLICATION
from tools.browser import find_browser

FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 30
REFUSED = "the server responded with a status of 422"  # how a form is told of its errors
WATCH_POLICY = """
document.addEventListener('securitypolicyviolation', event =>
    console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
"""
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session", autouse=True)
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let journeys and their fixtures write rows, which the web server then sees."""
    # Playwright keeps an event loop in this thread, in which Django would refuse to work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with django_db_blocker.unblock():
        # No journey is marked for a database of its own, so a run of journeys alone has none yet.
        alone = not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX)
        made = setup_databases(verbosity=0, interactive=False) if alone else []
        yield
        if made:
            end_sessions(connection.settings_dict["NAME"])
        teardown_databases(made, verbosity=0)


def end_sessions(database: str) -> None:
    """Close what is still open there: Playwright's loop gives Django a connection of its own."""
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as line:
        line.execute(query, [database])


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a command of the product on the test database, as the application's role."""
    known = connection.settings_dict
    url = (
        f"postgresql://{APPLICATION}@/{known['NAME']}"
        f"?host={quote(str(known['HOST']))}&port={known['PORT']}"
    )
    settings = {"DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    return subprocess.Popen(
        [sys.executable, "-m", "congvu.cli", *command], cwd=ROOT, env=os.environ | settings
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def trust_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of trusted roots of the web server; a journey that signs lays its own there."""
    folder = tmp_path_factory.mktemp("trust")
    os.environ["CONGVU_TRUST_ROOTS"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def site(rows: None, trust_folder: Path) -> Iterator[str]:
    """The address of a running web server, without a slash at the end."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    web = start("serve", "--port", str(port))
    try:
        address = f"http://127.0.0.1:{port}"
        until = monotonic() + START_SECONDS
        while not answers(address):
            assert web.poll() is None, "the web server ended by itself"
            assert monotonic() < until, "the web server does not answer"
            Event().wait(0.05)
        yield address
    finally:
        stop(web)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own page
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def worker(site: str) -> Iterator[None]:
    """A background worker, from the first journey that waits for one to the last of all."""
    process = start("worker")
    yield
    stop(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def new_page(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser profile of its own, that take any complaint for a failure.

    Options are those of a Playwright context, for example `viewport`.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(
            base_url=site, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
        )
        context.add_init_script(WATCH_POLICY)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: note(page, message.type, message.text))
        return page

    def note(page: Page, kind: str, text: str) -> None:
        if kind == "error" and REFUSED not in text:
            complaints.append(f"{page.url}: {text}")

    yield open_one
    failed = getattr(request.node, "journey_failed", False)
    for number, context in enumerate(contexts):
        if failed and context.pages:
            folder = ROOT / "var" / "journeys"
            folder.mkdir(parents=True, exist_ok=True)
            context.pages[0].screenshot(path=folder / f"{request.node.name}-{number}.png")
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def accessible(browser: Browser, site: str) -> Callable[[Page], None]:
    """Asserts that the page shown breaks no rule of WCAG 2.2 AA, as far as axe can tell.

    The page is opened again in a context of its own, where the policy does not keep axe out.
    """
    script = Path(AXE).read_text(encoding="utf-8")

    def check(page: Page) -> None:
        with browser.new_context(
            storage_state=page.context.storage_state(), bypass_csp=True, locale="vi-VN"
        ) as context:
            copy = context.new_page()
            copy.set_viewport_size(page.viewport_size or {"width": 1280, "height": 720})
            copy.goto(page.url)
            copy.evaluate(script)
            found = copy.evaluate(
                "levels => axe.run({runOnly: levels}).then(r => r.violations.map(v => "
                "v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.target).join(', ')))",
                LEVELS,
            )
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember a failure, so that the last picture of the page is kept."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        item.journey_failed = True  # type: ignore[attr-defined]
