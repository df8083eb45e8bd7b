"""The bounds of limits.yaml, each with its source there."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def limit(name: str) -> int:
    """Return a bound by its name."""
    text = files(__package__).joinpath("limits.yaml").read_text(encoding="utf-8")
    lines: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return int(lines[name]["value"])
