"""Degrees and certificates held on a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import read_codes
from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.people.facts.bounds import standing

QUALIFICATION = Scan(
    name="qualification",
    sql=f"""
        SELECT q.person_id{{columns}}
        FROM people_qualification q
        WHERE q.valid @> %(on)s::date AND {standing("q")} AND {{limits}}
        GROUP BY q.person_id
    """,
    limited="q.person_id",
    path="q.unit_path",
)
COURSES = ("rank_programme", "leader_programme")


def _levels(list_name: str, *kinds: str) -> dict[str, int]:
    """Codes of a list with their places; `kinds` limits a list that mixes several orders."""
    return {
        row["code"]: int(row["rank"])
        for row in read_codes(list_name)
        if row["rank"].isdigit() and (not kinds or row["kind"] in kinds)
    }


def _names(list_name: str, levels: dict[str, int]) -> dict[int, str]:
    """What each place is called: the first code of the list that has it."""
    rows = [row for row in read_codes(list_name) if row["code"] in levels]
    return {levels[row["code"]]: row["name_vi"] for row in reversed(rows)}


DEGREES = _levels("education_levels", "professional")
THEORY = _levels("political_theory")
MANAGEMENT = _levels("state_management", *COURSES)


def _highest(family: str, levels: dict[str, int]) -> Expression:
    chosen = f"{family}_codes"
    return Expression(
        f"max(q.level) FILTER (WHERE q.family = '{family}' AND q.code = ANY(%({chosen})s))",
        params={chosen: sorted(levels)},
    )


@fact(
    code="education.level",
    scan=QUALIFICATION,
    kind=Kind.LEVEL,
    label=_("highest degree"),
    sources="people.Qualification (education)",
    unknown_when=_("the dossier has no degree on file"),
    levels=DEGREES,
    names=_names("education_levels", DEGREES),
)
def education_level(on: date) -> Expression:
    """The highest professional degree held."""
    return _highest("education", DEGREES)


@fact(
    code="education.field",
    scan=QUALIFICATION,
    kind=Kind.TEXT,
    label=_("field of the highest degree"),
    sources="people.Qualification.field (education)",
    unknown_when=_("the dossier does not name the field of study"),
)
def education_field(on: date) -> Expression:
    """The field of the highest degree that names one, as printed."""
    return Expression(
        "(array_agg(q.field ORDER BY q.level DESC NULLS LAST)"
        " FILTER (WHERE q.family = 'education' AND q.field <> ''))[1]"
    )


@fact(
    code="politics.level",
    scan=QUALIFICATION,
    kind=Kind.LEVEL,
    label=_("political theory"),
    sources="people.Qualification (politics)",
    unknown_when=_("the dossier says nothing about political theory"),
    levels=THEORY,
    names=_names("political_theory", THEORY),
)
def politics_level(on: date) -> Expression:
    """The highest level of political theory."""
    return _highest("politics", THEORY)


@fact(
    code="management.level",
    scan=QUALIFICATION,
    kind=Kind.LEVEL,
    label=_("state management course"),
    sources="people.Qualification (management)",
    unknown_when=_("the dossier says nothing about state management courses"),
    levels=MANAGEMENT,
    names=_names("state_management", MANAGEMENT),
)
def management_level(on: date) -> Expression:
    """The highest course in state management or for leaders that was completed."""
    return _highest("management", MANAGEMENT)


@fact(
    code="management.held_on",
    scan=QUALIFICATION,
    kind=Kind.DAY,
    label=_("day of the first state management certificate"),
    sources="people.Qualification.valid (management)",
    unknown_when=_("the certificate is not on file, or its day is not"),
)
def management_held_on(on: date) -> Expression:
    """The day of the earliest certificate of a course that was completed."""
    return Expression(
        "min(lower(q.valid)) FILTER (WHERE q.family = 'management' AND q.level > 0"
        " AND q.code = ANY(%(management_codes)s))",
        params={"management_codes": sorted(MANAGEMENT)},
    )


SCANS = (QUALIFICATION,)
FACTS = (education_level, education_field, politics_level, management_level, management_held_on)
