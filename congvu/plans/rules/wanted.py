"""An aim in a few signs: "≥ 25 %", "từ 10 đến 15 %"."""

from decimal import Decimal

SIGNS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "increase": "↑", "decrease": "↓"}


def wanted(comparator: str, low: Decimal | None, high: Decimal | None, measure: str) -> str:
    """What the paper asks for, as short as it can be said; a rule has no figure."""
    if comparator == "rule":
        return "–"
    unit = f" {measure}" if measure else ""
    if comparator == "range":
        return f"{_plain(low)}–{_plain(high)}{unit}"
    sign = SIGNS[comparator]
    return sign if low is None else f"{sign}{_plain(low)}{unit}"


def _plain(value: Decimal | None) -> str:
    return "?" if value is None else f"{value.normalize():f}".replace(".", ",")
