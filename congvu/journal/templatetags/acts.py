"""How acts of the journal read on every screen."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from congvu.journal.phrases import PHRASES, SUBJECTS

register = template.Library()


@register.filter
def phrase(act: str) -> str:
    """The act in words; an act of an older version keeps its code."""
    known = PHRASES.get(act)
    return _(known) if known else act


@register.simple_tag
def subject(entry: Any) -> str:
    """What the act was done to, with its number; a dash where there is nothing."""
    if not entry.subject_kind:
        return "–"
    known = SUBJECTS.get(entry.subject_kind)
    kind = _(known) if known else entry.subject_kind
    return f"{kind} {entry.subject_id}"
