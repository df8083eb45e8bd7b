"""Hypothesis strategies for whole dossiers, made from the workbook's own columns."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from congvu.catalog.selectors import level_of, names_of
from congvu.core.periods import PartialDate, half_open
from congvu.documents.choices import PaperKind
from congvu.establishment.rules.titles import leadership_titles
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.families import FAMILIES, Family
from congvu.people.workbook.layout import PEOPLE, Column, Kind, sheet_of

FIRST, LAST = date(1960, 1, 1), date(2030, 12, 31)
DAYS = st.dates(FIRST, LAST)
LETTERS = "abcđêghôiklmnơpqsưtvxy ABCĐ 0123456789 .,;:/-()[]\"'=+@&%<>"
WORDS = st.text(LETTERS, max_size=24).map(lambda text: " ".join(text.split()))
LINES = st.lists(WORDS.filter(bool), max_size=3).map("\n".join)
NUMBERS = st.from_regex(r"[A-Z]{2}[0-9]{4}", fullmatch=True)
NAMES = st.tuples(
    st.sampled_from(["Nguyễn", "Trần", "Lê", "Y", "K'Brêu"]),
    st.sampled_from(["Thị", "Văn", "Thử"]),
    st.sampled_from(["Hoa", "Đức", "Ánh", "Ơn"]),
).map(" ".join)
PARTIALS = DAYS.flatmap(
    lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
)
BASES = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from([one for one in PaperKind.values if one != PaperKind.IMPORTED_LIST]),
        st.sampled_from(["", "12/QĐ-UBND", "3"]),
        st.none() | DAYS,
        st.sampled_from(["", "Sở Nội vụ"]),
    ),
)
NOTHING = {
    Kind.DATE: None,
    Kind.INTEGER: None,
    Kind.YEAR: None,
    Kind.DECIMAL: None,
    Kind.YES: False,
}


def _most(column: Column) -> int:
    largest = 10**column.size - 1
    return largest if column.most is None else min(column.most, largest)


def value_of(
    column: Column, units: list[Any], positions: Sequence[Any] = ()
) -> st.SearchStrategy[Any]:
    """A value the model may hold under `column`."""
    kind = column.kind
    if kind == Kind.CODE:
        codes = st.sampled_from(sorted(names_of(column.code_list)))
    elif kind == Kind.CHOICE:
        codes = st.sampled_from([value for value, _word in column.choices])
    elif kind == Kind.DECIMAL:
        most = 10**column.size * 10**column.places - 1
        codes = st.integers(0, most).map(lambda n: Decimal(n).scaleb(-column.places))
    else:
        codes = {
            Kind.POSITION: st.sampled_from(positions or [None]),
            Kind.UNIT: st.sampled_from([unit.pk for unit in units]),
            Kind.TITLE: st.sampled_from(sorted(leadership_titles())),
            Kind.DATE: DAYS,
            Kind.PARTIAL: PARTIALS,
            Kind.INTEGER: st.integers(column.least, _most(column)),
            Kind.YEAR: st.integers(1950, 2030),
            Kind.YES: st.booleans(),
            Kind.LONG: LINES,
            Kind.PERSONAL_ID: st.from_regex(r"[0-9]{12}|[0-9]{9}", fullmatch=True),
            Kind.NAME: NAMES,
        }.get(kind, WORDS.map(lambda text: text[: column.size].strip()))
    has_default = kind == Kind.CHOICE and column.name not in ("mode", "sex")
    if column.is_required or has_default:
        return codes.filter(lambda value: value != "")
    empty = NOTHING.get(
        kind, "" if kind not in (Kind.UNIT, Kind.POSITION) and column.name != "rank" else None
    )
    return st.just(empty) | codes


@st.composite
def side(draw: Any, day: date, *, is_end: bool) -> str:
    """How a whole day is printed on papers: whole, or by the month or year it lies in."""
    del is_end
    return str(draw(st.sampled_from(["", f"{day:%Y-%m}", f"{day:%Y}"])))


@st.composite
def periods(draw: Any, *, apart: bool) -> list[tuple[Any, str, str]]:
    """Up to three periods with what is printed of their sides; `apart`: none overlaps another."""
    days = sorted(draw(st.lists(DAYS, min_size=0, max_size=6, unique=True)))
    made = []
    for first, last in zip(days[::2], days[1::2], strict=False):
        if not apart:
            first, last = draw(DAYS), draw(DAYS)
            first, last = min(first, last), max(first, last)
        is_open = (apart and first == days[-2]) or not apart
        lower = first if draw(st.integers(0, 3)) or (apart and first != days[0]) else None
        upper = None if is_open and draw(st.booleans()) else last + timedelta(days=1)
        since = draw(side(first, is_end=False)) if lower else ""
        if since and draw(st.booleans()):
            bounds = PartialDate(since).bounds()
            lower = bounds[0] if not apart else lower
        until = draw(side(last, is_end=True)) if upper else ""
        made.append((half_open(lower, upper), since, until))
    return made


@st.composite
def facts(
    draw: Any, family: Family, units: list[Any], positions: Sequence[Any]
) -> list[dict[str, Any]]:
    """Some rows of one family of one person that the database takes."""
    columns = sheet_of(family.key).facts
    rows = []
    line = draw(st.fixed_dictionaries({c.name: value_of(c, units, positions) for c in columns}))
    for period, since, until in draw(periods(apart=family.line is not None)):
        told = {c.name: value_of(c, units, positions) for c in columns}
        values = draw(st.fixed_dictionaries(told))
        values |= {name: line[name] for name in family.line or ()} | dict(family.line_where)
        if family.is_yearly:
            year = values["year"]
            period, since, until = half_open(date(year, 1, 1), date(year + 1, 1, 1)), "", ""
        if family.key == "training":
            _train(draw, values)
        rows.append(values | {"valid": period, "since_printed": since, "until_printed": until,
                              "is_disputed": draw(st.integers(0, 4)) == 0,
                              "basis": draw(BASES)})  # fmt: skip
    if family.key == "ratings":
        rows = list({row["year"]: row for row in rows}.values())
    return rows


def _train(draw: Any, values: dict[str, Any]) -> None:
    """The level is of the list that goes with the kind of training."""
    codes = CODE_LISTS.get(QualificationFamily(values["family"]))
    known = sorted(names_of(codes)) if codes else ["B1", "hạng A1"]
    values["code"] = draw(st.sampled_from(["", *known]))
    values["level"] = level_of(codes, values["code"]) if codes and values["code"] else None
    languages = values["family"] in ("language", "minority")
    values["field"] = draw(st.sampled_from(["", "en", "fr"])) if languages else draw(WORDS)


@st.composite
def people(
    draw: Any, units: list[Any], positions: Sequence[Any] = ()
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """One or two people and their facts by family."""
    made = []
    for number in range(draw(st.integers(1, 2))):
        columns = [
            one for one in sheet_of(PEOPLE).columns
            if one.name not in ("personal_id", "staff_number", "born", "unit")
        ]  # fmt: skip
        person = draw(st.fixed_dictionaries({c.name: value_of(c, units) for c in columns}))
        born = draw(st.dates(date(1960, 1, 1), date(2000, 1, 1)))
        printed = draw(st.sampled_from(["", f"{born:%Y}", f"{born:%Y-%m}", f"{born:%Y-%m-%d}"]))
        bounds = PartialDate(printed).bounds() if printed else (None, None)
        person |= {
            "personal_id": f"05618000000{number}" if draw(st.booleans()) else None,
            "staff_number": f"KH{number}",
            "unit_id": draw(st.sampled_from(units)).pk,
            "born": printed,
            "born_from": bounds[0],
            "born_to": bounds[1],
        }
        made.append((person, {one.key: draw(facts(one, units, positions)) for one in FAMILIES}))
    return made
