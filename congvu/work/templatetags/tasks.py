"""How a task's time and state are said."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.templatetags.show import day, days_left, icon
from congvu.work.choices import Act, State
from congvu.work.rules.timing import days_late_at_delivery, meaning_of
from congvu.work.selectors import soon_until

register = template.Library()

ICONS = {"late": "clock-exclamation", "soon": "hourglass", "done": "circle-check", "": "clock"}


@register.filter
def meaning(task: Any, today: date) -> str:
    """The class of its meaning: late, soon, done, or nothing."""
    return meaning_of(task, today, soon_until(today))


@register.simple_tag
def task_time(task: Any, today: date) -> SafeString:
    """Its time in words, with icon: "3 days left", "2 days late", "handed in on ..."."""
    found = meaning_of(task, today, soon_until(today))
    words = _words(task, today)
    if not words:
        return SafeString("")
    return format_html('<span class="badge {}">{} {}</span>', found, icon(ICONS[found]), words)


def _words(task: Any, today: date) -> str:
    if task.state == State.ACCEPTED:
        return _("accepted %(day)s") % {"day": day(task.closed_on)}
    if task.state == State.DELIVERED:
        late = days_late_at_delivery(task)
        if late:
            return ngettext("handed in %(n)d day late", "handed in %(n)d days late", late) % {
                "n": late
            }
        on = task.delivered_on
        return _("handed in %(day)s") % {"day": day(on)} if on else ""
    if task.state == State.WITHDRAWN:
        return ""
    return str(days_left(task.effective_due_on, today))


@register.filter
def state_word(state: str) -> str:
    """The state in words."""
    return str(State(state).label) if state else ""


@register.filter
def act_word(act: str) -> str:
    """What was done, in words."""
    return str(Act(act).label)
