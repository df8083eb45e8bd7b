"""Label lines: "Cơ quan chủ trì: ...", "Thời gian thực hiện: ...", alone or inside a sentence."""

import re

from .agencies import agency_share
from .blocks import Node
from .tables.roles import exact_role, plain_head
from .told import Labelled, read_told
from .words import fold

_LABEL = re.compile(
    r"(?:^|(?<=[.;,(])\s*|\s[-–+•]\s*|^[-–+•]\s*)([^\W\d_](?:(?!\s[-–]\s)[^:;.()]){2,55}?)\s*:\s*(?=\S|$)"
)
_ROLES = ("lead", "coordinating", "both", "time", "product")
# "Sở Nội vụ (chính), Sở Tư pháp (phối hợp)".
_MARKED = re.compile(r"\s*\((?:chủ trì|chính|đầu mối|phối hợp)\)", re.I)
_CONTENT = re.compile(
    r"^(?:noi dung|nhiem vu|noi dung thuc hien|nhiem vu cu the|noi dung nhiem vu|cong "
    r"viec|noi dung cong viec|cac nhiem vu|nhiem vu va giai phap|noi dung chu "
    r"yeu)\b[^:]{0,20}"
)


def label_role(name: str, value: str) -> str | None:
    """The role of a label with this name; None when it is an ordinary word before a colon."""
    role = exact_role(plain_head(name))
    if role == "other" and re.match(r"(?:co quan|don vi|cap|kinh phi|nguon)\b", plain_head(name)):
        return role
    if role not in _ROLES:
        return None
    bare = plain_head(name) in (
        "thuc hien",
        "to chuc thuc hien",
        "hoan thanh",
        "trach nhiem",
        "phan cong",
        "han",
        "ket qua thuc hien",
        "hinh thuc",
        "ket qua dat duoc",
    )
    value = _MARKED.sub("", value)
    told = role == "lead" and read_told(value)
    if bare and role == "lead" and not told and (not value or agency_share(value) < 0.8):
        return None
    return None if bare and role != "lead" and len(value) > 80 else role


def read_labels(text: str) -> Labelled:
    """Take a text apart at its labels."""
    marks: list[tuple[int, int, str]] = []
    for match in _LABEL.finditer(text):
        role = label_role(match[1], text[match.end() : match.end() + 120].strip())
        if role:
            marks.append((match.start(), match.end(), role))
    if not marks:
        return read_told(text) or Labelled(text)
    found = Labelled(text[: marks[0][0]].strip(" (-–+•"))
    for at, (_, begin, role) in enumerate(marks):
        end = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        value = text[begin:end].strip()
        value = value.strip(" .;,-–+•")
        if value.endswith(")") and value.count(")") > value.count("("):
            value = value[:-1]
        value = value.rstrip(" .;")
        if role == "both":
            _both(found, value)
        elif value:
            found.fields[role] = "; ".join(filter(None, [found.fields.get(role, ""), value]))
        else:
            found.fields.setdefault(role, "")
    lead = found.fields.get("lead", "")
    if "coordinating" not in found.fields and re.search(r"phối hợp|chủ trì", lead):
        _both(found, lead)
    return found


def _both(found: Labelled, value: str) -> None:
    lead, partners = split_both(value)
    found.fields["lead"] = lead
    if partners:
        found.fields["coordinating"] = partners


def split_both(value: str) -> tuple[str, str]:
    """Lead and partners of a cell or label that holds both."""
    told = read_told(value)
    if told:
        return told.fields["lead"], told.fields.get("coordinating", "")
    if _MARKED.search(value):
        parts = re.split(r"[,;]\s+", value)
        beside = [part for part in parts if re.search(r"\(phối hợp\)", part, re.I)]
        both = ("; ".join(part for part in parts if part not in beside), "; ".join(beside))
        return _MARKED.sub("", both[0]), _MARKED.sub("", both[1])
    cut = re.search(
        r"[;,.(\-–+]*\s*(?:các\s+)?(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực "
        r"hiện)?\s*(?:với|:)?\s*",
        value,
        re.I,
    )
    lead = value[: cut.start()] if cut and cut.start() else value
    partners = value[cut.end() :] if cut and cut.start() else ""
    lead = re.sub(
        r"^\W*(?:(?:cơ quan|đơn vị)\s+)?chủ trì\s*:?\s*|\s+chủ trì\W*$", "", lead, flags=re.I
    )
    if not cut and ";" in value and "\n" not in value:
        return lead.strip(" ;.,"), ""
    return lead.strip(" ;.,(-–+"), partners.strip(" ;.,)")


def is_label(node: Node) -> bool:
    """Whether a paragraph is nothing but labels with their values."""
    found = read_labels(node.text)
    bare = bool(found) and not found.rest.strip(" .;:-")
    return bare and not (node.children and read_told(node.text))


def has_labels(node: Node) -> bool:
    """Whether label lines stand right below a node."""
    return any(is_label(child) for child in node.children)


def is_content_label(node: Node) -> bool:
    """Whether a node is "Nội dung" and the like, over or before the duties."""
    folded = fold(node.text)
    match = _CONTENT.match(folded)
    return bool(match) and (match.end() >= len(folded.rstrip(" :.")) if match else False)


def content_value(text: str) -> str:
    """A text without the label "Nội dung:" in front."""
    match = re.match(
        r"^(?:Nội dung|Nhiệm vụ|Công việc|Hoạt động|Nội dung thực hiện|Nội dung nhiệm vụ|"
        r"Nhiệm vụ cụ thể)(?:\s+\d{1,2})?\s*[:.]\s+(?=\S)",
        text,
    )
    return text[match.end() :] if match else text
