"""The plan reader: a Vietnamese plan paper in, owned and dated tasks out. Pure Python."""

from .compare import difference
from .lines import read_lines
from .reading import read_text
from .times import normalise_deadline

__all__ = ["difference", "normalise_deadline", "read_lines", "read_text"]
