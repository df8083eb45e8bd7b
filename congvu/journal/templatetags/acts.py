"""How acts of the journal read on every screen."""

from django import template
from django.utils.translation import gettext as _

from congvu.journal.phrases import PHRASES

register = template.Library()


@register.filter
def phrase(act: str) -> str:
    """The act in words; an act of an older version keeps its code."""
    known = PHRASES.get(act)
    return _(known) if known else act
