"""Reporting duties: who reports to whom, through whom, and when."""

import re
from typing import Any

from .agencies import read_names
from .assign import read_assignment
from .blocks import Node
from .times import normalise_deadline
from .words import fold

_PERIODIC = re.compile(
    r"\b(?:dinh ky|hang nam|hang quy|hang thang|hang tuan|6 thang|truoc ngay|cham nhat"
    r"|theo quy dinh|theo thoi gian quy dinh|dot xuat|cuoi nam|cuoi quy)\b"
)
_TROUBLE = re.compile(
    r"\b(?:kho khan|vuong mac|phat sinh|van de|can sua doi|bat cap|can thiet sua)\b"
)
_TELLS = re.compile(
    r"\b(?:bao cao|phan anh|gui (?:ve |bao cao )?|de xuat|thong tin ve|kien nghi)\b"
)
_REPORT = re.compile(r"(?<!nghe )(?<!che do )(?<!so lieu )\bbao cao\b(?! thong ke)(?! chinh tri)")
_REVIEW = re.compile(
    r"\bsau \d+ nam\b[^.;]{0,40}\b(?:so ket|tong ket)\b|\b(?:so ket|tong ket)\b.{0,80}"
    r"\b(?:sau \d+ nam|cuoi nhiem ky|vao cuoi|hang nam|vao nam|giua ky|nam 20\d\d)\b"
)
_APPROVE = re.compile(
    r"bao cao [^;.]{3,60}\b(?:xem xet,? (?:phe duyet|quyet dinh|ban hanh)|phe duyet|"
    r"cho y kien|ban hanh)\b"
)
_TO = re.compile(
    r"\b(?:báo cáo|phản ánh (?:về|với|đến|kịp thời về)|gửi(?: báo cáo)?(?: về| đến)?|"
    r"trình|với|về|xin ý kiến|báo cáo (?:về|với|kết quả(?: thực hiện)? (?:về|với|"
    r"cho)))\s+(?=\S)",
    re.I,
)
_THROUGH = re.compile(r"\b(?:thông qua|qua)\s+(?=[^\W\d_])", re.I)
_EVERY = r"(?:hang|moi) (?:nam|quy|thang|tuan)"
_DAY = r"\d{1,2}(?:(?:/| thang )\d{1,2})?(?:(?:/| nam )20\d\d)?"
_WHEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"theo dinh ky [^,;.(]{0,30}\([^()]*\)",
        rf"(?:{_EVERY},? )?\b(?:truoc|cham nhat|muon nhat|vao)(?: la| vao)?(?: \d+ gio)?"
        rf"(?: ngay)? {_DAY}(?:,? (?:va )?(?:truoc )?(?:ngay )?{_DAY})*"
        rf"(?: cua thang (?:dau|cuoi)(?: moi)? quy)?(?:,? (?:dinh ky )?{_EVERY})?"
        r"(?: ke tu nam 20\d\d)?",
        r"dinh ky 0?6 thang(?:(?:,| va)? (?:mot lan|(?:hang )?nam))*",
        r"0?6 thang(?:(?:,| va) (?:hang )?nam| (?:mot|1) lan)",
        r"tai phien hop [^,;.(]{0,24}(?:cuoi|hang) quy",
        r"dinh ky (?:hang |\d |thang|quy|nam|theo)[^;.]{0,60}?(?=\s+(?:bao cao|gui|"
        r"tong hop|ve|cho|voi)\b|[,;.(]|$)",
        r"(?:hang (?:nam|quy|thang|tuan))(?:,? hang (?:nam|quy|thang))*(?: hoac (?:dot "
        r"xuat|theo yeu cau|khi co yeu cau))?",
        r"theo thoi gian quy dinh|theo dung thoi gian quy dinh|theo dung quy dinh|theo quy dinh",
        r"dinh ky(?: va dot xuat| hoac dot xuat)?|dot xuat",
        r"cuoi (?:nam|quy)",
    )
)


def read_reporting(nodes: list[Node], year: int | None) -> list[dict[str, Any]]:
    """The reporting duties of all paragraphs, in order."""
    found: list[dict[str, Any]] = []
    received = False
    for node in nodes:
        received = (received and node.rank > 3) or _is_receivers(node)
        if received or node.upper or node.kind == "annex" or "   " in node.text:
            continue
        who = _bearer(node) if _TELLS.search(fold(node.text)) else []
        for clause in _clauses(node.text):
            duty = _duty(clause, who, year)
            if duty:
                found.append({**duty, "source_span": node.span})
    return found


def _is_receivers(node: Node) -> bool:
    return fold(node.text).startswith("noi nhan")


def _bearer(node: Node) -> list[str]:
    above: Node | None = node
    while above is not None and above.kind != "root":
        found = read_assignment(above.text)
        if found and found.lead:
            return list(found.lead)
        if above.rank <= 3:
            return []
        siblings = above.parent.children if above.parent else []
        at = siblings.index(above) if above in siblings else 0
        for before in reversed(siblings[max(0, at - 60) : at]):
            if before.kind == "para" and before.text.endswith(":"):
                found = read_assignment(before.text)
                if found and found.lead:
                    return list(found.lead)
        above = above.parent
    return []


def _clauses(text: str) -> list[str]:
    """The sentences of a paragraph, cut at semicolons unless a report runs over them."""
    found: list[str] = []
    for sentence in re.split(r"(?<=\.)\s+(?=[^\W\d_])", text):
        folded = fold(sentence)
        if _TROUBLE.search(folded) and folded.startswith(
            ("trong qua trinh", "neu co", "qua trinh", "truong hop")
        ):
            found.append(sentence)
            continue
        found.extend(re.split(r";\s+", sentence))
    return [clause.strip(" ./;") for clause in found if len(clause) > 15]


def _duty(clause: str, who: list[str], year: int | None) -> dict[str, Any] | None:
    folded = fold(clause)
    if _REVIEW.search(folded) and len(clause) < 260 and not _REPORT.search(folded):
        return _review(clause, folded)
    if _TROUBLE.search(folded) and _TELLS.search(folded) and not _assigned(clause):
        who = [] if re.match(r"(?:trong )?qua trinh|neu co", folded) else who
        duty = _shaped(clause, folded, who, _trouble_phrase(clause, folded), year)
        if duty["due"]["kind"] == "none":
            duty["due"] = {**duty["due"], "kind": "on_demand", "event": "khó khăn, vướng mắc"}
        return duty if duty["to"] or duty["via"] else None
    if not _REPORT.search(folded) or not _PERIODIC.search(folded):
        return None
    phrase = _when(clause, folded)
    if not phrase or (_APPROVE.search(folded) and "ket qua" not in folded):
        return None
    return _shaped(clause, folded, who, phrase, year)


def _assigned(clause: str) -> bool:
    return bool(
        re.search(r"\bnghe báo cáo|giải đáp|hướng dẫn (?:giải quyết|xử lý)", clause)
    ) or not re.search(
        r"\b(?:báo cáo|phản ánh|gửi|đề xuất, gửi|xin ý kiến|kiến nghị)\b", clause, re.I
    )


def _trouble_phrase(clause: str, folded: str) -> str:
    match = re.search(
        r"\b(?:neu (?:co|thay|phat sinh)|doi voi (?:nhung|cac)|khi co|kip thoi bao cao "
        r"(?:nhung|cac)|nhung|cac)\b[^;,.]*?(?:kho khan|vuong mac|phat sinh|van de|sua doi"
        r"|bat cap)[^;.]*?(?=[,;.]\s*(?:cac|de nghi|thu truong|yeu cau|uy ban|ubnd|so |"
        r"kip thoi|don vi|co quan|dia phuong)|\s+(?:trong qua trinh|qua so|ve so|gui|bao "
        r"cao|kip thoi|thuc hien)|[,;.]|$)",
        folded,
    )
    return clause[match.start() : match.end()].strip(" ,;") if match else ""


def _when(clause: str, folded: str) -> str:
    """The words that say when a report is due."""
    together = re.search(r"cung voi thoi gian [^.;]{4,90}", folded)
    for pattern in _WHEN:
        match = pattern.search(folded)
        if match:
            phrase = clause[match.start() : match.end()].strip(" ,;")
            if together and together.start() > match.end():
                return f"{phrase}, {clause[together.start() : together.end()].strip()}"
            return phrase
    return ""


def _shaped(
    clause: str, folded: str, who: list[str], phrase: str, year: int | None
) -> dict[str, Any]:
    via, to = _receivers(clause)
    return {
        "text": clause,
        "who": _own_bearer(clause) or who,
        "to": to,
        "via": via,
        "due_raw": phrase,
        "due": normalise_deadline(phrase, year=year),
    }


def _own_bearer(clause: str) -> list[str]:
    for match in re.finditer(r"(?:^|[,;]\s+|đề nghị\s+|yêu cầu\s+)(?=[^\W\d_])", clause):
        names = read_names(clause, match.end())
        if names and re.match(
            r"[\s,]*(?:kịp thời|chủ động|phản ánh|báo cáo|gửi|tổng hợp|có trách nhiệm|đề xuất|"
            r"định kỳ|hằng năm|hàng năm|thông tin)",
            clause[names.end :],
        ):
            return list(names.names)
    return []


def _receivers(clause: str) -> tuple[str | None, str | None]:
    """The body that collects and the one the report is for."""
    via = next((name for _, name in _named(_THROUGH, clause)), None)
    named = [(at, name) for at, name in _named(_TO, clause) if name != via]
    if via is None and len(named) > 1:
        (at, first), (end, last) = named[0], named[-1]
        if first != last and re.search(r"tổng hợp|hướng dẫn", clause[at:end]):
            via = first
            named = [(end, last)]
    return via, named[-1][1] if named else None


def _named(pattern: re.Pattern[str], clause: str) -> list[tuple[int, str]]:
    """The bodies that stand right behind a pattern, with where it begins."""
    found: list[tuple[int, str]] = []
    for match in pattern.finditer(clause):
        names = read_names(clause, match.end())
        if names:
            shown = ", ".join(names.names)
            found.append((match.start(), re.sub(r"\s*\([^()]*\)$", "", shown)))
        elif clause[match.end() :].startswith("cấp có thẩm quyền"):
            found.append((match.start(), "cấp có thẩm quyền"))
    return found


def _review(clause: str, folded: str) -> dict[str, Any]:
    parts = re.findall(
        r"(?:sau \d+ nam[^,;.]*?(?= va tong ket|[,;.]|$)|(?:vao )?cuoi nhiem ky|(?:vao "
        r")?nam 20\d\d|hang nam)",
        folded,
    )
    at = 0
    shown = []
    for part in parts:
        begin = folded.index(part, at)
        shown.append(clause[begin : begin + len(part)].strip())
        at = begin + len(part)
    phrase = "; ".join(shown)
    return {
        "text": clause,
        "who": [],
        "to": None,
        "via": None,
        "due_raw": phrase,
        "due": normalise_deadline(phrase),
    }
