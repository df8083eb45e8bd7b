"""Who is there on a day, and what follows from birth and sex."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of, read_codes
from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.law.selectors import parameter
from congvu.people.facts.bounds import standing
from congvu.people.facts.service import SERVICE
from congvu.people.rules.retirement import KEPT_ON

RANK_CORPS = "rank.corps"
RETIREMENT = "retirement.age_months"


def _without_rank(on: date) -> Expression:
    """Kinds of staff that are never placed in a rank."""
    placed = parameter(RANK_CORPS, on).value
    kinds = [row["code"] for row in read_codes("object_kinds") if row["corps"] not in placed]
    return Expression("", params={"kinds_without_rank": kinds}, parameters=(RANK_CORPS,))


KEPT = Scan(
    name="kept",
    sql=f"""
        SELECT k.person_id, max(CASE WHEN upper_inf(k.valid) THEN greatest(lower(k.valid), %(on)s)
                                     ELSE upper(k.valid) - 1 END) AS until{{columns}}
        FROM people_employmentstatus k
        WHERE k.status_code = '{KEPT_ON}' AND {standing("k")} AND {{limits}}
        GROUP BY k.person_id
    """,
    limited="k.person_id",
    path="k.unit_path",
)
"""Who is kept past the retirement age by decision, and until which day."""

SUBJECT = Scan(
    name="subject",
    sql="""
        SELECT p.id AS person_id, p.unit_id, p.unit_path, p.name_key,
               p.object_kind = ANY(%(kinds_without_rank)s) AS has_no_rank{columns}
        FROM people_person p LEFT JOIN service ON service.person_id = p.id
        LEFT JOIN kept ON kept.person_id = p.id
        WHERE {limits} AND CASE
            WHEN service.person_id IS NULL THEN p.status = 'serving'
            WHEN p.status = 'serving' THEN service.serves
            ELSE service.has_left_later END
    """,
    limited="p.id",
    path="p.unit_path",
    needs=(SERVICE.name, KEPT.name),
    is_subject=True,
    build=_without_rank,
)


@fact(
    code="staff.kind",
    scan=SUBJECT,
    kind=Kind.CODE,
    label=_("kind of staff"),
    sources="people.Person.object_kind",
    unknown_when=_("the dossier does not say the kind of staff"),
    names=names_of("object_kinds"),
)
def staff_kind(on: date) -> Expression:
    """The code of the kind of staff."""
    return Expression("nullif(p.object_kind, '')")


@fact(
    code="person.age",
    scan=SUBJECT,
    kind=Kind.WHOLE_YEARS,
    label=_("age"),
    sources="people.Person.born",
    unknown_when=_("the birth date is missing, or a year only that does not decide"),
)
def age(on: date) -> Expression:
    """Full years on the day; a birth date known by halves gives bounds."""
    return Expression(
        "extract(year FROM age(%(on)s::date, p.born_to))::int",
        "extract(year FROM age(%(on)s::date, p.born_from))::int",
    )


@fact(
    code="retirement.last_day",
    scan=SUBJECT,
    kind=Kind.DAY,
    label=_("last day of service by age, or by the decision that keeps the person longer"),
    sources="people.Person.born, sex; people.EmploymentStatus.valid",
    unknown_when=_("birth date or sex is missing, or a year only that does not decide"),
)
def retirement_last_day(on: date) -> Expression:
    """The end of the month in which the retirement age is reached, or later who is kept on.

    Law: retirement.age_months
    """
    table = parameter(RETIREMENT, on).value
    low, high = _month_end("p.born_from", table), _month_end("p.born_to", table)
    return Expression(
        f"greatest({low}, kept.until)", f"greatest({high}, kept.until)", parameters=(RETIREMENT,)
    )


def _month_end(born: str, table: dict[str, dict[date, int]]) -> str:
    """SQL for the last day of the month in which somebody born on `born` reaches the age."""
    sexes = " ".join(
        f"WHEN '{sex}' THEN {_months(born, rows)}" for sex, rows in sorted(table.items())
    )
    return (
        f"(date_trunc('month', {born}) + make_interval(months => CASE p.sex {sexes} END + 1))::date"
        " - 1"
    )


def _months(born: str, rows: dict[date, int]) -> str:
    """Latest births first: most people are decided by the first comparison."""
    latest_first = sorted(rows.items(), reverse=True)
    cases = " ".join(
        f"WHEN {born} >= '{since.isoformat()}' THEN {int(months)}" for since, months in latest_first
    )
    return f"CASE {cases} END"


SCANS = (KEPT, SUBJECT)
FACTS = (staff_kind, age, retirement_last_day)
