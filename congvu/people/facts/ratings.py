"""The rating of the last full year."""

import json
from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import read_codes
from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.core.languages import words_of
from congvu.people.facts.bounds import standing


def _last_year(on: date) -> Expression:
    return Expression("", params={"rated_year": on.year - 1})


RATING = Scan(
    name="rating",
    sql=f"""
        SELECT y.person_id{{columns}}
        FROM people_yearrating y
        WHERE y.year = %(rated_year)s AND {standing("y")} AND {{limits}}
    """,
    limited="y.person_id",
    path="y.unit_path",
    build=_last_year,
)
_RATED = [row for row in read_codes("evaluation_levels") if row["rank"] != "0"]
LEVELS = {row["code"]: int(row["rank"]) for row in _RATED}
"""Levels that are ratings: "not rated" has no place."""


@fact(
    code="rating.last_year",
    scan=RATING,
    kind=Kind.LEVEL,
    label=_("rating of last year"),
    sources="people.YearRating",
    unknown_when=_("the dossier has no rating for last year"),
    levels=LEVELS,
    names={int(row["rank"]): words_of(row) for row in reversed(_RATED)},
)
def last_year(on: date) -> Expression:
    """The rating of the calendar year before the day; "not rated" counts as none."""
    return Expression(
        "(%(rating_levels)s::jsonb ->> y.level_code)::int",
        params={"rating_levels": json.dumps(LEVELS)},
    )


SCANS = (RATING,)
FACTS = (last_year,)
