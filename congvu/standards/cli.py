"""`congvu screen`: screen the province, or one unit, as of a day."""

import argparse
import gettext as console
from datetime import date
from gettext import gettext as _  # the console's own: it speaks before Django is there

_LINE = "{:62}{:>9}{:>9}{:>9}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the day to screen for; without it, today"),
    )
    parser.add_argument(
        "--unit", metavar="CODE", help=_("code of the unit to screen; without it, everybody")
    )


def run(args: argparse.Namespace) -> int:
    """Screen, then print the figures of each criterion."""
    import django

    django.setup()
    from django.utils import timezone, translation

    from congvu.core.actors import Actor
    from congvu.core.languages import in_words
    from congvu.core.scope import scope_of
    from congvu.establishment.selectors import get_unit
    from congvu.standards import commands, selectors

    actor = Actor.system("congvu screen")
    now, today = timezone.now(), timezone.localdate()  # noqa: TID251 - the console's clock
    with scope_of(actor):
        unit = (
            get_unit(actor=actor, code=args.unit)
            if args.unit
            else selectors.unit_to_screen(actor=actor)
        )
        screened = commands.run_screening(actor=actor, unit=unit, on=args.on or today, now=now)
        figures = selectors.figures_by_criterion(actor=actor, run=screened)
    said = {"people": screened.people, "unit": unit.name, "day": f"{screened.on:%d/%m/%Y}"}
    print(_("Screened %(people)d people of %(unit)s as of %(day)s.") % said)
    print(_LINE.format("", _("met"), _("not met"), _("unknown")))
    with translation.override(_language()):
        for one, counts in figures:
            print(_LINE.format(in_words(one.name), counts.met, counts.not_met, counts.unknown))
    return 0


def _language() -> str:
    """The language this terminal is spoken to: that of the catalogue its words come from."""
    domain = console.textdomain()
    return "vi" if console.find(domain, console.bindtextdomain(domain)) else "en"
