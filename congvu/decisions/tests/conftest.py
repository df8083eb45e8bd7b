"""Code lists for the tests of decisions, loaded once a module."""

import pytest
from django.db import transaction

from congvu.catalog.commands import load_codes
from congvu.decisions.tests.factories import SYSTEM


@pytest.fixture(scope="module")
def codes_of_module(django_db_setup, django_db_blocker):
    """The lists stand as long as the module runs; each test's own changes end with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_codes(actor=SYSTEM)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def codes(codes_of_module, db):
    """A database with all code lists."""
