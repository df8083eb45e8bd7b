"""Days, periods and amounts as printed CVs write them."""

from decimal import Decimal

from congvu.people.printing.cv import Fact

NOW = "nay"
_COMMAS = str.maketrans(",.", ".,")
DISPUTED = "(đang đối chiếu)"


def day(printed: str) -> str:
    """`15/09/2003`; `9/2003` or `năm 2003` where the paper gives no more."""
    year, month, number = _parts(printed)
    if number:
        return f"{number}/{month}/{year}"
    return f"{int(month)}/{year}" if month else f"năm {year}" if year else ""


def month(printed: str) -> str:
    """`9/2003`, or the year alone."""
    year, number, _day = _parts(printed)
    return f"{int(number)}/{year}" if number else year


def year(printed: str) -> str:
    """The year alone."""
    return printed[:4]


def since(fact: Fact) -> str:
    """The first month of a fact."""
    return month(fact.since)


def until(fact: Fact) -> str:
    """The last month of a fact; `nay` while it lasts."""
    return month(fact.until) if fact.until else NOW


def span(first: str, last: str) -> str:
    """Two months with a dash between them that no line's end parts."""
    return "\u00a0\u2013\u00a0".join(filter(None, (first, last)))


def number(value: Decimal | int | None, unit: str = "") -> str:
    """`3,33`; `12,5 %`; `1.500 m²`; "" for nothing."""
    if value is None:
        return ""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text and unit:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_COMMAS) + (f"\u00a0{unit}" if unit else "")


def dong(amount: int | None) -> str:
    """`12.345.000`; "" for nothing."""
    return "" if amount is None else f"{amount:,}".replace(",", ".")


def _parts(printed: str) -> tuple[str, str, str]:
    found = [*printed.split("-"), "", "", ""]
    return found[0], found[1], found[2]
