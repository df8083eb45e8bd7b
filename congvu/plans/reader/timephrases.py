"""Time phrases inside the sentences of a duty: where they stand and what is left without them."""

import re
from dataclasses import dataclass

from .periods import find_periods
from .tables.fit import looks_like_time
from .words import fold

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{3,160})[)\]](?=\s*[.;,:–-]|\s*$|\s)")
_LEAD = re.compile(
    r"^((?:trong|nam|quy|thang|truoc|hang|giai doan|tu nam|tu quy|tu thang|den|dinh ky"
    r"|moi|cham nhat)\b[^,;.:]{2,70}|hang nam|hang quy|hang thang)[,:]\s+"
)
_DONE = r"(?:(?:phai\s+)?(?:hoan thanh|hoan thien|xong|ket thuc|trien khai|thuc hien|ban hanh)\s+)?"
_DAY = r"(?:ngay\s+\d{1,2}|\d{1,2}/|quy\s+[ivx\d]|thang\s+\d|nam\s+20\d\d|nam hoc\s+20)"
_LIMIT = re.compile(
    rf"\b({_DONE}(?:xong\s+)?(?:truoc|cham nhat|muon nhat|den het|han cuoi|trong|vao|tu"
    rf"|tai (?:phien hop|ky hop|cuoc hop))\s+"
    rf"(?:la\s+|den\s+|ngay\s+|het\s+|cuoi\s+|dau\s+|tuan dau\s+"
    rf"|\d+\s+gio\s+)*{_DAY}[^;.:()]{{0,80}})"
)
_DEMAND = re.compile(
    r"\b(vao thoi diem phu hop(?: trong thoi gian toi)?)\b"
    r"|,?\s\b((?:moi )?khi (?:[a-z ]{3,50} (?:yeu cau|de nghi)[.;]?\s*$"
    r"|co (?:de nghi|yeu cau|nhu cau|phat sinh|thay doi|huong dan|van "
    r"ban)\b[^,;.()]{0,80}))[.;]?\s*$"
)
_EVERY = r"(?:hang|moi) (?:thang|quy|nam|tuan)"
_UNIT = r"(?:ngay|gio|tuan|thang)"
_EDGE = r"(?:dau|cuoi)(?: cung)?"
_WORDS = re.compile(
    r"\b(?:"
    rf"trong (?:thoi han |vong )?\d+ {_UNIT}(?: lam viec)?,? (?:ke tu|tu|sau) (?:khi |ngay )?"
    r"[^,;.()]{4,80}"
    r"|(?:ke tu|bat dau tu|tu) (?:ngay \d[\d/]*|thang \d{1,2}(?:/| nam )20\d\d"
    r"|quy [ivx]+(?:/| nam )20\d\d|nam 20\d\d)(?= tro di|\s*[.;,]?\s*$)(?: tro di)?"
    r"|(?:trong )?(?:hai|ba|02|03|2|3) nam (?:20\d\d,? )+(?:va )?20\d\d"
    rf"|(?:dinh ky |toi thieu |it nhat )?{_EVERY} (?:mot|hai|\d+|it nhat|toi thieu)(?: \d+)?"
    r" (?:lan|dot|cuoc|ky)"
    rf"|vao (?:ngay|tuan|thang|quy)(?: [a-z]+){{0,4}} {_EDGE} {_EVERY}"
    rf"|(?:vao )?(?:dau|cuoi) {_EVERY}"
    rf"|vao (?:tuan|ngay|thang) (?:thu [a-z]+ |{_EDGE} )(?:cua )?{_EVERY}"
    rf"|dinh ky (?:{_EVERY}|theo (?:thang|quy|nam)|\d+ thang)|\b0?6 thang (?:mot|1) lan"
    r"|theo tien do [^,;.()]{4,60}? (?:hang|moi) nam"
    r"|(?:ngay )?sau khi (?:duoc )?[^,;.()]{4,80}(?=[.;/\s]*$)"
    r"|cham nhat sau \d+ ngay [^,;.()]{4,60}"
    r")"
)
_TELLING = re.compile(r"\b(?:bao cao|gui ve|gui ket qua|tong hop)\b")
_CITES = re.compile(r"\b(?:so|so hieu)\s+\S*\d\S{0,20}\s*$|[a-z]-[a-z]{2,}\s*$")
_REPORTS = re.compile(r"\b(?:bao cao|gui ve|gui ket qua|tong hop)\b[^.;]*$")
_PURPOSE = re.compile(
    r"(?:muc tieu|phan dau|chi tieu|du toan|ke hoach|giai doan|chuong trinh|nhiem vu|"
    r"ket qua|tinh hinh|de an)\s*$"
)


@dataclass(frozen=True)
class Found:
    """A time phrase and the text without it; `how` says where it stood."""

    phrase: str
    rest: str
    how: str


def find_time(text: str) -> Found | None:
    """The time set for the duty in a text: in brackets, in front, or by a limit inside."""
    return _bracketed(text) or _leading(text) or _limit(text) or _in_words(text) or _on_demand(text)


def told_time(told: str, text: str) -> Found | None:
    """The time among what a bracket says after the bearers."""
    begin = 0
    for part in re.split(r"(?<=[;,])\s+", told):
        rest = told[begin:].strip(" ,;")
        if looks_like_time(part.strip(" ,;")):
            return Found(rest if looks_like_time(rest) else part.strip(" ,;"), text, "bracket")
        begin += len(part) + 1
    return Found(told, text, "bracket") if looks_like_time(told) else None


def _cut(text: str, first: int, last: int) -> str:
    rest = f"{text[:first].rstrip()} {text[last:].lstrip()}".strip()
    return re.sub(r"\s+([.;,:])", r"\1", rest)


def _bracketed(text: str) -> Found | None:
    for match in reversed(list(_BRACKET.finditer(text))):
        phrase = re.sub(
            r"^(?:thời gian|thời hạn|tiến độ)[^:]{0,20}:\s*", "", match[1].strip(), flags=re.I
        )
        before = fold(text[: match.start()])
        if not looks_like_time(phrase) or len(phrase) > 120:
            continue
        own = re.match(r"(?:hoan thanh|thuc hien|trien khai)", fold(phrase))
        if _REPORTS.search(before[-80:]) and not own and "bao cao" in before:
            continue
        if re.match(r"(?:khoan|dieu|theo|ke tu|tu ngay)\b", fold(phrase)) and not find_periods(
            fold(phrase)
        ):
            continue
        return Found(phrase, _cut(text, match.start(), match.end()), "bracket")
    return None


def _leading(text: str) -> Found | None:
    match = _LEAD.match(fold(text))
    if not match or not looks_like_time(text[: match.end(1)]):
        return None
    if re.match(r"dinh ky(?! (?:hang|moi|\d))", match[1]):
        return None
    rest = text[match.end() :]
    if re.match(r"(?:tổng hợp,? )?báo cáo\b", rest, re.I) or len(rest) < 12:
        return None
    return Found(text[: match.end(1)].strip(), rest, "leading")


def _limit(text: str) -> Found | None:
    folded = fold(text)
    for match in _LIMIT.finditer(folded):
        phrase, before = match[1], folded[: match.start()]
        firm = re.match(r"(?:phai|hoan thanh|xong|truoc|cham nhat|trong quy|trong thang)\b", phrase)
        periods = [
            period
            for period in find_periods(phrase)
            if period.due or period.kind == "day" or (firm and period.month_day)
        ]
        if not periods or periods[0].at[0] > 48 or _PURPOSE.search(before) or _CITES.search(before):
            continue
        if not _is_limit(phrase, before, folded[match.end() - len(phrase) :]):
            continue
        end = match.start() + _end_of(phrase, periods[0].at[1])
        later = _last_stage(folded, end) if re.match(r"(?:hoan thanh|xong)", phrase) else None
        if later:
            return Found(
                f"{text[match.start() : end].strip()}; {text[later:].strip(' .;/')}", text, "inline"
            )
        return Found(text[match.start() : end].strip(), text, "inline")
    return None


def _last_stage(folded: str, end: int) -> int | None:
    """Where a last "xong trước ..." of several stages begins, when it closes the text."""
    stages = [
        match.start(1)
        for match in re.finditer(r"\b((?:hoan thanh|xong) (?:truoc|trong|cham nhat)\b)", folded)
    ]
    if not stages or stages[-1] < end or not looks_like_time(folded[stages[-1] :].strip(" .;/")):
        return None
    return stages[-1]


def _end_of(phrase: str, end: int) -> int:
    """Where the phrase ends: after the period, or after the "hàng năm" that repeats it."""
    again = re.match(r"\s*(?:hang (?:nam|thang|quy)|moi nam|va cac nam tiep theo)", phrase[end:])
    more = re.match(
        r"\s*(?:den|-)\s*(?:het\s+)?(?:ngay\s+|thang\s+|quy\s+|nam\s+)*[\divx][\d/]*(?: "
        r"nam 20\d\d)?",
        phrase[end:],
    )
    return end + (again.end() if again else more.end() if more else 0)


def _is_limit(phrase: str, before: str, rest: str) -> bool:
    """Whether a dated phrase limits the duty and neither a report nor an aim."""
    clause = re.split(r"[;.]\s", before)[-1]
    after = re.split(r"[;.]\s", rest)[0]
    repeats = bool(
        re.search(r"\b(?:hang|moi) (?:nam|thang|quy)\b|dinh ky", f"{phrase} {clause[-24:]}")
    )
    if repeats and re.search(r"\bbao cao\b", clause + after):
        return False
    firm = re.match(
        r"(?:phai |hoan thanh|hoan thien|xong|truoc|cham nhat|muon nhat|den het|ket thuc|ban hanh)",
        phrase,
    )
    since = re.match(r"(?:thuc hien |trien khai )?tu ", phrase)
    if since:
        return bool(re.match(r"(?:thuc hien|trien khai) ", phrase) or re.search(r"\bden\b", phrase))
    return bool(firm) or not _aim(clause, 0, after)


def _aim(clause: str, end: int, folded: str) -> bool:
    """Whether a year only dates an aim or a budget and is no limit for the duty."""
    after = folded[end : end + 30]
    return bool(re.search(r"\b(?:phan dau|dat|ty le|du toan|ngan sach|ket qua)\b", clause + after))


def _in_words(text: str) -> Found | None:
    """A time without a date worked into the sentence ("trong 03 ngày làm việc kể từ khi ...")."""
    folded = fold(text)
    for match in _WORDS.finditer(folded):
        begin = max(folded.rfind(". ", 0, match.start()), folded.rfind("; ", 0, match.start())) + 1
        clause = folded[begin : match.end() + 60]
        if _TELLING.search(re.split(r"[;.]\s", clause.strip())[0]):
            continue
        return Found(text[match.start() : match.end()].strip(" ,"), text, "inline")
    return None


def _on_demand(text: str) -> Found | None:
    match = _DEMAND.search(fold(text))
    if not match:
        return None
    part = 1 if match[1] else 2
    return Found(text[match.start(part) : match.end(part)].strip(), text, "inline")
