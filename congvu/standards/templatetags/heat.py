"""The table of units by criteria: twelve hundred cells, written in one go to be quick."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from congvu.standards.panels import Cell

register = template.Library()


@register.simple_tag
def heat_cells(part: Any, cells: Iterable[Cell], query: str) -> SafeString:
    """One row's cells: not met, in brackets unknown, each a link to its list with `query`."""
    return format_html_join(
        "",
        '<td class="num {}">{}</td>',
        ((cell.heat, _inside(part.pk, cell, query)) for cell in cells),
    )


def _inside(part: int, cell: Cell, query: str) -> str:
    figures = cell.figures
    if not (figures.not_met or figures.unknown):
        return "0" if cell.heat else "–"
    shown = f"{figures.not_met} ({figures.unknown})" if figures.unknown else figures.not_met
    return format_html('<a href="o/{}/{}{}">{}</a>', part, cell.criterion.order, query, shown)
