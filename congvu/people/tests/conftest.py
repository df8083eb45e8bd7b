import pytest

from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.establishment.tests.factories import UnitFactory


@pytest.fixture
def codes(db):
    """The official code lists and ranks."""
    load_codes(actor=Actor.system("test"))


@pytest.fixture
def unit(codes):
    """A department whose list is imported."""
    root = UnitFactory(code="kh", name="Tỉnh Thử nghiệm", kind="province")
    return UnitFactory(code="SNV", name="Sở Nội vụ", parent=root)
