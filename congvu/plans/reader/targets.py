"""Measurable aims: shares, counts, and what is to rise or fall."""

import re
from typing import Any

from .blocks import Node
from .words import fold

_CLAUSE = re.compile(r"[;.](?=\s|$)|,\s+(?=(?:đặc biệt|nhất là|trong đó)\b)")
_SHARE = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%?\s*-\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*)?(%|phan tram)"
)
_COUNT = re.compile(
    r"\b(?:mo|phan dau|toi thieu|it nhat|dat|dao tao|boi duong|to chuc)\s+(?:it nhat |"
    r"toi thieu |tu |khoang |duoc )?(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s+(lop|luot nguoi|"
    r"luot|nguoi|can bo|cong chuc|xa|san pham|de tai|cuoc|hoi nghi|mo hinh|dich vu|co "
    r"quan|don vi|sang kien|thu tuc)\b"
)
_RULE = re.compile(r"\btu \d/\d\b.*\bthi phai co\b|\bphai co it nhat \d+ ")
_CHANGE = re.compile(
    r"^(?:[-+\s]*)(?:phan dau )?(tang|nang|giam|nang cao|tung buoc nang|tung buoc "
    r"giam)(?: ro ret| dan| manh| nhanh| toi da| toi thieu| co ban)?\s+(ty le|tinh "
    r"trang|so luong|so|chi so|muc do|thu hang|thoi gian|diem)\b"
)
_YEAR = re.compile(
    r"\b(?:den(?: het)? nam|trong nam|nam|nhiem ky 20\d\d\s*-|giai doan 20\d\d\s*-)\s*(20\d\d)\b"
)
_NOT_AIM = re.compile(
    r"\b(?:nam|thang) \d{4} (?:dat|la)\b.*\b(?:da|hien co)\b|\bhien (?:nay|co)\b|"
    r"\bdan so\b|\bda dat\b|\bchiem\b.{0,20}\bhien"
)
_AIMS = re.compile(r"\bmuc tieu\b|\bchi tieu\b|\bphan dau\b")


def read_targets(nodes: list[Node], end: int | None) -> list[dict[str, Any]]:
    """The measurable aims of all paragraphs; `end` is the last year of the plan's period."""
    found: list[dict[str, Any]] = []
    for node in nodes:
        if node.upper or len(node.text) < 15:
            continue
        aims = _is_aim_section(node)
        year: int | None = _heading_year(node)
        for clause in _clauses(node.text):
            own = _YEAR.search(fold(clause))
            if own and re.search(r"\b(?:phan dau|den|muc tieu|nhiem ky|giai doan)\b", fold(clause)):
                year = int(own[1])
            target = _target(clause, aims)
            if target:
                target["by_year"] = year or end
                target["source_span"] = node.span
                found.append(target)
    return found


def _heading_year(node: Node) -> int | None:
    above = node.parent
    match = _YEAR.search(fold(above.text)) if above is not None and len(above.text) < 160 else None
    return int(match[1]) if match else None


def _is_aim_section(node: Node) -> bool:
    above: Node | None = node
    while above is not None:
        if len(above.text) < 160 and _AIMS.search(fold(above.text)):
            return True
        above = above.parent
    return False


def _clauses(text: str) -> list[str]:
    found: list[str] = []
    begin = 0
    for match in _CLAUSE.finditer(text):
        found.append(text[begin : match.start()].strip(" ,"))
        begin = match.end()
    found.append(text[begin:].strip(" ,./"))
    return [clause for clause in found if len(clause) > 12]


def _target(clause: str, aims: bool) -> dict[str, Any] | None:
    folded = fold(clause)
    if _NOT_AIM.search(folded):
        return None
    share = _SHARE.search(folded)
    if share:
        return _shaped(clause, folded, share, "%")
    if _RULE.search(folded):
        return _plain(clause, "rule")
    change = _CHANGE.search(folded)
    if change and aims:
        return _plain(clause, "decrease" if "giam" in change[1] else "increase")
    count = _COUNT.search(folded)
    if count and (aims or folded[: count.start() + 3].strip().endswith("mo")):
        return _shaped(clause, folded, count, clause[count.start(3) : count.end(3)])
    return None


def _plain(clause: str, comparator: str) -> dict[str, Any]:
    return {
        "text": clause, "metric": clause, "comparator": comparator, "value": None,
        "unit": "%" if "tỷ lệ" in clause.lower() else None, "by_year": None, "scope": None,
    }  # fmt: skip


def _number(text: str) -> float | int:
    value = float(text.replace(",", "."))
    return int(value) if value == int(value) else value


def _shaped(clause: str, folded: str, match: re.Match[str], unit: str) -> dict[str, Any]:
    value: Any = _number(match[1])
    comparator = _comparator(folded, match)
    if match[2]:
        value, comparator = [value, _number(match[2])], "range"
    metric = (
        clause[match.end() :].strip(" ,")
        if match.start() < 25
        else clause[: match.start()].strip(" ,:")
    )
    return {
        "text": clause, "metric": metric or clause, "comparator": comparator, "value": value,
        "unit": unit, "by_year": None, "scope": None,
    }  # fmt: skip


def _comparator(folded: str, match: re.Match[str]) -> str:
    before, after = (
        folded[max(0, match.start() - 24) : match.start()],
        folded[match.end() : match.end() + 14],
    )
    if re.match(r"\s*tro len", after) or re.search(
        r"(?:it nhat|toi thieu|khong duoi|khong thap hon|dat tu)\s*$", before
    ):
        return ">="
    if re.search(r"(?:tren|hon|vuot)\s*$", before):
        return ">"
    if re.match(r"\s*tro xuong", after) or re.search(
        r"(?:khong qua|toi da|khong vuot)\s*$", before
    ):
        return "<="
    return "<" if re.search(r"duoi\s*$", before) else "="
