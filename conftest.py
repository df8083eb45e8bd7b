"""Fixtures for every test, and what happens to tests that need papers kept outside the project."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from congvu.catalog.commands import load_codes
from congvu.cli.testing import start_test_server
from congvu.core.actors import Actor

JOBS = ["procrastinate_jobs", "procrastinate_workers"]
"""Tables of the queue, which Django does not count as its own; what hangs on them goes along."""

LEFT_OUT = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server before the first test database is made; each worker has its own name."""
    start_test_server()


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that other connections see; afterwards every table is empty again.

    Django's own way (TRUNCATE) is refused by tables that are never emptied, so their triggers
    rest for that moment, which only the owner of the tables can do. The name is that of
    pytest-django's fixture: by it the test database is made, also where no other test asks for it.
    """
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            names = connection.introspection.django_table_names(only_existing=True)
            names += JOBS
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


@pytest.fixture
def committed(transactional_db: None) -> None:
    """The same, under the name that says what it is for."""


@pytest.fixture(scope="module")
def codes_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The lists stand as long as the module runs; each test's own changes end with the test.

    Not for modules whose tests commit: they would wait for this transaction.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_codes(actor=Actor.system("test"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def codes(codes_of_module: None, db: None) -> None:
    """A database with the official code lists and ranks, loaded once a module."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "real_papers: reads the papers in the folder that CONGVU_PLANS_DIR names"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of papers that are not here; the end of the run says how many."""
    if Path(os.environ.get("CONGVU_PLANS_DIR") or "/nowhere").is_dir():
        return
    without = [item for item in items if item.get_closest_marker("real_papers")]
    items[:] = [item for item in items if item not in without]
    config.stash[LEFT_OUT] = len(without)
    config.hook.pytest_deselected(items=without)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # one of several processes: tell the first one
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    told = getattr(node, "workeroutput", {}).get("left_out", 0)
    node.config.stash[LEFT_OUT] = max(told, node.config.stash.get(LEFT_OUT, 0))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        text = f"{count} tests of real papers not run: CONGVU_PLANS_DIR names no folder."
        terminalreporter.write_line(text, yellow=True)
