"""Service: since when, and how much of last year."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.people.facts.bounds import earliest_start, latest_start, standing, whole_months

SERVICE = Scan(
    name="service",
    sql=f"""
        SELECT s.person_id, bool_or(s.valid @> %(on)s::date) AS serves,
               bool_or(s.valid @> %(on)s::date AND NOT upper_inf(s.valid)) AS has_left_later
               {{columns}}
        FROM people_service s
        WHERE {standing("s")} AND {{limits}}
        GROUP BY s.person_id
    """,
    limited="s.person_id",
    path="s.unit_path",
)


@fact(
    code="service.since",
    scan=SERVICE,
    kind=Kind.DAY,
    label=_("first day of service"),
    sources="people.Service.valid",
    unknown_when=_("the dossier has no day of recruitment"),
)
def since(on: date) -> Expression:
    """The first day of the service in force."""
    running = "FILTER (WHERE s.valid @> %(on)s::date)"
    return Expression(
        f"max({earliest_start('s')}) {running}", f"max({latest_start('s')}) {running}"
    )


@fact(
    code="service.months_last_year",
    scan=SERVICE,
    kind=Kind.WHOLE_MONTHS,
    label=_("months of service last year"),
    sources="people.Service.valid",
    unknown_when=_("the dossier has no day of recruitment"),
)
def months_last_year(on: date) -> Expression:
    """Whole months of the last calendar year in which the service in force ran."""
    days = {"year_began": date(on.year - 1, 1, 1), "year_ended": date(on.year, 1, 1)}
    return Expression(
        _months_from(latest_start("s")), _months_from(earliest_start("s")), params=days
    )


def _months_from(start: str) -> str:
    running = "FILTER (WHERE s.valid @> %(on)s::date)"
    first = f"greatest(max({start}) {running}, %(year_began)s::date)"
    months = whole_months(f"age(%(year_ended)s::date, {first})")
    return f"CASE WHEN max({start}) {running} IS NOT NULL THEN greatest(0, {months}) END"


SCANS = (SERVICE,)
FACTS = (since, months_last_year)
