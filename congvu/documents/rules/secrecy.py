"""Knowing the secrecy mark a paper carries, by its name and its text.

The stamp (dấu chỉ độ mật) stands alone: on a line, in a cell, beside the number or the date. The
word inside a sentence is none, nor are "bí mật", "bảo mật", "mật khẩu" and their like.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

MARKS = {"3": "TUYỆT MẬT", "2": "TỐI MẬT", "1": "MẬT"}
"""The code of `secrecy_levels.csv` and its stamp, the highest first."""

_BEFORE = frozenset({"BÍ", "BẢO", "THÂN", "CƠ", "TRẬT", "TÚI", "RUỘT", "TUẦN", "SIÊU", "HÀNH"})
_AFTER = frozenset(
    {"KHẨU", "ĐỘ", "ONG", "MÃ", "THƯ", "DANH", "LỆNH", "THIẾT", "NGHỊ", "VỤ", "TẬP", "HOA", "MÍA"}
)
_GAP = r"[\s_.]*"
_STAMPS = {
    code: _GAP.join(mark.replace(" ", "")).replace(f"T{_GAP}M", r"T[\s_.-]*M")
    .replace(f"I{_GAP}M", r"I[\s_.-]*M")
    for code, mark in MARKS.items()
}  # fmt: skip
_EDGE = r"[\W_]*"
_COPY = rf"(?:{_EDGE}(?:BẢN|SAO)\s+SỐ{_EDGE}\d*)?"
_ALONE = {
    code: re.compile(rf"{_EDGE}{stamp}{_COPY}{_EDGE}\d?{_EDGE}") for code, stamp in _STAMPS.items()
}
_LABEL = r"(?:ĐỘ|DẤU|CẤP|MỨC(?:\s+ĐỘ)?)\s+(?:CHỈ\s+ĐỘ\s+)?MẬT"
_LABELLED = {
    code: re.compile(rf"{_LABEL}\s*[:=–-]+{_EDGE}{stamp}(?!\w)(?!\s+(?:{'|'.join(_AFTER)}))")
    for code, stamp in _STAMPS.items()
}
_ONLY_LABEL = re.compile(rf"{_EDGE}{_LABEL}{_EDGE}")
# Beside the number or the date of the paper, where a text layer joins both on one line.
_SIGN = r"\d+\s*[-/]\s*[A-ZĐ]{1,6}(?:[-/][A-ZĐ0-9]+)*"
_BESIDE = {
    code: re.compile(rf"^{_EDGE}{stamp}\s+[^,]{{2,40}},\s*(?i:ngày)\s|{_SIGN}\s+{stamp}{_EDGE}$")
    for code, stamp in _STAMPS.items()
}
_CELLS = re.compile(r"\t|\||\s{3,}")
_WORDS = re.compile(r"[^\W\d_]+")
# The stamp as fonts before Unicode wrote it (TCVN 3, VNI): other letters, shown as these by the
# font, which has capitals of its own.
_FORMER_FONTS = {
    "3": re.compile(r"[\W_]*tuy(?:Ö|eä)t\s*m(?:Ë|aä)t[\W_]*", re.IGNORECASE),
    "2": re.compile(r"[\W_]*t(?:è|oá)i\s*m(?:Ë|aä)t[\W_]*", re.IGNORECASE),
    "1": re.compile(r"[\W_]*m(?:Ë|aä)t[\W_]*", re.IGNORECASE),
}
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_PLAIN = {"3": "TUYET MAT", "2": "TOI MAT"}


def secrecy_of_text(lines: Sequence[str], *, are_cells: bool = False) -> str:
    """The code of the highest mark among `lines`, "" without one.

    `are_cells`: each line is one cell of a table; there a lone "Mật" may be somebody's name, and
    counts only where another cell speaks of the degree of secrecy.

    Law: the refusal of state secrets, Luật Bảo vệ bí mật nhà nước 117/2025/QH15
    """
    told = [_in_unicode(unicodedata.normalize("NFC", line)) for line in lines]
    suspect = list(_suspect_with_former(told))
    has_label = any(_ONLY_LABEL.fullmatch(line.upper()) for line, _former in suspect)
    return max((_of_line(*one, are_cells, has_label) for one in suspect), default="")


def secrecy_of_name(name: str) -> str:
    """The code of the mark in a file name, "" without one.

    Without marks on letters only the two higher ones are told: "mat" is many words.
    """
    stem = _SUFFIX.sub("", unicodedata.normalize("NFC", name))
    words = _WORDS.findall(stem)
    joined = " ".join(words).upper()
    for code in ("3", "2"):
        if re.search(rf"(?<!\w)(?:{MARKS[code]}|{_PLAIN[code]})(?!\w)", joined):
            return code
    if re.search(r"[(\[{]\s*MẬT\s*[)\]}]", stem.upper()):
        return "1"
    return "1" if any(_is_mark_in_name(words, at) for at in range(len(words))) else ""


def _is_mark_in_name(words: list[str], at: int) -> bool:
    """A word "mật" that nothing else explains, and that is nobody's given name."""
    if words[at].upper() != "MẬT":
        return False
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before.upper() in _BEFORE or after.upper() in _AFTER:
        return False
    if words[at].isupper():
        return True
    is_given_name = words[at].istitle() and before.istitle()
    return not after and not is_given_name


def _in_unicode(line: str) -> str:
    """The line with a stamp that stands in letters of a former font written out."""
    if not any(letter in line for letter in "ËëÄä"):
        return line
    cells = _CELLS.split(line)
    marks = [
        next((mark for code, mark in MARKS.items() if _FORMER_FONTS[code].fullmatch(cell)), cell)
        for cell in cells
    ]
    return line if marks == cells else "\t".join(marks)


def _suspect_with_former(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines with the letter of every mark, which few have, and the line before each."""
    former = ""
    for line in lines:
        if "ậ" in line or "Ậ" in line:
            yield line, former
        if line.strip():
            former = line


def _of_line(line: str, former: str, are_cells: bool, has_label: bool) -> str:
    upper = line.upper()
    for code in MARKS:
        if _LABELLED[code].search(upper) or _BESIDE[code].search(line):
            return code
    whole = any(_ALONE[code].fullmatch(upper) for code in MARKS)
    cells = [line] if whole else [cell for cell in _CELLS.split(line) if cell.strip()]
    for at, cell in enumerate(cells):
        before = cells[at - 1] if at else ""
        for code in MARKS:
            if _ALONE[code].fullmatch(cell.upper()):
                return code if _stands(code, cell, before, former, are_cells, has_label) else ""
    return ""


def _stands(
    code: str, cell: str, before: str, former: str, are_cells: bool, has_label: bool
) -> bool:
    """Whether a lone mark is the stamp: the tail of a broken line and a given name are not."""
    if code != "1" or has_label:
        return True
    word = "".join(one for one in _WORDS.findall(cell) if one.upper() not in ("BẢN", "SỐ", "SAO"))
    if before:
        return not (_last_word(before).istitle() and word.istitle() and not word.isupper())
    if word.isupper():
        return are_cells or _last_word(former).upper() not in _BEFORE
    if are_cells:
        return False
    return word.istitle() or not _runs_on(former)


def _last_word(text: str) -> str:
    words = _WORDS.findall(text)
    return words[-1] if words else ""


def _runs_on(former: str) -> bool:
    """Whether the line before ends inside a sentence."""
    end = former.rstrip()[-1:]
    return bool(end) and (end.isalnum() or end in ",;-–")
