import pytest

from congvu.establishment.tests.factories import UnitFactory


@pytest.fixture
def unit(codes):
    """A department whose list is imported."""
    root = UnitFactory(code="kh", name="Tỉnh Thử nghiệm", kind="province")
    return UnitFactory(code="SNV", name="Sở Nội vụ", parent=root)
