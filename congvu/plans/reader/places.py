"""The provinces by name, those of today and those before the mergers of 2025."""

import csv
import re
from functools import cache
from pathlib import Path

from .words import fold

CODES = Path(__file__).parents[2] / "catalog" / "codes"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the catalog's code lists; columns beyond the head are left out."""
    with (CODES / name).open(encoding="utf-8", newline="") as file:
        return [
            {key: value or "" for key, value in row.items() if key} for row in csv.DictReader(file)
        ]


@cache
def provinces() -> dict[str, str]:
    """Folded name to printed name."""
    found: dict[str, str] = {}
    for row in rows("provinces.csv"):
        texts = [row["name_vi"], *re.split(r"\s+và\s+|[,;]", row["formed_from"])]
        for text in texts:
            name = re.sub(r"^(?:tỉnh|thành phố|TP\.?)\s*", "", text.strip())
            if name and name != "HCM" and not name.isupper():
                found.setdefault(fold(name), name)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, provinces()), key=len, reverse=True))
    return re.compile(rf"\b(tinh uy|thanh uy|tinh|thanh pho|tp\.?|dang bo tinh)\s+({names})\b")


def named_in(folded: str) -> list[str]:
    """The provinces a folded text names after "tỉnh", "thành phố" and the like, in order."""
    return [provinces()[match[2]] for match in _pattern().finditer(folded)]


def place_of(folded: str) -> str | None:
    """The province a place line ("Quảng Nam, ngày ...") begins with."""
    for name, printed in provinces().items():
        if folded.startswith(name) and folded[len(name) :].lstrip()[:1] in (",", ""):
            return printed
    return None
