import pytest

from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor


@pytest.fixture(autouse=True)
def codes(db: None) -> None:
    """The official code lists and ranks."""
    load_codes(actor=Actor.system("test"))
