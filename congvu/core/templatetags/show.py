"""How values look on every screen: days, periods, partial dates, absence, icons, queries."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from congvu.core.periods import PartialDate, last_day

register = template.Library()
_FIRST_GROUPED = 1000


@register.filter
def day(value: date | None) -> str:
    """dd/mm/yyyy, or a dash."""
    return date_format(value, "SHORT_DATE_FORMAT") if value else "–"


@register.filter
def partial_date(value: str | None) -> str:
    """A date as printed, perhaps only a year, or a dash."""
    return str(PartialDate(value)) if value else "–"


@register.filter
def first_of(period: Any) -> str:
    """The first day of a period, or a dash."""
    return day(period.lower) if period else "–"


@register.filter
def last_of(period: Any) -> str:
    """The last day of a period, inclusive, or a dash while it runs."""
    return day(last_day(period)) if period else "–"


@register.filter
def period(value: Any) -> str:
    """A period in words: from its first day, to its last day where it has one."""
    if value is None:
        return "–"
    first, last = day(value.lower), last_day(value)
    if last is None:
        return gettext("from %(first)s") % {"first": first}
    return gettext("from %(first)s to %(last)s") % {"first": first, "last": day(last)}


@register.filter
def or_dash(value: object) -> object:
    """The value, or a dash where there is none."""
    return "–" if value is None or value == "" else value


@register.filter
def exact(value: Fraction) -> str:
    """A fraction as an exact decimal number where it has one, else as it stands: 292,5; 1/3."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return number_format(number.normalize(), use_l10n=True, force_grouping=True)


@register.filter
def grouped(value: int | None) -> str:
    """A whole number with its thousands grouped, or a dash."""
    if isinstance(value, int) and 0 <= value < _FIRST_GROUPED:
        return str(value)  # most numbers of a table, which asks for a thousand of them
    return "–" if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.simple_tag
def counted(count: int | None, url: str) -> str:
    """A number that opens its list; nothing to open where there is none."""
    shown = grouped(count)
    return format_html('<a href="{}">{}</a>', url, shown) if count else shown


@register.simple_tag
def linked(named: Iterable[tuple[object, str]], address: str) -> SafeString:
    """Names that open their pages, between commas: (key, name) pairs of pages below `address`.

    A table names hundreds of people; an address made for each would take longer than the rest.
    """
    return format_html_join(
        ", ", '<a href="{}/{}">{}</a>', ((address, key, name) for key, name in named)
    )


@register.filter
def days_left(due: date | None, today: date) -> str:
    """How long until `due`, in words."""
    if due is None:
        return ""
    left = (due - today).days
    if left < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
    if left == 0:
        return ngettext("due today", "due today", 1)
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str) -> SafeString:
    """One icon of the sprite, hidden from screen readers: its word stands beside it.

    A board asks for two hundred; the address of the sprite stays as long as the process.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def with_context(context: Any, template_name: str, values: dict[str, object]) -> SafeString:
    """A panel's template, with the panel's own values over those of the page."""
    panel = context.template.engine.get_template(template_name)
    with context.push(**values):
        shown: SafeString = panel.render(context)
        return shown


@register.simple_tag
def options(optgroups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a choice field, in their groups, as widgets give them."""
    return format_html_join("", "{}", ((_group(name, found),) for name, found, _ in optgroups))


def _group(name: str | None, found: list[dict[str, Any]]) -> SafeString:
    rows = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((str(option["value"]), _marks(option), option["label"]) for option in found),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, rows) if name else rows


def _marks(option: dict[str, Any]) -> SafeString:
    disabled = " disabled" if option["attrs"].get("disabled") else ""
    return mark_safe((" selected" if option["selected"] else "") + disabled)  # noqa: S308 - ours
