"""Holding the garbage collector still while millions of small tuples are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """Run the block (or the decorated function) without cycle collection.

    A list of 50,000 people becomes millions of tuples of text that form no cycles; the collector
    would walk them again and again and take longer than the reading itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
