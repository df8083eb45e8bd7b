"""The one write of the shell itself: prepared figures."""

from datetime import date, datetime

from django.db import transaction

from congvu.core.actors import Actor
from congvu.journal import commands as journal
from congvu.web import figures
from congvu.web.models import Figure


@transaction.atomic
def refresh_figures(*, actor: Actor, today: date, now: datetime) -> int:
    """Count everything anew and replace the figures; return how many lines there are.

    Run by the system in its own scope; eight statements, whatever the size of the province.
    """
    made = figures.count_all(actor=actor, today=today)
    rows = [
        Figure(code=code, unit_path=path, values=values, on=today, made_at=now)
        for code, by_agency in made.items()
        for path, values in by_agency.items()
    ]
    Figure.objects.all().delete()
    Figure.objects.bulk_create(rows)
    journal.record(actor=actor, act="web.refresh_figures", lines=len(rows))
    return len(rows)
