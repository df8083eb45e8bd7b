"""Reading a month or a year as months."""

import re
from datetime import date

from congvu.core.periods import add_months

_MONTH = re.compile(r"(?:(\d{1,2})/)?((?:19|20)\d\d)|((?:19|20)\d\d)-(\d{2})")


def months_named(text: str) -> tuple[date, date] | None:
    """The months a text names, as first days, the second not in them: `2027`, `03/2027`, `2027-03`.

    None where it names none.
    """
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return None
    month, year = found[1] or found[4], int(found[2] or found[3])
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if not 1 <= int(month) <= 12:
        return None
    first = date(year, int(month), 1)
    return first, add_months(first, 1)
