"""What a browser calls itself, in words its owner knows."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: later browsers also name the earlier ones.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(said: str) -> str:
    """The browser and the system it runs on, as far as they are known."""
    name = next((name for mark, name in BROWSERS if mark in said), _("unknown browser"))
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return _("%(browser)s on %(system)s") % {"browser": name, "system": system} if system else name
