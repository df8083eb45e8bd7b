"""How decisions are said on screen: kind, state, steps, people."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from congvu.core.templatetags.show import icon
from congvu.decisions.choices import OPEN, State
from congvu.decisions.register import kinds

register = template.Library()

STEPS = (*OPEN, State.ISSUED)
_LOOKS = {
    State.DRAFT: ("", "pencil"),
    State.CHECKED: ("accent", "check"),
    State.SUBMITTED: ("soon", "hourglass"),
    State.SIGNED: ("accent", "pencil"),
    State.SEALED: ("accent", "rosette-discount-check"),
    State.ISSUED: ("done", "circle-check"),
    State.CORRECTED: ("done", "history"),
    State.REVOKED: ("late", "arrow-back-up"),
    State.DROPPED: ("", "x"),
}


@register.filter
def kind_name(decision: Any) -> str:
    """What the kind of a decision is called."""
    kind = kinds().get(decision.kind_code)
    return kind.name if kind else str(decision.kind_code)


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """The state with its icon and word."""
    found = State(state)
    look, picture = _LOOKS[found]
    return format_html('<span class="badge {}">{} {}</span>', look, icon(picture), found.label)


@register.simple_tag
def people_of(decision: Any) -> str:
    """The first person a decision names, and how many more; needs `with_first_person`."""
    first = decision.first_lines[0] if decision.first_lines else None
    name = first.full_name if first else ""
    if decision.people > 1:
        text = ngettext(
            "%(name)s and %(n)d other", "%(name)s and %(n)d others", decision.people - 1
        )
        return text % {"name": name, "n": decision.people - 1}
    return name or "–"


@register.simple_tag
def steps_of(decision: Any) -> list[tuple[str, bool, bool]]:
    """Each step to the issue: its word, whether it is behind, whether it stands there."""
    state = State(decision.state)
    if state is State.DROPPED:
        return []
    here = STEPS.index(state) if state in STEPS else len(STEPS)
    return [(str(step.label), order < here, order == here) for order, step in enumerate(STEPS)]
