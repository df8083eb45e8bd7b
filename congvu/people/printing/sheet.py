"""A form filled: what stands on the paper, the same for PDF and Word."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from congvu.documents.printing.letters import tidy
from congvu.documents.printing.tables import Align, Column, Table, table_data
from congvu.people.printing.cv import CurriculumVitae, Photo
from congvu.people.printing.plan import FormPlan, slots_of
from congvu.people.printing.tables import TABLES
from congvu.people.printing.values import VALUES


@dataclass(frozen=True)
class Slot:
    """Words of the form and what is told after them; "" leaves a dotted line."""

    words: str
    value: str


@dataclass(frozen=True)
class Line:
    """Places beside each other; `shares` of the width, taken where each fits in its own."""

    slots: tuple[Slot, ...]
    shares: tuple[float, ...]
    is_strong: bool = False


@dataclass(frozen=True)
class Heading:
    """Words above what follows, never parted from it."""

    text: str
    is_small: bool = False


@dataclass(frozen=True)
class Passage:
    """Words and longer text; `lines` dotted lines where there is none."""

    words: str
    text: str
    lines: int


@dataclass(frozen=True)
class Grid:
    """A table whose head is repeated on each page; `aligns` are left, center or right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """A table told across: the first cell of each row is its head; rows of a band stay together."""

    bands: tuple[tuple[tuple[str, ...], ...], ...]


Block = Line | Heading | Passage | Grid | Strip


@dataclass(frozen=True)
class Stamp:
    """Who printed it, when (local time), what for; `mark` says that it comes from the system."""

    printed_by: str
    printed_at: datetime
    purpose: str
    reference: str
    mark: str

    @property
    def words(self) -> str:
        """One line for the foot of each page."""
        at = self.printed_at.strftime("%H:%M ngày %d/%m/%Y")
        told = (
            f"Người in: {self.printed_by}",
            f"in lúc {at}",
            f"mục đích: {self.purpose}" if self.purpose else "",
            f"mã bản in: {self.reference}",
        )
        return "; ".join(filter(None, told))


@dataclass(frozen=True)
class Sheet:
    """A whole form, filled."""

    form: str
    mark: str
    title: str
    full_name: str
    photo: Photo | None
    photo_words: str
    has_motto: bool
    head: tuple[Block, ...]
    beside_photo: tuple[Block, ...]
    body: tuple[Block, ...]
    signs: Mapping[str, str]
    stamp: Stamp


def fill(plan: FormPlan, cv: CurriculumVitae, stamp: Stamp) -> Sheet:
    """`plan` with what `cv` says."""

    def blocks(entries: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
        return tuple(_block(entry, cv) for entry in entries)

    return Sheet(
        form=plan.name,
        mark=plan.mark,
        title=plan.title,
        full_name=tidy(cv.who.full_name),
        photo=cv.photo,
        photo_words=plan.photo_words,
        has_motto=plan.has_motto,
        head=blocks(plan.head),
        beside_photo=blocks(plan.beside_photo),
        body=blocks(plan.body),
        signs=plan.signs,
        stamp=stamp,
    )


def grid_data(grid: Grid) -> dict[str, Any]:
    """A table as those of the printed forms take it."""
    columns = tuple(
        Column(head, width, Align(side))
        for head, width, side in zip(grid.head, grid.widths, grid.aligns, strict=True)
    )
    return table_data(Table(columns, grid.rows))


def as_data(block: Block) -> dict[str, Any]:
    """A block as values of JSON with its kind."""
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _block(entry: Mapping[str, Any], cv: CurriculumVitae) -> Block:
    if "row" in entry:
        slots = tuple(
            Slot(words, tidy(VALUES[name].tell(cv))) for _item, words, name in slots_of(entry)
        )
        shares = tuple(entry.get("shares") or [1] * len(slots))
        return Line(slots, shares, entry.get("strong", False))
    if "heading" in entry:
        return Heading(entry["heading"], entry.get("small", False))
    if "text" in entry:
        (_item, words, name) = next(slots_of(entry))
        text = "\n".join(filter(None, map(tidy, VALUES[name].tell(cv).splitlines())))
        return Passage(words.strip(), text, entry["lines"])
    if "across" in entry:
        return _strip(entry, cv)
    columns = entry["columns"]
    told = TABLES[entry["table"]].tell(cv)
    rows = tuple(tuple(tidy(row[column[1]]) for column in columns) for row in told)
    return Grid(
        head=tuple(column[0] for column in columns),
        rows=rows or ((("",) * len(columns)),) * entry["blank"],
        widths=tuple(column[2] for column in columns),
        aligns=tuple(column[3] if len(column) > 3 else "left" for column in columns),
    )


def _strip(entry: Mapping[str, Any], cv: CurriculumVitae) -> Strip:
    """Rows of `most` values each beside their head, as many times as needed."""
    most, columns = entry["most"], entry["columns"]
    told = TABLES[entry["across"]].tell(cv)
    bands = []
    for start in range(0, max(len(told), 1), most):
        part = told[start : start + most]
        padding = [""] * (most - len(part))
        bands.append(
            tuple(
                (column[0], *(tidy(row[column[1]]) for row in part), *padding) for column in columns
            )
        )
    return Strip(tuple(bands))
