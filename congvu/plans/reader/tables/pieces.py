"""The parts a stacked row is made of: lines, or whole cells where tabs mark them."""

from dataclasses import dataclass, field

from congvu.plans.reader.lines import Line

from .model import Cell


@dataclass
class Piece:
    """A part of a row that belongs to one column; `whole` when it is surely a full cell, `likely`
    when it is one as far as the other lines of the table tell."""

    text: str
    lines: list[int] = field(default_factory=list)
    whole: bool = False
    after_break: bool = False
    inside: bool = False
    likely: bool = False

    def put(self, cell: Cell) -> None:
        """Add this piece to a cell."""
        for at, line in enumerate(self.lines):
            cell.add(self.text if at == 0 else "", line)


def _parted(lines: list[Line]) -> list[Piece]:
    """Cells with a line of one pipe after each, as web pages of laws are often copied."""
    found: list[Piece] = []
    open_cell = False
    for line in lines:
        if line.text == "|":
            if not open_cell:
                found.append(Piece("", [line.number], whole=True))
            open_cell = False
        elif open_cell:
            cell = Cell(found[-1].text, found[-1].lines)
            cell.add(line.text, line.number)
            found[-1].text = cell.text
        else:
            found.append(Piece(line.text, [line.number], whole=True))
            open_cell = True
    return found


def one_a_line(lines: list[Line]) -> bool:
    """Whether each line of a table seems to hold one whole cell: none goes on in small letters."""
    texts = [line.text for line in lines if len(line.text) > 3]
    small = sum(text[0].islower() for text in texts)
    return len(texts) > 5 and small * 25 <= len(texts) and max(map(len, texts)) > 30


def pieces_of(lines: list[Line]) -> list[Piece]:
    """Lines as pieces; where most lines begin with a tab, a line without one goes on."""
    lines = [line for line in lines if not line.blank]
    if any(line.text == "|" for line in lines):
        return _parted(lines)
    tabbed = sum(line.tabbed for line in lines)
    if not lines or tabbed * 2 < len(lines) or not lines[0].tabbed:
        return [Piece(line.text, [line.number]) for line in lines]
    found: list[Piece] = []
    for line in lines:
        if line.tabbed or not found:
            found.append(Piece(line.text, [line.number], whole=True))
        else:
            cell = Cell(found[-1].text, found[-1].lines)
            cell.add(line.text, line.number)
            found[-1].text = cell.text
    return found
