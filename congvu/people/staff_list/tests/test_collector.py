"""The collector rests inside the block and comes back as it was."""

import gc

import pytest

from congvu.people.staff_list.collector import resting_collector


@resting_collector()
def fail_at_rest():
    assert not gc.isenabled()
    raise ZeroDivisionError


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_comes_back_as_it_was_even_after_an_error(was_on):
    found_on = gc.isenabled()
    try:
        gc.enable() if was_on else gc.disable()
        with pytest.raises(ZeroDivisionError):
            fail_at_rest()
        assert gc.isenabled() is was_on
    finally:
        gc.enable() if found_on else gc.disable()
