"""The plan reader: a Vietnamese plan paper in, owned and dated tasks out. Pure Python."""

from .reading import read_text
from .times import normalise_deadline

__all__ = ["normalise_deadline", "read_text"]
