"""Fixtures for every test."""

import pytest

from congvu.cli.testing import start_test_server


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server before the first test database is made; each worker has its own name."""
    start_test_server()
