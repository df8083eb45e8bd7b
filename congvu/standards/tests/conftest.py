import pytest


@pytest.fixture(autouse=True)
def with_codes(codes: None) -> None:
    """Every test here has the official code lists and ranks."""
