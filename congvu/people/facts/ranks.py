"""The rank on a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of, read_codes
from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.core.languages import words_of
from congvu.people.facts.bounds import standing

RANK = Scan(
    name="rank_held",
    sql=f"""
        SELECT r.person_id{{columns}}
        FROM people_rankheld r JOIN catalog_rank c ON c.code = r.rank_id
        WHERE r.valid @> %(on)s::date AND {standing("r")} AND {{limits}}
    """,
    limited="r.person_id",
    path="r.unit_path",
)
RANKS = read_codes("ranks")
GRADES = {"": _("none")} | {
    row["grade"]: words_of(row) for row in reversed(RANKS) if row["grade"] and row["corps"] == "CC"
}
"""What a grade is called: the first rank of the list that has it."""


@fact(
    code="rank.grade",
    scan=RANK,
    kind=Kind.CODE,
    label=_("grade of the rank"),
    sources="people.RankHeld, catalog.Rank.grade",
    unknown_when=_("the dossier has no rank on file"),
    no_row="CASE WHEN subject.has_no_rank THEN '' END",
    names=GRADES,
)
def grade(on: date) -> Expression:
    """CVCC, CVC, CV, CS, NV and so on; empty for ranks without one and staff without a rank."""
    return Expression("c.grade")


@fact(
    code="rank.code",
    scan=RANK,
    kind=Kind.CODE,
    label=_("rank"),
    sources="people.RankHeld",
    unknown_when=_("the dossier has no rank on file"),
    no_row="CASE WHEN subject.has_no_rank THEN '' END",
    names=names_of("ranks"),
)
def rank_code(on: date) -> Expression:
    """The code of the rank held."""
    return Expression("c.code")


SCANS = (RANK,)
FACTS = (grade, rank_code)
