"""The head of a paper: number, kind, issuer, date, title, period, what it rests on."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from .blocks import Node
from .lines import Line, clean
from .places import named_in, place_of
from .words import alternatives, fold, lists, nfc, squeeze

_HEAD_LINES = 60
_NUMBER = re.compile(
    r"\bSố\s*:?\s*(\d[\d\s]{0,6})?\s*[-/]\s*([A-ZĐƯ][A-ZĐƯa-zđ]*(?:\s*[-/&]\s*[A-ZĐƯ][A-ZĐƯa-zđ.]*){0,4})"
)
_DATE = re.compile(r"ngay\s*(\d{1,2})?[\s.…_]*thang\s*(\d{1,2})?[\s.…_]*nam\s*(20\d\d)")
_SLASH = re.compile(r"ngay\s*(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(20\d\d)")
_KIND = re.compile(rf"^{alternatives('sections', 'kinds')}\b")
_CITED = re.compile(
    rf"\b({alternatives('sections', 'kinds')})\s+(?:lien "
    rf"tich\s+)?(?:so\s*:?\s*)?(\d{{1,4}}(?:\s*/\s*\d{{4}})?\s*[-/]\s*[a-zd]{{1,8}}(?:\s*[-/&]\s*[a-z0-9]{{1,10}}){{0,3}})"
)
_BASE = re.compile(
    r"^(?:can cu|thuc hien|tiep tuc|thi hanh|trien khai|de (?:trien khai|thuc hien|"
    r"tiep tuc)|xet|theo|nham|quan triet|can cu vao)\b"
)
# A directive tells first what it carries on: "Thời gian qua, thực hiện Chỉ thị số ...".
_RECALLS = re.compile(r"\bthuc hien (?:chi thi|nghi quyet|quyet dinh|ket luan|ke hoach) so\b")
_ASIDE = re.compile(r"\((?:sau đây|gọi tắt|viết tắt|dưới đây)[^()]*\)", re.I)
_ISSUES = re.compile(
    r"\b(uy ban nhan dan (?:tinh|thanh pho|huyen|thi xa|quan|xa|phuong)|ubnd (?:tinh|"
    r"thanh pho|huyen|thi xa|quan|xa|phuong)|ban thuong vu (?:tinh uy|thanh uy|huyen "
    r"uy|dang uy)|tinh uy|thanh uy|chu tich ubnd tinh|hoi dong nhan dan (?:tinh|thanh "
    r"pho))(?: [a-z]+){0,4}? (?:ban hanh|xay dung|yeu cau|quyet dinh|chi thi|ket luan|"
    r"thong nhat)"
)
_ISSUER_LINE = re.compile(
    r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|tinh uy|thanh uy|huyen uy|ban thuong "
    r"vu|ban chap hanh|so |chu tich|thu tuong)"
)
_BODY_LINE = re.compile(
    r"^(?:uy ban nhan dan|ubnd|tinh uy|thanh uy|ban thuong vu|hoi dong nhan dan"
    r"|ban chap hanh dang bo|so\s+[a-z])"
)
_PLACE_LINE = re.compile(r"^(?:tinh|thanh pho|tp|huyen|thi xa|quan|xa|phuong|tinh uy|thanh uy)\b")
_LAW = re.compile(r"\bluat\s[^;:]{3,90}?\bso\s+(\d{1,3}/\d{4}/qh\d{1,2})")
_PERIOD = re.compile(r"(?:giai doan|nhiem ky)\s+(20\d\d)\s*-\s*(20\d\d)")
_TO_YEAR = re.compile(r"den nam\s+(20\d\d)")
_OUTLOOK = re.compile(r"(?:dinh huong|tam nhin)(?: den)?(?: nam)?\s+(20\d\d)")
_CITED_DAY = re.compile(
    r"\s*,?\s*ngay\s+(\d{1,2})\s*(?:[/.]|thang)\s*(\d{1,2})\s*(?:[/.]|nam)\s*(\d{4})"
)
_CITED_BY = re.compile(
    r"\bcủa\s+([^,;.]{3,60}?)(?=\s+(?:về|ban hành|quy định|phê duyệt|và|hướng dẫn|sửa|thực hiện)\b"
    r"|[,;.:(]|$)"
)
_CITED_ABOUT = re.compile(
    r"\b((?:về|phê duyệt|ban hành|quy định|hướng dẫn)\s+[^;]{6,260}?)"
    r"(?=[;.]|$|,\s+(?:Kế|Nghị|Quyết|Kết|Chỉ))"
)
# What parts two columns of a head: blanks, marks of cells, and the motto printed on the right.
_BESIDE = re.compile(
    r"<br\s*/?>|\||\t|\s{3,}|cộng h(?:òa|oà) xã hội chủ nghĩa việt nam"
    r"|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc|đảng cộng sản việt nam",
    re.I,
)
_NAME = re.compile(r"^(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s?){2,5}$")


def read_head(lines: list[Line], nodes: list[Node], root: Node) -> dict[str, Any]:
    """The `document` part of the answer."""
    before = _before_sections(nodes)
    parts = _parts(lines)
    kind, title = _kind_and_title(before)
    province = _province(parts, lines)
    number, date, raw = _number_and_date(parts, lines)
    return {
        "number": number,
        "kind": kind,
        "status": "dự thảo"
        if any(line.folded.strip(" .()0123456789") == "du thao" for line in lines[:_HEAD_LINES])
        else "ban hành",
        "issuer": _issuer(parts, lines, nodes, kind, province),
        "province": province,
        "date": date,
        "date_raw": raw,
        "title": title,
        "period": read_period(title or ""),
        "signer": _signer(lines),
        "legal_bases": _bases(before),
        "anomalies": [],
    }


def _parts(lines: list[Line]) -> list[str]:
    """The head's lines, taken apart where two columns were printed side by side."""
    found: list[str] = []
    for line in lines[:_HEAD_LINES]:
        raw_parts = _BESIDE.split(nfc(line.raw).replace("\r", ""))
        found.extend(text for text in map(clean, raw_parts) if text)
    # "Nghệ An, ngày" may end its line, the figures stand on the next.
    broken = [f"{a} {b}" for a, b in pairwise(found) if fold(a).endswith("ngay")]
    return found + broken


def _before_sections(nodes: list[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.rank <= 3 or (node.kind == "arabic1" and len(found) > 3):
            break
        found.append(node)
    return found


def _kind_and_title(before: list[Node]) -> tuple[str, str | None]:
    for at, node in enumerate(before):
        folded = node.text and fold(node.text)
        match = _KIND.match(folded) if folded else None
        printed = match is not None and node.text[: match.end()].isupper()
        heads = (printed or node.bold) and len(node.text) < 400
        if not heads or match is None:
            continue
        kind = _printed_kind(match[0])
        rest = node.text[match.end() :].strip(" :.-")
        parts = [rest] if rest else []
        for following in before[at + 1 : at + 5]:
            if not _is_title(following, bool(parts)):
                break
            parts.append(following.text)
        title = squeeze(" ".join([kind, *parts]))
        return kind, title if parts else None
    return "Kế hoạch", None


def _printed_kind(folded: str) -> str:
    known = {fold(text): text for text in map(str, _kinds())}
    text = known.get(squeeze(folded), folded)
    return text[:1].upper() + text[1:]


def _kinds() -> list[str]:
    found: list[str] = lists("sections")["kinds"]
    return found


def _is_title(node: Node, started: bool) -> bool:
    folded = fold(node.text)
    if (
        node.kind != "para"
        or _ISSUER_LINE.match(folded)
        or folded.startswith(("can cu", "kinh gui", "so:"))
    ):
        return False
    if started:
        return (node.upper or node.bold) and len(node.text) < 300
    return not (_BASE.match(folded) and node.text.rstrip().endswith((";", ":", ".")))


def _province(parts: list[str], lines: list[Line]) -> str | None:
    for text in [*parts, *(line.text for line in lines[:_HEAD_LINES])]:
        if _DATE.search(fold(text)):
            place = place_of(fold(text))
            if place:
                return place
    counted: Counter[str] = Counter()
    for at, line in enumerate(lines):
        for name in named_in(line.folded):
            counted[name] += 3 if at < 30 else 1
    return counted.most_common(1)[0][0] if counted else None


def _number_and_date(
    parts: list[str], lines: list[Line]
) -> tuple[str | None, str | None, str | None]:
    number = date = raw = None
    for text in [*parts, *(line.text for line in lines[:_HEAD_LINES])]:
        folded = fold(text)
        if _BASE.match(folded):
            continue
        match = _NUMBER.search(text)
        if match and number is None and folded.lstrip("- ").startswith("so"):
            number = _joined_number(match, text)
        dated = _DATE.search(folded)
        if dated and date is None:
            date, raw = _partial(dated), text[dated.start() : dated.end()]
    if number is None or date is None:
        again = _from_annex(lines)
        number = number or again[0]
        date, raw = (date, raw) if date else (again[1], again[2])
    return number, date, raw


def _joined_number(match: re.Match[str], text: str) -> str | None:
    digits = (match[1] or "").replace(" ", "")
    sign = text[match.end(1) if match[1] else match.start() : match.end()].replace(" ", "")
    return f"{digits}{sign}" if digits else None


def _partial(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    if not month:
        return str(year)
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _from_annex(lines: list[Line]) -> tuple[str | None, str | None, str | None]:
    """Number and date as an annex repeats them: "(Kèm theo Kế hoạch số ... ngày ...)"."""
    for line in lines:
        if "kem theo" not in line.folded:
            continue
        match = _NUMBER.search(re.sub(r"\bsố\b", "Số", line.text))
        number = _joined_number(match, line.text) if match else None
        dated = _DATE.search(line.folded) or _SLASH.search(line.folded.replace(" /", "/"))
        if dated:
            return number, _partial(dated), line.text[dated.start() : dated.end()]
        if number:
            return number, None, None
    return None, None, None


def _issuer(
    parts: list[str], lines: list[Line], nodes: list[Node], kind: str, province: str | None
) -> str | None:
    enacting = _enacting(nodes)
    base = _letter_head(parts) or enacting
    if base is None:
        return None
    base = re.sub(r"^UBND", "Ủy ban nhân dân", _sentence_case(base), flags=re.I)
    told = fold(enacting or "")
    if told.startswith("ban thuong vu") and re.match(r"(?:tinh|thanh) uy", fold(base)):
        base = f"Ban Thường vụ {base}"
    base = re.sub(r"\b[UỦ][ỷy] ban", "Ủy ban", base)
    if province and fold(province) not in fold(base):
        level = re.search(r"\b(tinh|thanh pho|huyen|tinh uy|thanh uy)$", fold(base))
        base = f"{base} {province}" if level else f"{base} {_level(lines, province)} {province}"
    orders = kind in ("Quyết định", "Chỉ thị") and fold(base).startswith("uy ban nhan dan")
    authority = told.startswith("chu tich") or any(
        fold(text).startswith("chu tich uy ban") for text in parts[:40]
    )
    if orders and authority:
        base = f"Chủ tịch {base}"
    return base[:1].upper() + base[1:]


def _letter_head(parts: list[str]) -> str | None:
    """The body over the number, its place on the next line joined to it."""
    for at, text in enumerate(parts[:30]):
        folded = fold(text)
        if _BASE.match(folded) or _KIND.match(folded):
            return None
        if _BODY_LINE.match(folded) and len(text) < 60:
            rest = parts[at + 1 : at + 4]
            if re.fullmatch(r"tinh uy [a-z ]{2,30}", folded):
                following = [other for other in rest if fold(other) == "ban thuong vu"]
                text = f"Ban Thường vụ {_sentence_case(text)}" if following else text
            elif folded in (
                "uy ban nhan dan",
                "ban thuong vu",
                "hoi dong nhan dan",
                "ban chap hanh",
            ):
                place = next((other for other in rest if _PLACE_LINE.match(fold(other))), "")
                text = f"{text} {place}".strip()
            return text
    return None


def _enacting(nodes: list[Node]) -> str | None:
    """The body the opening sentence says issues the paper."""
    base = None
    for node in _before_sections(nodes):
        found = [] if node.upper or node.bold else list(_ISSUES.finditer(fold(node.text)))
        if found:
            base = node.text[found[-1].start(1) : found[-1].end(1)]
    return base


def _level(lines: list[Line], province: str) -> str:
    name = fold(province)
    cities = sum(f"thanh pho {name}" in line.folded for line in lines)
    return "thành phố" if cities > sum(f"tinh {name}" in line.folded for line in lines) else "tỉnh"


def _sentence_case(text: str) -> str:
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(map(str.isupper, letters)) < 0.7 * len(letters):
        return text
    name = named_in(fold(text))
    low = text.lower()
    text = low[:1].upper() + low[1:]
    if name:
        at = fold(text).rfind(fold(name[-1]))
        text = text[:at] + name[-1] + text[at + len(name[-1]) :]
    return text


def read_period(title: str) -> dict[str, Any] | None:
    """The years a plan is for, as its title says them."""
    folded = fold(title)
    outlook = _OUTLOOK.search(folded)
    span = _PERIOD.search(folded)
    to_year = _TO_YEAR.search(folded[: outlook.start()] if outlook else folded)
    single = re.search(r"\bnam\s+(20\d\d)\b(?!\s*-)(?!.*\bgiai doan\b)", folded)
    found = span or to_year or single
    if not found:
        return None
    start: int | None = int(found[1])
    end = int(found[2]) if span else int(found[1])
    if found is to_year:
        start = None
    last = outlook.end() if outlook else found.end()
    return {
        "raw": title[min(found.start(), last) : max(found.end(), last)],
        "start": start,
        "end": end,
        "outlook": int(outlook[1]) if outlook else None,
    }


def _signer(lines: list[Line]) -> str | None:
    for at, line in enumerate(lines):
        if (
            re.match(
                r"^(?:chu tich|bi thu|pho chu tich|pho bi thu|giam doc|kt\.|tm\.|t/m)", line.folded
            )
            and len(line.text) < 60
        ):
            for other in lines[at + 1 : at + 20]:
                if _NAME.match(other.text) and len(other.text) < 40:
                    return other.text
                if len(other.text) > 60:
                    break
    return None


def _bases(before: list[Node]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for node in before:
        folded = fold(node.text)
        if node.upper or not (_BASE.match(folded) or _RECALLS.search(folded[:120])):
            continue
        if folded.startswith(("theo de nghi", "xet de nghi")) or not node.text.rstrip().endswith(
            (";", ".", ":", ",")
        ):
            continue
        text = _ASIDE.sub(lambda aside: " " * len(aside[0]), node.text)
        text = re.sub(r"\b(?:theo|xét) đề nghị\b.*", "", text, flags=re.I | re.S)
        for match in _LAW.finditer(fold(text)):
            number = text[match.start(1) : match.end(1)]
            found.setdefault(number, _base("Luật", number, text[match.end() : match.end() + 400]))
        for match in _CITED.finditer(fold(text)):
            number = re.sub(r"\s+", "", text[match.start(2) : match.end(2)])
            kind = _printed_kind(match[1])
            found.setdefault(number, _base(kind, number, text[match.end() : match.end() + 400]))
    return list(found.values())


def _base(kind: str, number: str, after: str) -> dict[str, Any]:
    """One paper the plan rests on, from the words that follow its number."""
    dated = _CITED_DAY.match(fold(after[:80]))
    by = _CITED_BY.search(after[:160])
    about = _CITED_ABOUT.search(after[:400])
    return {
        "kind": kind,
        "number": number,
        "date": f"{dated[3]}-{int(dated[2]):02d}-{int(dated[1]):02d}" if dated else None,
        "issuer": by[1].strip() if by else "",
        "title": about[1].strip() if about else None,
    }
