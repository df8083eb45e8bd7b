"""A paragraph that closes a section by naming who does all the duties above it."""

import re
from dataclasses import dataclass

from .assign import Assignment, read_assignment
from .blocks import Node
from .items import is_closing, is_formula
from .labels import read_labels
from .timephrases import find_time
from .words import fold

_PAPERS = r"(?:nghi quyet|ke hoach|chuong trinh|chi thi|de an|quyet dinh|ket luan)"
_REFERS = re.compile(
    rf"\b(?:noi dung|nhiem vu|giai phap|cong viec|viec|muc)\b(?:(?!{_PAPERS})[^.;])*?"
    r"\b(?:tren|neu tren|noi tren|nay)\b"
)
_BARE = re.compile(
    r"(?:(?:tham muu|to chuc|trien khai|thuc hien|chi dao|xay dung|chuan bi|huong dan)[\s,]*)*"
)


@dataclass(frozen=True)
class Shared:
    """The closing paragraph with the bearers and the time it hands to those before it."""

    node: Node
    found: Assignment
    time: str


def _last(parent: Node) -> Node | None:
    """The closing paragraph of a section, which may hang below its last lettered item."""
    nodes = [node for node in parent.children if not is_formula(node) and not is_closing(node)]
    if len(nodes) < 2:
        return None
    last = nodes[-1]
    if last.kind in ("letter", "paren") and len(last.children) == 1:
        last = last.children[0]
    plain = last.kind in ("para", "dash", "plus") and not last.children
    return last if plain else None


def take_shared(parent: Node) -> Shared | None:
    """Take the last paragraph out of a section when it says who does what stands above it."""
    if parent.kind == "root":
        return None
    last = _last(parent)
    if last is None:
        return None
    text = last.text.strip()
    labels = read_labels(text[1:].rstrip("./ ").rstrip(")") if text.startswith("(") else text)
    found = read_assignment(labels.rest)
    if found is None or not found.lead or found.how == "trailing":
        return None
    time = labels.fields.get("time", "")
    words = found.rest
    if not time:
        told = find_time(words)
        time = told.phrase if told else ""
        words = words.replace(time, "") if time else words
    bare = _BARE.fullmatch(fold(words).strip(" .;,/"))
    strong = "leads" in found.how or "given" in found.how
    if not strong or not (bare or _REFERS.search(fold(found.rest))):
        return None
    if last.parent is not None:
        last.parent.children.remove(last)
    return Shared(last, found, time)
