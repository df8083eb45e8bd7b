"""Time phrases inside the sentences of a duty: where they stand and what is left without them."""

import re
from dataclasses import dataclass, replace

from .periods import Period, find_periods
from .tables.fit import looks_like_time
from .words import fold

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{3,160})[)\]](?=\s*[.;,:–-]|\s*$|\s)")
_LEAD = re.compile(
    r"^((?:trong|nam|quy|thang|truoc|hang|giai doan|tu nam|tu quy|tu thang|den|dinh ky"
    r"|moi|cham nhat)\b[^,;.:]{2,70}|hang nam|hang quy|hang thang)[,:]\s+"
)
_DONE = r"(?:hoan thanh|hoan thien|xong|ket thuc|ban hanh|trinh)"
# Words in front of a dated period that make it a limit, a stretch, or a beginning.
_LIMIT = r"(?:truoc|cham nhat|muon nhat|den het|cho den het|den cuoi|han cuoi|khong muon hon|xong)"
_AT = r"(?:^|(?<=[\s,;(]))"
_PREFIX = re.compile(
    rf"(?:{_AT}(?P<done>(?:phai |can )?(?:{_DONE}|thuc hien|trien khai)) )?"
    rf"(?:{_AT}(?P<link>(?:xong )?{_LIMIT}|trong (?:giai doan|nhiem ky|thoi gian)|trong|vao|ke tu"
    r"|bat dau tu|tu|giai doan|nhiem ky|thoi (?:gian|han)(?: thuc hien| hoan thanh)?:?(?: tu)?"
    r"|tai (?:phien hop|ky hop|cuoc hop)[a-z ]{0,20}?) )?"
    r"(?:(?:la|den|vao|truoc|cac|ngay|het|cuoi|dau|giua|thang|quy|nam|tuan dau|\d+ gio) )*$"
)
_SUFFIX = re.compile(
    r"\s*,?\s*(?:tro di|(?:va )?(?:hang|moi) (?:nam|thang|quy)"
    r"|va (?:cac|nhung) nam (?:tiep theo|sau)|va thuong xuyen)"
)
_EVERY = r"(?:hang|moi) (?:thang|quy|nam|tuan)"
_UNIT = r"(?:ngay|gio|tuan|thang)"
_EDGE = r"(?:dau|cuoi)(?: cung)?"
_HAPPENS = (
    r"(?:ban hanh|phe duyet|co hieu luc|thong qua|ket thuc|huong dan|quy dinh|cho y kien|cong bo)"
)
# Times without a date worked into the sentence.
_WORDS = re.compile(
    r"\b(?:"
    rf"(?:trong|cham nhat|khong qua) (?:la |thoi han |vong |sau )?\d+ {_UNIT}(?: lam viec)?,? "
    r"(?:ke tu|tu|sau) (?:khi |ngay )?"
    r"[^,;.()]{4,80}"
    r"|(?:trong )?(?:hai|ba|02|03|2|3) nam (?:20\d\d,? )+(?:va )?20\d\d"
    rf"|(?:dinh ky |toi thieu |it nhat )?{_EVERY} (?:mot|hai|\d+|it nhat|toi thieu)(?: \d+)?"
    r" (?:lan|dot|cuoc|ky)"
    rf"|vao (?:ngay|tuan|thang|quy)(?: [a-z]+){{0,4}} {_EDGE} {_EVERY}"
    rf"|(?:vao )?(?:dau|cuoi) {_EVERY}"
    rf"|vao (?:tuan|ngay|thang) (?:thu [a-z]+ |{_EDGE} )(?:cua )?{_EVERY}"
    rf"|dinh ky (?:{_EVERY}|theo (?:thang|quy|nam)|\d+ thang(?: mot lan| 1 lan)?)"
    r"|0?6 thang (?:mot|1) lan"
    r"|(?:toi thieu |it nhat )?\d{1,2} (?:lan|dot|cuoc)/(?:nam|quy|thang)"
    r"|theo tien do [^,;.()]{4,60}? (?:hang|moi) nam"
    r"|theo (?:tien do|lo trinh) [^,;.()]{4,50}(?=[.;/\s]*$)"
    rf"|(?:ngay )?sau khi [^,;.()]{{0,60}}{_HAPPENS}[^,;.()]{{0,40}}(?=[.;/\s]*$)"
    r"|cham nhat sau \d+ ngay [^,;.()]{4,60}"
    r"|vao thoi diem phu hop(?: trong thoi gian toi)?"
    r"|(?:moi )?khi (?:[a-z ]{3,50} (?:yeu cau|de nghi)(?=[.;/\s]*$)|co (?:de nghi|yeu cau|nhu cau"
    r"|phat sinh|thay doi|huong dan|van ban|thong bao|chu truong)\b[^,;.()]{0,90}(?=[.;/\s]*$))"
    r")"
)
# "hằng năm" is a time where it opens a clause or closes one, and not where it belongs to a noun.
_RHYTHM = re.compile(
    r"(?P<opens>(?:^|[,;.]\s+|\sva\s))?(?<!\w)(?:hang|moi) (?:thang|quy|nam)(?!\w)"
    r"(?P<closes>\s*(?:[.;/]|$|(?= it nhat| toi thieu| \d)))?"
)
_OF_NOUN = re.compile(
    r"(?:du toan|ngan sach|kinh phi|hop|xep loai|danh gia|thi dua|khen thuong|bat buoc|bao cao"
    r"|thu (?:hai|ba|tu|nam|sau|bay))[^,;.]{0,24}$"
)
_LIST = re.compile(r"(?:,| va|, va) (?:(?:ngay|thang|quy|nam|trong) )*")
_SINCE = ("tu", "ke tu", "bat dau tu")
_STAGE = re.compile(rf"(?:va )?(?:phai |can )?(?:{_DONE}|phe duyet|nghiem thu|ban giao)\b")
_TELLS = re.compile(
    r"(?:dinh ky |tong hop,? )*(?:gui )?bao cao\b|(?:tham muu |to chuc )?(?:so ket|tong ket)\b"
)
_AIM = re.compile(r"\b(?:phan dau|dat|ty le|du toan|ngan sach|ket qua)\b")
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
    return _bracketed(text) or _leading(text) or _inside(text)


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
    """The times a text opens with ("Hằng năm, trước ngày 15/12, ...")."""
    begin = end = 0
    for _ in range(3):
        match = _LEAD.match(fold(text[begin:]))
        if not match or not looks_like_time(text[begin:][: match.end(1)]):
            break
        if re.match(r"dinh ky(?! (?:hang|moi|\d))", match[1]) or not _ends_in_time(match[1]):
            break
        begin, end = begin + match.end(), begin + match.end(1)
    rest = text[begin:]
    if not end or re.match(r"(?:tổng hợp,? )?báo cáo\b", rest, re.I) or len(rest) < 12:
        return None
    return Found(text[:end].strip(), rest, "leading")


def _ends_in_time(folded: str) -> bool:
    """Whether nothing but the time stands in these words."""
    ends = [period.at[1] for period in find_periods(folded)]
    ends += [
        match.end()
        for match in re.finditer(rf"{_EVERY}|\b(?:lan|nay|toi|sau|dot xuat|tiep theo)\b", folded)
    ]
    return len(folded) - max(ends, default=0) < 6


def _inside(text: str) -> Found | None:
    """The time worked into the sentences: the first set for the duty, or its last stage."""
    folded = fold(text)
    found = [place for period in _joined(folded) if (place := _dated(folded, period))]
    chosen = found[0] if found else None
    for first, last in found[1:]:
        if _STAGE.match(folded, first) or _STAGE.match(_clause_before(folded, first)):
            chosen = (first, last)
    chosen = chosen or _worded(folded)
    return Found(text[chosen[0] : chosen[1]].strip(" ,"), text, "inline") if chosen else None


def _joined(folded: str) -> list[Period]:
    """The periods of a text, those of a list made one ("trong các năm 2026, 2027")."""
    found: list[Period] = []
    for period in find_periods(folded):
        before = found[-1] if found else None
        gap = folded[before.at[1] : period.at[0]] if before else "."
        if before and _LIST.fullmatch(gap) and before.kind == period.kind:
            found[-1] = replace(period, at=(before.at[0], period.at[1]), start=before.start)
        else:
            found.append(period)
    return found


def _clause_before(folded: str, at: int) -> str:
    return re.split(r"[;.,]\s", folded[:at])[-1]


def _dated(folded: str, period: Period) -> tuple[int, int] | None:
    """Where the phrase around a dated period stands; None when it is no time of the duty."""
    prefix = _PREFIX.search(folded[max(0, period.at[0] - 60) : period.at[0]])
    first = period.at[0] - (len(prefix[0]) if prefix else 0)
    link = (prefix["link"] or "") if prefix else ""
    done = (prefix["done"] or "") if prefix else ""
    suffix = _SUFFIX.match(folded, period.at[1])
    last = suffix.end() if suffix else period.at[1]
    before, after = folded[:first], folded[last:]
    firm = bool(
        re.search(rf"{_LIMIT}|thoi (?:gian|han)", link) or re.search("hoan|xong|ket thuc", done)
    )
    long = period.kind in ("year", "range")
    loose = not (firm or link in _SINCE or (link in ("trong", "vao") and not long))
    if (loose and _PURPOSE.search(before)) or _CITES.search(before):
        return None
    if _reports(before, folded[first:last], after):
        return None
    sets = _sets(period, link, firm or bool(done and link), before, after)
    return (first, last) if sets else None


def _sets(period: Period, link: str, firm: bool, before: str, after: str) -> bool:
    """Whether a period with these words around it says when the duty is done."""
    opens = not before.strip() or bool(re.search(r"[;.,:]\s*$", before))
    closes = bool(re.match(r"\s*(?:[.;,/)]|$)", after))
    if period.due is None and period.kind != "day" and not (firm or link == "trong"):
        return opens and closes and not link
    if firm:
        return True
    if link in _SINCE:
        return period.kind in ("range", "school") or closes or bool(re.match(r"\s*tro di", after))
    if link.startswith(("trong", "vao", "tai")):
        return not _aims(before, after)
    if period.kind in ("range", "year", "day"):
        return opens and closes
    return (opens or closes) and period.due is not None and not _aims(before, after)


def _aims(before: str, after: str) -> bool:
    """Whether a period only dates an aim or a budget."""
    clause = re.split(r"[;.]\s", before)[-1] + re.split(r"[;.]", after[:30])[0]
    return bool(_AIM.search(clause))


def _reports(before: str, phrase: str, after: str) -> bool:
    """Whether a time is that of a report and not of the duty."""
    clause = re.split(r"[;.]\s", before)[-1].strip()
    repeats = re.search(rf"\b{_EVERY}\b|dinh ky", f"{phrase} {clause[-24:]}")
    if repeats and re.search(r"\bbao cao\b", clause + re.split(r"[;.]\s", after)[0]):
        return True
    return clause != before.strip() and bool(_TELLS.match(clause))


def _worded(folded: str) -> tuple[int, int] | None:
    """A time without a date ("trong 03 ngày làm việc kể từ khi ...", "hằng quý ...")."""
    for match in _WORDS.finditer(folded):
        if not _told(folded, match.start(), match.end()):
            return match.span()
    for match in _RHYTHM.finditer(folded):
        first = match.start() + len(match["opens"] or "")
        last = match.end() - len(match["closes"] or "")
        belongs = _OF_NOUN.search(folded[:first]) or _told(folded, first, last)
        if not belongs and (match["opens"] is not None or match["closes"] is not None):
            return first, last
    return None


def _told(folded: str, first: int, last: int) -> bool:
    """Whether the clause around a phrase is about a report."""
    begin = max(folded.rfind(". ", 0, first), folded.rfind("; ", 0, first)) + 1
    return bool(_TELLING.search(re.split(r"[;.]\s", folded[begin : last + 60].strip())[0]))
