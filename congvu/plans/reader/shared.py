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


def shared_bearers(parent: Node) -> Shared | None:
    """What the last paragraph of a section says of the others; None when it stands for itself."""
    if parent.kind == "root":
        return None
    nodes = [node for node in parent.children if not is_formula(node) and not is_closing(node)]
    if len(nodes) < 2 or nodes[-1].kind not in ("para", "dash", "plus") or nodes[-1].children:
        return None
    last = nodes[-1]
    labels = read_labels(last.text)
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
    return Shared(last, found, time)
