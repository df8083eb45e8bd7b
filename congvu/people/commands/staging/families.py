"""What a list says of each family of facts, and how it meets what the dossier says already."""

from dataclasses import dataclass, field

from congvu.people.commands.staging.governed import UNGOVERNING
from congvu.people.commands.staging.people import printed

_ROW = "t.row, t.person_id, t.path, t.is_new"
_NO_START = "NULL::date AS start, NULL::date AS start_last, '' AS printed, NULL::date AS ends"


@dataclass(frozen=True)
class Family:
    """One table of facts.

    `incoming` is the SELECT of what the list says (a blank cell says nothing), one row a fact.
    `columns` maps each column of the fact to its value, from `i` (the list) and `c` (the fact that
    stands); `standing` picks that fact. `constants` go in with every row. `is_exclusive`: no two
    undisputed facts of one person at a time. `action` overrides the usual rule.
    """

    name: str
    incoming: str
    columns: dict[str, str]
    standing: str = "upper_inf(c.valid)"
    constants: dict[str, str] = field(default_factory=dict)
    is_exclusive: bool = True
    action: str = ""

    @property
    def table(self) -> str:
        return f"people_{self.name}"

    @property
    def plan(self) -> str:
        return f"plan_{self.name}"


def _since(name: str) -> str:
    """The four columns of a period that begins with the date `name` of the list."""
    return (
        f"t.{name}_from AS start, t.{name}_to AS start_last, "
        f"{printed('t.' + name)} AS printed, NULL::date AS ends"
    )


# A post in another unit does not keep the title or term of the former one.
_SAME_UNIT = "c.unit_id = i.unit_id"
# What a list's words name is no news of a post that says the same: a position said by hand stays,
# and what a decision governs is not held against the list for it.
_SAME_WORDS = f"""({_SAME_UNIT} AND coalesce(i.title, c.title) = c.title
    AND coalesce(i.job, c.job_position) = c.job_position)"""
POSTING = Family(
    name="posting",
    incoming=f"""
        SELECT {_ROW}, {_since("appointed_on")}, t.place_id AS unit_id,
               left(t.position, 200) AS title, t.title_code, left(t.job_position, 200) AS job,
               n.position_id AS named, t.term_ends_on_to AS term_ends_on
        FROM taken t LEFT JOIN named_position n ON n.unit_id = t.place_id
            AND n.title = coalesce(t.position, '') AND n.job = coalesce(t.job_position, '')""",
    columns={
        "unit_id": "i.unit_id",
        "title": f"coalesce(i.title, CASE WHEN {_SAME_UNIT} THEN c.title END, '')",
        "title_code": f"""CASE WHEN i.title IS NULL AND {_SAME_UNIT} THEN c.title_code
                               ELSE i.title_code END""",
        "job_position": f"coalesce(i.job, CASE WHEN {_SAME_UNIT} THEN c.job_position END, '')",
        "position_id": f"""CASE WHEN {_SAME_WORDS}
            THEN coalesce(c.position_id, CASE WHEN basis.kind IN ({UNGOVERNING})
                                              THEN i.named END)
            ELSE i.named END""",
        "term_ends_on": f"""coalesce(i.term_ends_on, CASE WHEN {_SAME_UNIT} AND
            coalesce(i.title, c.title) = c.title THEN c.term_ends_on END)""",
    },
    standing="c.is_main AND upper_inf(c.valid)",
    constants={"is_main": "true", "unit_printed": "''"},
)

RANK = Family(
    name="rankheld",
    incoming=f"""
        SELECT {_ROW}, {_since("rank_since")}, t.rank FROM taken t WHERE t.rank IS NOT NULL""",
    columns={"rank_id": "i.rank"},
)

PAY = Family(
    name="paystep",
    incoming=f"""
        SELECT {_ROW}, {_since("step_since")}, t.salary_step, t.coefficient, t.overframe_percent
        FROM taken t WHERE t.salary_step IS NOT NULL OR t.coefficient IS NOT NULL""",
    columns={
        "step": "coalesce(i.salary_step, CASE WHEN c.coefficient = i.coefficient THEN c.step END)",
        "coefficient": """coalesce(i.coefficient,
            CASE WHEN c.step = i.salary_step THEN c.coefficient END)""",
        "overframe_percent": """coalesce(i.overframe_percent,
            CASE WHEN c.step = i.salary_step THEN c.overframe_percent END)""",
    },
)

# A higher level is one more diploma; a lower one corrects what nobody has verified.
_QUALIFICATIONS = " UNION ALL ".join(
    f"""SELECT {_ROW}, {_NO_START}, '{family}' AS family, t.{code} AS code, code.level,
               {detail} AS field
        FROM taken t LEFT JOIN catalog_code code
             ON code.list_name = '{codes}' AND code.code = t.{code}
        WHERE t.{code} IS NOT NULL"""
    for family, code, codes, detail in (
        ("education", "degree", "education_levels", "left(t.field_of_study, 200)"),
        ("politics", "political_theory", "political_theory", "NULL"),
        ("management", "state_management", "state_management", "NULL"),
        ("language", "language_level", "foreign_language_levels", "t.language"),
        ("it", "it_level", "it_levels", "NULL"),
    )
)
QUALIFICATION = Family(
    name="qualification",
    incoming=_QUALIFICATIONS,
    columns={
        "family": "i.family",
        "code": "i.code",
        "level": "i.level",
        "field": "coalesce(i.field, CASE WHEN c.code = i.code THEN c.field END, '')",
    },
    standing="""c.family = i.family AND NOT EXISTS (
        SELECT FROM people_qualification higher
        WHERE higher.person_id = c.person_id AND higher.family = c.family
          AND higher.replaced_by_id IS NULL AND higher.voided_by_id IS NULL
          AND (coalesce(higher.level, -1), higher.id) > (coalesce(c.level, -1), c.id))""",
    is_exclusive=False,
    action="""CASE WHEN old_id IS NULL THEN 'new' WHEN is_same THEN 'same'
        WHEN level > old_level THEN 'add' WHEN is_governed THEN 'held' ELSE 'replace' END""",
)

PARTY = Family(
    name="partymembership",
    incoming=f"""
        SELECT {_ROW}, {_since("party_joined_on")}, t.party_official_on_from AS official,
               CASE WHEN t.party_official_on_from IS NOT NULL
                    THEN {printed("t.party_official_on")} END AS official_printed
        FROM taken t
        WHERE t.party_joined_on_from IS NOT NULL OR t.party_official_on_from IS NOT NULL""",
    columns={
        "official_on": "coalesce(i.official, c.official_on)",
        "official_printed": "coalesce(i.official_printed, c.official_printed, '')",
    },
)

SERVICE = Family(
    name="service",
    incoming=f"""
        SELECT {_ROW}, {_since("recruited_on")}
        FROM taken t WHERE t.recruited_on_from IS NOT NULL""",
    columns={},
)

RATING = Family(
    name="yearrating",
    incoming=f"""
        SELECT {_ROW}, make_date(rated.year, 1, 1) AS start, NULL::date AS start_last,
               '' AS printed, make_date(rated.year + 1, 1, 1) AS ends,
               rated.year, t.last_rating
        FROM taken t, LATERAL (SELECT coalesce(t.rating_year, %(last_year)s)::integer AS year) rated
        WHERE t.last_rating IS NOT NULL""",
    columns={"year": "i.year", "level_code": "i.last_rating"},
    standing="c.year = i.year",
)

DISCIPLINE = Family(
    name="discipline",
    incoming=f"""
        SELECT {_ROW}, {_since("discipline_from")}, t.discipline
        FROM taken t WHERE t.discipline <> 'NONE'""",
    columns={"kind_code": "i.discipline"},
    standing="""c.kind_code = i.discipline AND (i.start IS NULL OR lower(c.valid) IS NULL
        OR (lower(c.valid) >= i.start AND lower(c.valid) <= i.start_last))""",
    is_exclusive=False,
)

FAMILIES = (POSTING, RANK, PAY, QUALIFICATION, PARTY, SERVICE, RATING, DISCIPLINE)
