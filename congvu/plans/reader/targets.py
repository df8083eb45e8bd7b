"""Measurable aims: shares, counts, ranks, and what is to rise or fall."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .blocks import Node
from .task import Task
from .tense import Tense, is_situation
from .words import fold

_CLAUSE = re.compile(r"[;.](?=\s|$)|,\s+(?=(?:đặc biệt|nhất là|trong đó)\b)")
_NEXT = re.compile(r",\s+(?:và\s+)?")
_FIGURE = re.compile(r"\d\s?%|(?:nhóm|tốp|top) \d", re.I)
_N = r"\d{1,3}(?:\.\d{3})+|\d{1,5}(?:[.,]\d{1,2})?"
_SHARE = re.compile(rf"({_N})\s*(?:%?\s*(?:-|den)\s*({_N})\s*)?(%|phan tram)")
_AT_LEAST = r"(?:it nhat|toi thieu|khong duoi|khong thap hon|khong it hon)"
_AT_MOST = r"(?:khong qua|toi da|khong vuot qua|khong vuot|xuong con|qua)"
_COMPARED = rf"(?:{_AT_LEAST}|{_AT_MOST}|tren|duoi|hon|tu|khoang|duoc|them|con)"
# Things that are counted towards an aim; repetitions ("lần", "đợt", "cuộc") are times instead.
_PEOPLE = (
    r"luot nguoi|luot|nguoi|hoc vien|can bo|cong chuc|vien chuc|sinh vien|chuyen gia|bac si"
    r"|thac si|tien si|lao dong"
)
_THINGS = (
    r"lop|khoa hoc|khoa|bien che|xa|phuong|san pham|de tai|mo hinh|dich vu|co quan|don vi|sang kien"
    r"|thu tuc|doanh nghiep|to chuc|truong|diem|bac|hang"
)
_STEPS = r"cuoc|hoi nghi|ngay|phut|gio|vu|ho so|truong hop"
_COUNT = re.compile(
    rf"\b(?P<lead>mo|phan dau|dat|dao tao|boi duong|to chuc|cu|thu hut|tuyen|co|tang|giam|cat giam"
    rf"|hoan thanh|{_COMPARED})\s+(?:{_COMPARED}\s+){{0,2}}"
    rf"(?P<low>{_N})(?:\s*(?:-|den)\s*(?P<high>{_N}))?\s+(?P<unit>{_PEOPLE}|{_THINGS}|{_STEPS})\b"
)
_RANK = re.compile(r"\b(?:nhom|top|tot)\s+(?:co\s+)?(\d{1,2})\b")
_NONE = re.compile(
    r"\bkhong (?:con|de (?:xay ra|phat sinh)) (?!qua\b)(?=ho so|truong hop|vu |tinh trang)"
)
_RULE = re.compile(r"\btu \d/\d\b.*\bthi phai co\b|\bphai co it nhat \d+ ")
_CHANGE = re.compile(
    r"^(?:[-+\s]*)(?:phan dau )?(tang|nang|giam|nang cao|tung buoc nang|tung buoc "
    r"giam)(?: ro ret| dan| manh| nhanh| toi da| toi thieu| co ban)?\s+(ty le|tinh "
    r"trang|so luong|so|chi so|muc do|thu hang|thoi gian|diem)\b"
    r"|\bphan dau\b.*\b(cai thien|tang len|giam) (?:ro ret|manh|dang ke)"
)
_YEAR = re.compile(
    r"(?<!so voi )\b(?:den(?: het| cuoi)? nam|vao nam|trong nam|tu nam|cuoi nam|het nam"
    r"|nhiem ky 20\d\d\s*-|giai doan 20\d\d\s*-|nam)\s*(20\d\d)\b(?!\s*-)"
)
_CARRIES = re.compile(r"\b(?:phan dau|den|muc tieu|nhiem ky|giai doan)\b")
_NOT_AIM = re.compile(
    r"\b(?:nam|thang) \d{4} (?:dat|la)\b.*\b(?:da|hien co)\b|\bhien (?:nay|co)\b|"
    r"\bdan so\b|\bda dat\b|\bchiem\b.{0,20}\bhien"
)
_AIMS = re.compile(r"\bmuc tieu\b|\bchi tieu\b|\bphan dau\b")


@dataclass(frozen=True)
class _Figure:
    """A figure found in a clause: its value, how it is compared, what is counted, and where."""

    value: Any
    comparator: str
    unit: str
    at: tuple[int, int]


def read_targets(nodes: list[Node], end: int | None, issued: int | None) -> list[dict[str, Any]]:
    """The measurable aims of all paragraphs.

    `end` is the last year of the plan's period, `issued` the year of the paper.
    """
    found: list[dict[str, Any]] = []
    for node in nodes:
        if node.upper or len(node.text) < 15:
            continue
        if fold(node.text).startswith("noi nhan"):
            break
        aims = _is_aim_section(node)
        tense = Tense(issued, is_past=not aims and _is_situation(node))
        found.extend(_of_text(node.text, aims, _heading_year(node) or end, node.span, tense))
    return found


def read_task_targets(
    tasks: list[Task], end: int | None, told: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The measurable aims in the rows of tables, which are no paragraphs, but those `told`."""
    known = {fold(target["text"])[:60] for target in told}
    found: list[dict[str, Any]] = []
    for task in tasks:
        if task.layout == "table":
            aims = _of_text(task.text, False, end, task.span, Tense(None))
            found.extend(aim for aim in aims if fold(aim["text"])[:60] not in known)
    return found


def _of_text(
    text: str, aims: bool, end: int | None, span: list[int], tense: Tense
) -> Iterator[dict[str, Any]]:
    year = end
    for clause in _clauses(text):
        folded = fold(clause)
        if not tense.is_aim(folded):
            continue
        own = _YEAR.search(folded)
        if own and _CARRIES.search(folded):
            year = int(own[1])
        single = _target(clause, folded, aims)
        for target in _by_years(clause, folded) or ([single] if single else []):
            target["by_year"] = target["by_year"] or (int(own[1]) if own else year)
            target["source_span"] = span
            yield target


def _heading_year(node: Node) -> int | None:
    above = node.parent
    match = _YEAR.search(fold(above.text)) if above is not None and len(above.text) < 160 else None
    return int(match[1]) if match else None


def _is_aim_section(node: Node) -> bool:
    return any(_AIMS.search(heading) for heading in _headings(node))


def _is_situation(node: Node) -> bool:
    return any(is_situation(heading) for heading in _headings(node))


def _headings(node: Node) -> Iterator[str]:
    """The folded headings a paragraph stands under, nearest first; its own when it is one."""
    above: Node | None = node
    while above is not None:
        if len(above.text) < 160:
            yield fold(above.text)
        above = above.parent


def _clauses(text: str) -> list[str]:
    """The pieces of a text with one figure each; a comma parts two figures, and nothing else."""
    found: list[str] = []
    for sentence in _CLAUSE.split(text):
        begin = 0
        for match in _NEXT.finditer(sentence):
            after = sentence[match.end() :].partition(", ")[0]
            if _FIGURE.search(sentence[begin : match.start()]) and _FIGURE.search(after):
                found.append(sentence[begin : match.start()])
                begin = match.end()
        found.append(sentence[begin:])
    clauses = [part.strip(" ,./-+") for part in found]
    return [clause for clause in clauses if len(clause) > 12]


def _by_years(clause: str, folded: str) -> list[dict[str, Any]]:
    """One aim for each year of "năm 2026 có 95%, năm 2028 có 98%"; empty for fewer than two."""
    stages = list(re.finditer(rf"\bnam (20\d\d)\b[^;%]{{0,24}}?({_N})\s?%", folded))
    if len(stages) < 2:
        return []
    found = []
    for stage in stages:
        share = _SHARE.search(folded, stage.start(2))
        if share:
            figure = _Figure(_number(stage[2]), _comparator(folded, share), "%", share.span())
            found.append({**_shown(clause, figure), "by_year": int(stage[1])})
    return found


def _target(clause: str, folded: str, aims: bool) -> dict[str, Any] | None:
    if _NOT_AIM.search(folded):
        return None
    aims = aims or bool(_AIMS.search(folded))
    figure = _share(folded)
    if figure:
        return _shown(clause, figure)
    if _RULE.search(folded):
        return _plain(clause, "rule")
    change = _CHANGE.search(folded)
    figure = (_rank(folded) if aims else None) or _count(clause, folded, aims)
    if figure:
        return _shown(clause, figure)
    if change and aims:
        return _plain(clause, "decrease" if "giam" in change[0] else "increase")
    return None


def _share(folded: str) -> _Figure | None:
    match = _SHARE.search(folded)
    if not match:
        return None
    value: Any = _number(match[1])
    if match[2]:
        return _Figure([value, _number(match[2])], "range", "%", match.span())
    return _Figure(value, _comparator(folded, match), "%", match.span())


def _rank(folded: str) -> _Figure | None:
    match = _RANK.search(folded)
    if match:
        return _Figure(int(match[1]), "<=", "hạng", match.span())
    none = _NONE.search(folded)
    return _Figure(0, "=", "trường hợp", none.span()) if none else None


def _count(clause: str, folded: str, aims: bool) -> _Figure | None:
    for match in _COUNT.finditer(folded):
        unit = match["unit"]
        people = re.fullmatch(_PEOPLE, unit)
        firm = re.search(rf"{_AT_LEAST}|{_AT_MOST}", folded[match.start() : match.start("low")])
        counted = people or re.fullmatch(_THINGS, unit)
        if re.match(r"\s*(?:xuong|len)\b", folded[match.end() :]):
            continue
        if aims or (counted and firm) or match["lead"] == "mo":
            value: Any = _number(match["low"])
            comparator = _comparator(folded, match)
            if match["high"]:
                value, comparator = [value, _number(match["high"])], "range"
            shown = clause[match.start("unit") : match.end("unit")]
            return _Figure(value, comparator, shown, match.span())
    return None


def _plain(clause: str, comparator: str) -> dict[str, Any]:
    return {
        "text": clause, "metric": clause, "comparator": comparator, "value": None,
        "unit": "%" if "tỷ lệ" in clause.lower() else None, "by_year": None, "scope": None,
    }  # fmt: skip


def _shown(clause: str, figure: _Figure) -> dict[str, Any]:
    first, last = figure.at
    metric = clause[last:].strip(" ,") if first < 25 else clause[:first].strip(" ,:")
    return {
        "text": clause, "metric": metric or clause, "comparator": figure.comparator,
        "value": figure.value, "unit": figure.unit, "by_year": None, "scope": None,
    }  # fmt: skip


def _number(text: str) -> float | int:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return int(text.replace(".", ""))
    value = float(text.replace(",", "."))
    return int(value) if value == int(value) else value


def _comparator(folded: str, match: re.Match[str]) -> str:
    """How a figure is meant, from the words around it."""
    low = match.start("low") if "low" in match.re.groupindex else match.start(1)
    before, after = folded[max(0, low - 24) : low], folded[match.end() :]
    since = re.search(r"\btu\s*$", before) and re.match(r"[^,;]{0,60}\btro len\b", after)
    if since or re.match(r"\s*tro len", after) or re.search(rf"(?:{_AT_LEAST}|dat tu)\s*$", before):
        return ">="
    if re.match(r"\s*tro xuong", after) or re.search(rf"(?:{_AT_MOST})\s*$", before):
        return "<="
    if re.search(r"(?:tren|hon|vuot)\s*$", before):
        return ">"
    return "<" if re.search(r"duoi\s*$", before) else "="
