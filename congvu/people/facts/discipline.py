"""Discipline in force on a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.law.selectors import parameter
from congvu.people.facts.bounds import earliest_end, earliest_start, latest_start

EFFECT = "discipline.effect_months"
DISCIPLINE = Scan(
    name="discipline",
    sql="""
        SELECT d.person_id{columns}
        FROM people_discipline d
        WHERE d.replaced_by_id IS NULL AND d.voided_by_id IS NULL AND {limits}
        GROUP BY d.person_id
    """,
    limited="d.person_id",
    path="d.unit_path",
)


@fact(
    code="discipline.in_force",
    scan=DISCIPLINE,
    kind=Kind.YES_NO,
    label=_("under a disciplinary measure"),
    sources="people.Discipline.valid",
    unknown_when=_("the day of a measure is missing, disputed, or does not decide"),
    no_row="FALSE",
)
def in_force(on: date) -> Expression:
    """Whether a measure has effect: from its day to its recorded end, else as long as the law says.

    The register is complete: nobody without a row is under a measure.
    Law: discipline.effect_months
    """
    months = int(parameter(EFFECT, on).value)
    day = "%(on)s::date"
    by_law = "({start} + make_interval(months => %(effect_months)s))::date"
    ends_first = f"coalesce({earliest_end('d')}, {by_law.format(start=earliest_start('d'))})"
    ends_last = f"coalesce(upper(d.valid), {by_law.format(start=latest_start('d'))}, 'infinity')"
    surely = f"NOT d.is_disputed AND {latest_start('d')} <= {day} AND {day} < {ends_first}"
    perhaps = f"coalesce({earliest_start('d')}, '-infinity') <= {day} AND {day} < {ends_last}"
    return Expression(
        f"CASE WHEN bool_or({surely}) THEN TRUE WHEN bool_or({perhaps}) THEN NULL ELSE FALSE END",
        params={"effect_months": months},
        parameters=(EFFECT,),
    )


SCANS = (DISCIPLINE,)
FACTS = (in_force,)
