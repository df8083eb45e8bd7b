"""SQL for periods whose days are known by halves.

`valid` starts on the first day the printed start can mean and ends after the last day the printed
end can mean; the length of what was printed (`2010`, `2010-03`, empty for a full day) gives the
other bound.
"""


def standing(alias: str) -> str:
    """The condition "nobody replaced, voided or disputes this row"."""
    return (
        f"{alias}.replaced_by_id IS NULL AND {alias}.voided_by_id IS NULL"
        f" AND NOT {alias}.is_disputed"
    )


def earliest_start(alias: str) -> str:
    """The first day the start can be; NULL when nothing is known of it."""
    return f"lower({alias}.valid)"


def latest_start(alias: str) -> str:
    """The last day the start can be; NULL when nothing is known of it."""
    return (
        f"CASE WHEN {alias}.since_printed = '' THEN lower({alias}.valid)"
        f" ELSE (lower({alias}.valid) + {_span(alias + '.since_printed')})::date - 1 END"
    )


def earliest_end(alias: str) -> str:
    """The first day that can be the one after the end; NULL when it has not ended."""
    return (
        f"CASE WHEN {alias}.until_printed = '' THEN upper({alias}.valid)"
        f" ELSE (upper({alias}.valid) - {_span(alias + '.until_printed')})::date + 1 END"
    )


def _span(printed: str) -> str:
    return (
        f"CASE length({printed}) WHEN 4 THEN interval '1 year'"
        " WHEN 7 THEN interval '1 month' ELSE interval '1 day' END"
    )


def whole_months(interval: str) -> str:
    """The whole months of an interval; odd days of several periods add up, 31 making a month."""
    return (
        f"(extract(year FROM {interval}) * 12 + extract(month FROM {interval})"
        f" + floor(extract(day FROM {interval}) / 31))::int"
    )
