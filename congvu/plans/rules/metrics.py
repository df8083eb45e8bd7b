"""Knowing which aims the dossiers themselves can answer."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from congvu.core.text import fold


@cache
def _metrics() -> list[dict[str, Any]]:
    text = (resources.files("congvu.plans") / "data" / "metrics.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return found


def metric_of(text: str) -> str:
    """The code of the figure that answers the aim `text`; empty where the system knows none."""
    key = f" {fold(text)} "
    for metric in _metrics():
        if (
            all(f" {word} " in key for word in metric["all"])
            and any(word in key for word in metric["any"])
            and not any(word in key for word in metric.get("none", ()))
        ):
            return str(metric["code"])
    return ""
