"""The board: columns by state, lanes by unit or person, each with a few cards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congvu.core.actors import Actor
from congvu.establishment.models import Unit
from congvu.work.choices import State
from congvu.work.models import Task, TaskProduct
from congvu.work.selectors.progress import progress_of_each
from congvu.work.selectors.search import (
    COUNT_CAP,
    columns_of,
    count_tasks,
    few_rows_wanted,
    is_wide,
    search_tasks,
)
from congvu.work.types import Counts, Progress, TaskFilter

LONGEST_TITLE, LONGEST_PRODUCT = 140, 70

CARDS = 12
"""Cards shown of one column; the rest is one tap away in the list."""


def shortened(text: str, most: int) -> str:
    """`text`, cut at `most` characters; a hundred of them are shown at once."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def figure(count: int) -> str:
    """`count`, or the cap with a plus."""
    return f"{COUNT_CAP}+" if count > COUNT_CAP else str(count)


@dataclass
class Card:
    """One task as the board shows it."""

    task: Task
    unit: Unit
    products: Sequence[str] = ()
    progress: Progress | None = None

    @property
    def title(self) -> str:
        return shortened(self.task.title, LONGEST_TITLE)

    @property
    def product(self) -> str:
        """The first product, and how many more there are."""
        if not self.products:
            return ""
        more = f" +{len(self.products) - 1}" if len(self.products) > 1 else ""
        return shortened(self.products[0], LONGEST_PRODUCT) + more

    @property
    def bearer(self) -> str:
        return self.task.bearer_name or self.unit.name


@dataclass(frozen=True)
class Column:
    """One state: its cards and how many there are."""

    state: State
    cards: Sequence[Card]
    count: int

    @property
    def figure(self) -> str:
        """The number to show, with a plus where counting stopped."""
        return figure(self.count)


@dataclass(frozen=True)
class Lane:
    """One unit's or person's cards by column; `unit_code` or `person_id` leads to the rest."""

    name: str
    cells: Sequence[Sequence[Card]]
    unit_code: str = ""
    person_id: str = ""


@dataclass(frozen=True)
class Board:
    """What one reader sees now."""

    columns: Sequence[Column]
    counts: Counts
    lanes: Sequence[Lane] = ()

    @property
    def late(self) -> str:
        return figure(self.counts.late)

    @property
    def soon(self) -> str:
        return figure(self.counts.soon)

    @property
    def has_cards(self) -> bool:
        return any(column.cards for column in self.columns)


def board_of(*, actor: Actor, wanted: TaskFilter, today: date, lanes: str = "") -> Board:
    """The board of `actor`; `lanes` is "unit", "person" or empty.

    Queries: the units of the scope, one for all counts, one for all cards, then units, products
    and progress of the cards; however many tasks there are.
    """
    tasks = search_tasks(actor=actor, wanted=wanted, today=today)
    columns = columns_of(tasks, wanted, today)
    first, *others = [rows[:CARDS] for rows in columns.values()]
    with few_rows_wanted(in_order=is_wide(actor, wanted)):
        counts = count_tasks(tasks=tasks, wanted=wanted, today=today)
        shown_tasks = list(first.union(*others, all=True))
    cards = cards_of(actor=actor, tasks=shown_tasks, today=today)
    by_state: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_state[card.task.state].append(card)
    shown = [
        Column(State(state), by_state[state], counts.by_state[State(state)]) for state in columns
    ]
    return Board(shown, counts, _lanes(shown, lanes) if lanes else ())


def cards_of(*, actor: Actor, tasks: Sequence[Task], today: date) -> list[Card]:
    """`tasks` with unit, products and progress. Three queries."""
    keys = [task.pk for task in tasks]
    units = Unit.objects.in_bulk({task.bearer_unit_id for task in tasks})
    products: dict[int, list[str]] = defaultdict(list)
    rows = TaskProduct.objects.filter(task_id__in=keys).order_by("order", "id")
    for task_id, text in rows.values_list("task_id", "text"):
        products[task_id].append(text)
    progress = progress_of_each(actor=actor, parent_ids=keys, today=today)
    return [
        Card(task, units[task.bearer_unit_id], products[task.pk], progress.get(task.pk))
        for task in tasks
    ]


def _lanes(columns: Sequence[Column], by: str) -> list[Lane]:
    """The cards shown, once more by bearer: units in official order, people by name."""
    found: dict[tuple[object, ...], dict[str, list[Card]]] = defaultdict(lambda: defaultdict(list))
    for column in columns:
        for card in column.cards:
            found[_lane_key(card, by)][column.state].append(card)
    lanes = []
    for key in sorted(found, key=str) if by == "person" else sorted(found, key=lambda k: k[:2]):
        cells = [found[key][column.state] for column in columns]
        some = next(cell for cell in cells if cell)[0]
        lanes.append(_lane(some, cells, by))
    return lanes


def _lane_key(card: Card, by: str) -> tuple[object, ...]:
    if by == "person":
        return (card.task.bearer_name, str(card.task.bearer_person_id or ""))
    return (card.unit.order, card.unit.pk)


def _lane(some: Card, cells: Sequence[Sequence[Card]], by: str) -> Lane:
    if by == "person":
        return Lane(some.task.bearer_name, cells, person_id=str(some.task.bearer_person_id or ""))
    return Lane(some.unit.name, cells, unit_code=some.unit.code)
