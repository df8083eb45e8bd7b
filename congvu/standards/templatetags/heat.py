"""The table of units by criteria: twelve hundred cells, written in one go to be quick."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from congvu.standards.panels import Cell

register = template.Library()


@register.simple_tag
def heat_cells(part: Any, cells: Iterable[Cell], query: str) -> SafeString:
    """One row's cells: not met, in brackets unknown, each a link to its list with `query`.

    Nothing is escaped cell by cell, because nothing in them was typed by anybody: keys, counts
    and the names of classes.
    """
    opening = format_html('<a href="o/{}/', part.pk), escape(query)
    return mark_safe("".join(_cell(cell, *opening) for cell in cells))  # noqa: S308 - as told


def _cell(cell: Cell, begin: str, query: str) -> str:
    figures = cell.figures
    if figures.not_met or figures.unknown:
        unknown = f" ({figures.unknown})" if figures.unknown else ""
        inside = f'{begin}{cell.criterion.order}{query}">{figures.not_met}{unknown}</a>'
    else:
        inside = "0" if cell.heat else "–"
    return f'<td class="num {cell.heat}">{inside}</td>'
