"""Where a cell stands, in the words of a spreadsheet."""

from functools import cache


@cache
def column_letter(index: int) -> str:
    """Return the letters Excel shows over column `index`, counted from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row_number: int, column_index: int) -> str:
    """Return the A1 name of a cell: row as Excel counts it, column counted from 0."""
    return f"{column_letter(column_index)}{row_number}"
