"""Invented dossiers by a fixed seed: plausible spread of ranks, degrees, posts and gaps."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from psycopg.types.range import DateRange

from congvu.establishment.rules.titles import Place, leadership_titles
from congvu.people.staff_list.values import catalog_rows


def words(text: str, between: str = " ") -> list[str]:
    """The parts of `text`."""
    return text.split(between)


DAY = date(2026, 11, 21)
"""The day the figures of every measurement stand for."""
FAMILY = words("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Cao Mấu Pi Bo")
MIDDLE = words("Văn Thị Đức Minh Thanh Ngọc Quốc Hữu Xuân Thu Kim Bảo Gia Hoài Khánh Tuấn")
GIVEN = words(
    "An Anh Ánh Ân Bình Châu Chi Cường Dung Dũng Dương Đạt Đông Giang Hà Hải Hạnh Hiền Hiếu Hoa "
    "Hòa Hùng Hương Khang Khoa Lan Linh Long Mai Minh Nam Nga Nhung Oanh Phong Phúc Quân Quyên "
    "Sơn Tâm Thảo Thắng Thủy Tiến Trang Trung Tú Uyên Vân Vinh Xuân Yến"
)
RANKS = (("01.001", 1), ("01.002", 12), ("01.003", 60), ("01.004", 12), ("01.005", 5))
COEFFICIENTS = {
    row["code"]: next(
        group["all_coefs"].split()
        for group in catalog_rows("salary_groups")
        if group["group"] == row["salary_group"]
    )
    for row in catalog_rows("ranks")
    if row["code"] in dict(RANKS)
}
DEGREES = ((None, 4), ("CM-TC", 4), ("CM-CD", 9), ("CM-DH", 63), ("CM-ThS", 18), ("CM-TS", 2))
LEVELS = {"CM-TC": 2, "CM-CD": 3, "CM-DH": 4, "CM-ThS": 5, "CM-TS": 6}
THEORY = ((None, 35), ("SC", 15), ("TC", 35), ("CC", 15))
THEORY_LEVELS = {"SC": 1, "TC": 2, "CC": 3}
MANAGEMENT = ((None, 40), ("CV", 40), ("CVC", 15), ("LDP", 5))
MANAGEMENT_LEVELS = {"CV": 2, "CVC": 3, "LDP": 1}
RATINGS = ((None, 3), ("XS", 15), ("T", 65), ("HT", 15), ("KHT", 2))
FACT = ("person_id", "unit_path", "basis_id", "valid", "since_printed")

Row = tuple[Any, ...]
Choice = tuple[tuple[Any, int], ...]


@dataclass(frozen=True)
class Office:
    """One unit people work in: `kind` and `agency_kind` say which titles stand there."""

    id: int
    path: str
    kind: str
    agency_kind: str


@dataclass
class Dossier:
    """The rows of one person by table."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *values: Any) -> None:
        self.rows.setdefault(table, []).append(values)


COLUMNS = {
    "people_person": (
        *("id", "personal_id", "staff_number", "full_name", "born", "born_from", "born_to", "sex"),
        *("ethnic_group", "object_kind", "status", "unit_id", "unit_path", "basis_id"),
        *("post", "title_code", "rank_id", "has_unverified"),
    ),
    "people_posting": (*FACT, "unit_id", "title", "title_code", "is_main", "term_ends_on"),
    "people_rankheld": (*FACT, "rank_id"),
    "people_paystep": (*FACT, "step", "coefficient"),
    "people_qualification": (*FACT, "family", "code", "level", "field"),
    "people_partymembership": (*FACT, "official_on"),
    "people_service": FACT,
    "people_yearrating": (*FACT, "year", "level_code"),
    "people_discipline": (*FACT, "kind_code"),
}
"""Columns of every table a dossier fills, parents first."""


def person_id(number: int) -> str:
    """The key of the `number`-th person."""
    return f"00000000-0000-4000-8000-{number:012x}"


def dossiers(people: int, offices: list[Office], paper_id: int) -> Iterator[Dossier]:
    """`people` dossiers spread over `offices`, always the same."""
    chance = random.Random(20261121)  # noqa: S311 - plausible, not secret
    for number in range(people):
        yield _Writer(chance, number, offices[number % len(offices)], paper_id).written()


class _Writer:
    """Writes one dossier; the first people of an office lead it."""

    def __init__(self, chance: random.Random, number: int, office: Office, paper_id: int) -> None:
        self.chance, self.number, self.office, self.paper_id = chance, number, office, paper_id
        self.sex = chance.choice("MF")
        self.born = date(1963, 6, 1) + timedelta(days=chance.randrange(14_600))
        self.since = self.born + timedelta(days=365 * 24 + chance.randrange(1500))
        self.dossier = Dossier()

    def written(self) -> Dossier:
        title, code = self._title()
        rank = self._one_of(RANKS)
        self._person(title, code, rank)
        start = self._postings(title, code)
        held = self.since + (start - self.since) / 2
        self._fact("people_rankheld", held, "", rank)
        self._pay(rank, held)
        self._qualifications()
        if self.chance.random() < 0.8:
            self._fact("people_partymembership", self.since, "", None)
        self._fact("people_service", *self._printed(self.since))
        for year in range(DAY.year - 3, DAY.year):
            if rating := self._one_of(RATINGS):
                period = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
                self._row("people_yearrating", period, "", year, rating)
        if self.chance.random() < 0.01:
            since = DAY - timedelta(days=self.chance.randrange(900))
            self._row("people_discipline", DateRange(since, None), "", "CC-KT")
        return self.dossier

    def _person(self, title: str, code: str, rank: str) -> None:
        born, first, last = self.born.isoformat(), self.born, self.born
        if self.chance.random() < 0.03:
            born, first = str(self.born.year), self.born.replace(month=1, day=1)
            last = self.born.replace(month=12, day=31)
        words = (self.chance.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
        self.dossier.add(
            "people_person",
            person_id(self.number),
            f"{56_000_000_000 + self.number:012d}",
            f"KH{self.number:07d}",
            " ".join(words),
            *(born, first, last, self.sex, "01", "CC", "serving"),
            *(self.office.id, self.office.path, self.paper_id, title, code, rank, True),
        )

    def _title(self) -> tuple[str, str]:
        """A leadership title of the office for every eighth person, else a plain post."""
        place = Place(self.office.agency_kind, self.office.kind).key
        titles = [t for t in leadership_titles().values() if place in t.places and not t.body]
        if not titles or self.chance.random() > 0.12:
            return "Chuyên viên", ""
        title = self.chance.choice(titles)
        return title.name, title.code

    def _postings(self, title: str, code: str) -> date:
        """The present post and, for most, an earlier one; returns the present one's first day."""
        span = (DAY - self.since).days
        start = self.since + timedelta(days=self.chance.randrange(max(span, 1)))
        first, printed = self._printed(start)
        if self.chance.random() < 0.75 and first > self.since:
            lower = leadership_titles()[code].next_lower if code else ()
            before = self.chance.choice([*lower, ""])
            post = (self.office.id, "Chuyên viên", before, True, None)
            self._row("people_posting", DateRange(self.since, first), "", *post)
        ends = start + timedelta(days=1825) if code and self.chance.random() < 0.5 else None
        self._fact("people_posting", first, printed, self.office.id, title, code, True, ends)
        return start

    def _printed(self, day: date) -> tuple[date, str]:
        """The day, or for one in fifteen only its month: the first day it can mean, as printed."""
        if self.chance.random() < 0.07:
            return day.replace(day=1), f"{day:%Y-%m}"
        return day, ""

    def _pay(self, rank: str, held: date) -> None:
        """A step of the rank's table, most reached in the last three years."""
        steps = COEFFICIENTS[rank]
        step = 1 + self.number % (len(steps) - 1)
        since = max(held, DAY - timedelta(days=self.chance.randrange(3 * 365)))
        self._fact("people_paystep", since, "", step, steps[step - 1])

    def _qualifications(self) -> None:
        for family, choice, levels in (
            ("education", DEGREES, LEVELS),
            ("politics", THEORY, THEORY_LEVELS),
            ("management", MANAGEMENT, MANAGEMENT_LEVELS),
        ):
            if code := self._one_of(choice):
                values = (family, code, levels[code], "")
                self._fact("people_qualification", self.since, "", *values)

    def _one_of(self, choice: Choice) -> Any:
        values, weights = zip(*choice, strict=True)
        return self.chance.choices(values, weights)[0]

    def _fact(self, table: str, since: date, printed: str, *values: Any) -> None:
        self._row(table, DateRange(since, None), printed, *values)

    def _row(self, table: str, period: DateRange, printed: str, *values: Any) -> None:
        where = (person_id(self.number), self.office.path, self.paper_id)
        self.dossier.add(table, *where, period, printed, *values)
