"""Leadership titles: which one a printed post means, by where it stands.

The titles, their precedence and the group their political-theory standard comes from are data:
`establishment/data/leadership_titles.csv`, each line with source and confidence.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from congvu.core.text import clean, fold


@dataclass(frozen=True)
class Place:
    """Where a post stands: the kind of its agency, of its unit, and the agency's name.

    For a post in the agency itself both kinds are the same.
    """

    agency_kind: str
    unit_kind: str
    agency_name: str = ""

    @property
    def key(self) -> str:
        """`department`, or `department/division` for a post inside a part of it."""
        same = self.agency_kind == self.unit_kind
        return self.agency_kind if same else f"{self.agency_kind}/{self.unit_kind}"


@dataclass(frozen=True)
class LeadershipTitle:
    """One title (chức vụ lãnh đạo, quản lý).

    `order` is the precedence, 1 the highest; `next_lower` are the codes of the posts directly
    below; `theory_group` names the standard of political theory: S2 head of a department and
    above, S3 other titles, S4 chair and vice-chair of a commune.
    """

    code: str
    name: str
    name_en: str
    level: str
    order: int
    next_lower: tuple[str, ...]
    theory_group: str
    source: str
    confidence: str
    aliases: frozenset[str]
    places: frozenset[str]
    body: str

    def covers(self, title: str, place: Place) -> bool:
        """Whether the folded `title` at `place` is this title."""
        if title not in self.aliases or place.key not in self.places:
            return False
        return fold(place.agency_name).startswith(self.body)


@cache
def leadership_titles() -> Mapping[str, LeadershipTitle]:
    """Every title by its code, in the order of the file: the surer reading first."""
    file = resources.files("congvu.establishment") / "data" / "leadership_titles.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["code"]: _title(row) for row in rows}


def _title(row: Mapping[str, str]) -> LeadershipTitle:
    aliases = (row["name"], *row["aliases"].split(";"))
    return LeadershipTitle(
        code=row["code"],
        name=clean(row["name"]),
        name_en=row["name_en"],
        level=row["level"],
        order=int(row["order"]),
        next_lower=tuple(filter(None, row["next_lower"].split(";"))),
        theory_group=row["theory_group"],
        source=row["source"],
        confidence=row["confidence"],
        aliases=frozenset(fold(clean(alias)) for alias in aliases),
        places=frozenset(row["places"].split(";")),
        body=row["body"],
    )


def title_code(title: str, place: Place) -> str:
    """The code of the leadership title that `title` is at `place`; empty for all other posts."""
    folded = fold(clean(title))
    if not folded:
        return ""
    found = (known.code for known in leadership_titles().values() if known.covers(folded, place))
    return next(found, "")
