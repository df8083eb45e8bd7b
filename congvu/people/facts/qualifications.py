"""Degrees and certificates held on a day."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import read_codes
from congvu.core.facts import Expression, Fact, Kind, Scan, fact
from congvu.core.languages import words_of
from congvu.people.choices import CODE_LISTS, QualificationFamily
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
    return {levels[row["code"]]: words_of(row) for row in reversed(rows)}


def _level_fact(
    family: QualificationFamily, *kinds: str, label: Promise, unknown_when: Promise
) -> Fact:
    """The highest level held of one family: `<family>.level`, a place in the order of its list."""
    list_name = CODE_LISTS[family]
    levels = _levels(list_name, *kinds)
    chosen = f"{family}_codes"

    @fact(
        code=f"{family}.level",
        scan=QUALIFICATION,
        kind=Kind.LEVEL,
        label=label,
        sources=f"people.Qualification ({family})",
        unknown_when=unknown_when,
        levels=levels,
        names=_names(list_name, levels),
    )
    def level(on: date) -> Expression:
        """The highest of the codes of the list that was held."""
        return Expression(
            f"max(q.level) FILTER (WHERE q.family = '{family}' AND q.code = ANY(%({chosen})s))",
            params={chosen: sorted(levels)},
        )

    return level


education_level = _level_fact(
    QualificationFamily.EDUCATION,
    "professional",
    label=_("highest degree"),
    unknown_when=_("the dossier has no degree on file"),
)
politics_level = _level_fact(
    QualificationFamily.POLITICS,
    label=_("political theory"),
    unknown_when=_("the dossier says nothing about political theory"),
)
management_level = _level_fact(
    QualificationFamily.MANAGEMENT,
    *COURSES,
    label=_("state management course"),
    unknown_when=_("the dossier says nothing about state management courses"),
)


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
        params={"management_codes": sorted(management_level.levels)},
    )


SCANS = (QUALIFICATION,)
FACTS = (education_level, education_field, politics_level, management_level, management_held_on)
