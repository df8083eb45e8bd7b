"""Ruled tables of a PDF page: the grid its lines draw, cells merged where a line is missing."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

_THIN = 2.5
_SHORT = 6.0
_NEAR = 3.0
Line = tuple[float, float, float]


@dataclass
class Grid:
    """Columns from left to right, rows from top to bottom, and the lines that part them."""

    xs: list[float]
    ys: list[float]
    across: list[Line]
    down: list[Line]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell a point stands in; the first one of a merged cell."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = len(self.ys) - 1 - bisect_right(self.ys, y)
        column = bisect_right(self.xs, x) - 1
        row, column = max(0, min(row, self.height - 1)), min(column, self.width - 1)
        while column > 0 and not self._parted_left(row, column):
            column -= 1
        while row > 0 and self.merged_up(row, column):
            row -= 1
        return row, column

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    def merged_up(self, row: int, column: int) -> bool:
        """Whether no line parts a cell from the one above it."""
        y = self.ys[len(self.ys) - 1 - row]
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return not any(abs(at - y) <= _NEAR and a <= middle <= b for at, a, b in self.across)

    def _parted_left(self, row: int, column: int) -> bool:
        x = self.xs[column]
        top = len(self.ys) - 1 - row
        middle = (self.ys[top] + self.ys[top - 1]) / 2
        return any(abs(at - x) <= _NEAR and a <= middle <= b for at, a, b in self.down)

    def rows(self, texts: dict[tuple[int, int], str]) -> list[list[str | None]]:
        """The rows of cells; None where a cell is merged with the one above."""
        found: list[list[str | None]] = []
        for row in range(self.height):
            cells: list[str | None] = []
            for column in range(self.width):
                merged = row > 0 and self.merged_up(row, column)
                cells.append(None if merged else texts.get((row, column), "").strip())
            found.append(cells)
        return found


def grids_of(page: Any) -> list[Grid]:
    """The ruled tables of a page, from top to bottom."""
    across, down = _lines(page)
    found = []
    for group_across, group_down in _connected(across, down):
        xs = _levels([at for at, _, _ in group_down])
        ys = _levels([at for at, _, _ in group_across])
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(xs, ys, group_across, group_down))
    return sorted(found, key=lambda grid: -grid.ys[-1])


def _lines(page: Any) -> tuple[list[Line], list[Line]]:
    """Level lines (y, from, to) and upright ones (x, from, to) drawn on the page."""
    across: list[Line] = []
    down: list[Line] = []
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3):
        left, bottom, right, top = shape.get_bounds()
        wide, high = right - left, top - bottom
        if high <= _THIN and wide >= _SHORT:
            across.append(((bottom + top) / 2, left - 1, right + 1))
        elif wide <= _THIN and high >= _SHORT:
            down.append(((left + right) / 2, bottom - 1, top + 1))
        elif wide >= _SHORT and high >= _SHORT:
            across.extend([(bottom, left - 1, right + 1), (top, left - 1, right + 1)])
            down.extend([(left, bottom - 1, top + 1), (right, bottom - 1, top + 1)])
    return across, down


def _levels(values: list[float]) -> list[float]:
    """Values that stand apart; those within a few points of each other are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _connected(across: list[Line], down: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines in groups that touch: each group draws one table."""
    spans = sorted((a, b) for _, a, b in down)
    bands: list[list[float]] = []
    for low, high in spans:
        if bands and low <= bands[-1][1] + _NEAR:
            bands[-1][1] = max(bands[-1][1], high)
        else:
            bands.append([low, high])
    found = []
    for low, high in bands:
        own_down = [line for line in down if low - _NEAR <= line[1] and line[2] <= high + _NEAR]
        own_across = [line for line in across if low - _NEAR <= line[0] <= high + _NEAR]
        if len(own_across) >= 2 and len(own_down) >= 3:
            found.append((own_across, own_down))
    return found
