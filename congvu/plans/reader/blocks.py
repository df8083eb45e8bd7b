"""Lines to paragraphs, paragraphs to a tree of headings and items."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from .lines import Line
from .markers import RANKS, Marker, is_annex, read_marker
from .tables.roles import exact_role, plain_head
from .words import fold

_ENDS = re.compile(r"[.;:!?]\s*$|/\.\s*$")
_PAPER = re.compile(r"^(?:chuong trinh|ke hoach|de an|quy che|quy dinh|phuong an)(?: hanh dong)?$")
_OPEN_END = re.compile(r"(?:,|-|\b(?:và|của|các|cho|với|về|theo|số|tại|trong|từ))\s*$")
# Words that ask for a name or a figure on the next line.
_NAMELESS = re.compile(
    r"\b(?:thị xã|thành phố|huyện|tỉnh|xã|phường|sở|ngày|tháng|năm|quý|trước|hội liên)\s*$", re.I
)
_STOP = re.compile(
    r"^(?:noi nhan|tren day la|can cu|kinh gui|tm\.|kt\.|tl\.|t/m|thuc hien (?:nghi quyet|ke hoach|"
    r"quyet dinh|ket luan|chi thi|chuong trinh|de an|luat|nghi dinh|thong tu|cong van|y kien)\b|"
    r"trong qua trinh (?:to chuc |trien khai )?thuc hien)"
)


@dataclass(eq=False)
class Node:
    """A heading, an item or a plain paragraph, with what stands below it.

    `place` counts the dashes and paragraphs below one heading, from 1.
    """

    kind: str
    number: str
    text: str
    lines: list[int]
    bold: bool = False
    ref: str = ""
    parent: "Node | None" = None
    place: int = 0
    children: list["Node"] = field(default_factory=list)

    @property
    def span(self) -> list[int]:
        """First and last line."""
        return [min(self.lines), max(self.lines)] if self.lines else [1, 1]

    @property
    def rank(self) -> int:
        """Depth by the kind of its marker; smaller stands higher."""
        return RANKS.get(self.kind, 13)

    @property
    def upper(self) -> bool:
        """Whether it is printed in capitals."""
        letters = [char for char in self.text if char.isalpha()]
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def walk(self) -> Iterable["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def is_wrapped(lines: list[Line]) -> bool:
    """Whether paragraphs are cut into printed lines of about one length."""
    texts = [line.text for line in lines if line.text and not line.page_number]
    if len(texts) < 12:
        return False
    longest = sorted(map(len, texts))[int(len(texts) * 0.97)]
    if longest > 160:
        return False
    runs = sum(len(a) >= 40 and not _ENDS.search(a) and b[:1].islower() for a, b in pairwise(texts))
    return runs > 0.2 * len(texts)


def is_spaced(lines: list[Line]) -> bool:
    """Whether blank lines stand between the lines of one paragraph, as PDF text often has."""
    texts = [line for line in lines if line.text and not line.page_number]
    runs = [
        b.number > a.number + 1
        for a, b in pairwise(texts)
        if len(a.text) >= 40 and not _ENDS.search(a.text) and b.text[:1].islower()
    ]
    return sum(runs) > 0.4 * len(runs)


def paragraphs(lines: list[Line], taken: set[int]) -> list[Node]:
    """Paragraphs of the lines no table holds, lines cut by the page joined again."""
    free = [line for line in lines if line.number not in taken]
    wrapped = is_wrapped(free)
    spaced = wrapped and is_spaced(free)
    lengths = sorted(len(line.text) for line in free if line.text)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 80
    found: list[Node] = []
    last: Line | None = None
    for line in free:
        if line.blank or line.page_number:
            continue
        marker = read_marker(line.text)
        near = last is not None and _near(last, line, taken)
        apart = (
            last is not None
            and wrapped
            and not spaced
            and line.number > last.number + 1
            and line.text[:1].isupper()
        )
        joins = near and not apart
        if found and last and joins and _goes_on(found[-1], last, line, marker, wrapped, width):
            _join(found[-1], line)
        else:
            found.append(_node(line, marker))
        last = line
    return found


def _near(last: Line, line: Line, taken: set[int]) -> bool:
    between = range(last.number + 1, line.number)
    return len(between) <= 14 and not any(number in taken for number in between)


def _node(line: Line, marker: Marker | None) -> Node:
    if marker is None:
        kind = "annex" if is_annex(line.text) or _restarts(line) else "para"
        return Node(kind, "", line.text, [line.number], bold=line.bold or line.hashes > 0)
    text = line.text[marker.end :].strip()
    return Node(marker.kind, marker.number, text, [line.number], bold=line.bold or line.hashes > 0)


def _restarts(line: Line) -> bool:
    """Whether a line opens the paper a decision is issued with ("CHƯƠNG TRÌNH" alone)."""
    return line.number > 15 and line.text.isupper() and bool(_PAPER.match(line.folded))


def _join(node: Node, line: Line) -> None:
    text = node.text
    glue = "" if re.search(r"(?<=\w)-$", text) and line.text[:1].isalnum() else " "
    node.text = f"{text}{glue}{line.text}".strip()
    node.lines.append(line.number)


def _goes_on(
    node: Node, last: Line, line: Line, marker: Marker | None, wrapped: bool, width: int
) -> bool:
    text = line.text
    if marker is not None:
        weak = marker.kind in ("letter", "small_roman") and _OPEN_END.search(last.text)
        return node.kind != "part" and wrapped and bool(weak or _awaits_figure(last.text, marker))
    if line.hashes or is_annex(text) or (text[:1].isupper() and _STOP.match(line.folded)):
        return False
    if node.kind in ("part", "annex", "chapter") and len(node.text) < 200:
        return node.kind != "annex" and not node.text and text.isupper()
    if last.hashes or (last.bold and not line.bold and not text[:1].islower()):
        return False
    if node.upper and text.isupper() and node.kind == "roman":
        return not _ENDS.search(last.text) and wrapped
    if _awaits_value(last.text) and not node.upper:
        return True
    aside = text.startswith("(") and not line.folded.startswith(("(kem theo", "(ban hanh kem"))
    if text[:1].islower() or text[:1] in ",;)" or (aside and len(last.text) > 40):
        return not _ENDS.search(last.text) or (wrapped and len(last.text) > 0.6 * width)
    if wrapped and last.text.rfind("(") > last.text.rfind(")"):
        return True
    if not wrapped:
        cut = bool(_OPEN_END.search(last.text) or _NAMELESS.search(last.text))
        figure = text[:1].isdigit() and not _ENDS.search(last.text)
        return (cut or figure) and len(last.text) > 60 and not node.upper
    capitals = text.isupper() or node.upper
    return _wraps(last.text, text, width) and not (capitals and text.isupper() != node.upper)


def _awaits_figure(text: str, marker: Marker) -> bool:
    """Whether a line breaks off before the figure the next one begins with ("trong quý / II")."""
    asks = re.search(r"\b(?:ngày|tháng|năm|quý|trước)\s*$", text, re.I)
    return bool(asks) and marker.kind in ("roman", "arabic1")


def _awaits_value(text: str) -> bool:
    """Whether a line ends with a label whose value has to follow ("Cơ quan chủ trì:")."""
    label = re.split(r"[.;,]\s+|^\S{1,3}\s", text[:-1])[-1] if text.endswith(":") else ""
    return exact_role(plain_head(label)) in ("lead", "coordinating", "both", "time", "product")


def _wraps(before: str, text: str, width: int) -> bool:
    """Whether a line that begins with a capital still belongs to the one before it."""
    if before.endswith((":", ";", "/.")):
        return False
    if before.endswith((".", "!", "?")):
        return len(before) >= 0.93 * width
    return len(before) >= 0.7 * width


def tree(nodes: list[Node]) -> Node:
    """The paragraphs as a tree under one root, each with its reference."""
    root = Node("root", "", "", [])
    stack: list[Node] = [root]
    for node in nodes:
        while len(stack) > 1 and not _under(stack[-1], node):
            stack.pop()
        node.parent = stack[-1]
        stack[-1].children.append(node)
        stack.append(node)
    _refer(root)
    return root


def _under(above: Node, node: Node) -> bool:
    """Whether a node stands below another one in the tree."""
    if above.kind == "root":
        return True
    if above.rank == node.rank and above.kind in ("dash", "plus"):
        return above.text.endswith(":") and node.number not in _signs(above)
    if above.kind == "para":
        return node.kind in ("dash", "plus", "paren", "letter") and above.text.endswith(":")
    if node.kind == "para":
        return above.rank < RANKS["dash"] or (above.kind == "dash" and above.text.endswith(":"))
    if above.kind == "annex" and node.kind == "part":
        return False
    if {above.kind, node.kind} == {"letter", "paren"} and _letters_below(above, node):
        return above.kind == "paren"
    return above.rank < node.rank


def _letters_below(above: Node, node: Node) -> bool:
    """Whether this paper prints "a)" below "(1)", the other way round than most."""
    if above.kind == "letter":
        return above.parent is not None and above.parent.kind == "paren"
    inside = above.parent is not None and above.parent.kind == "letter"
    return not inside and (node.number == "a" or bool(above.children))


def _signs(node: Node | None) -> set[str]:
    """The signs of a bullet and of the bullets it hangs below."""
    found = set()
    while node is not None and node.kind in ("dash", "plus"):
        found.add(node.number)
        node = node.parent
    return found


def _refer(root: Node) -> None:
    seen: dict[str, int] = {}
    for node in root.walk():
        counted = [child for child in node.children if child.kind in ("dash", "plus", "para")]
        for place, child in enumerate(counted, 1):
            child.place = place
        if node is root:
            continue
        node.ref = _ref(node)
        if node.kind in ("roman", "part", "capital", "article") and node.number:
            seen[node.ref] = seen.get(node.ref, 0) + 1
            if seen[node.ref] > 1:
                node.ref = f"{node.ref}#{seen[node.ref]}"


def _ref(node: Node) -> str:
    parent = node.parent
    above = parent.ref if parent else ""
    if parent and parent.kind == "para" and parent.parent and parent.parent.kind == "root":
        above = above if node.kind in ("dash", "plus", "para") else ""
    if node.kind == "part":
        return f"P{node.number}"
    if node.kind == "annex":
        if _PAPER.match(fold(node.text)):
            return ""
        return "DM" if fold(node.text).startswith("danh muc") else "PL"
    if node.kind == "article":
        return f"Đ{node.number}"
    if node.kind in ("dash", "plus", "para"):
        return f"{above}({node.place})"
    if node.kind == "paren":
        return f"{above}({node.number})"
    outer = parent
    while outer is not None and outer.kind.startswith("arabic") and node.kind.startswith("arabic"):
        outer = outer.parent
    base = outer.ref if outer else ""
    if parent is not None and parent.kind == "part" and node.kind == "roman":
        base = ""
    return f"{base}.{node.number}".strip(".") if base else node.number
