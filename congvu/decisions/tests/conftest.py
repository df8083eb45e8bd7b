"""A province and one of its departments."""

import pytest

from congvu.establishment.tests.factories import UnitFactory


@pytest.fixture
def province(codes):
    return UnitFactory(kind="province", name="Tỉnh Thử")


@pytest.fixture
def office(province):
    return UnitFactory(kind="department", name="Sở Thử", parent=province)
