"""What the columns of a table are for, told by the words of its head."""

import re
from functools import cache

from congvu.plans.reader.words import fold, phrases

ROLES = ("number", "both", "coordinating", "lead", "time", "product", "note", "other", "content")
_PUNCTUATION = re.compile(r"[^a-z0-9%&]+")
_STARTS = re.compile(r"\b(?:tt|stt|so tt|so thu tu)\b")


def plain_head(text: str) -> str:
    """A head's folded words, one blank between them, no brackets."""
    folded = re.sub(r"\([^()]*\)?", " ", fold(text))
    return _PUNCTUATION.sub(" ", folded).strip()


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for role in reversed(ROLES):
        for phrase in phrases("headers", role):
            found[_PUNCTUATION.sub(" ", phrase).strip()] = role
    return found


def known_heads() -> tuple[str, ...]:
    """Every listed head, without marks."""
    return tuple(_known())


_NOUNS = (
    r"(?:(?:cac |lanh dao )?(?:co quan|don vi|ca nhan|nguoi|cap|bo phan|nganh|dia "
    r"phuong|to chuc|dau moi)(?: va)? )*"
)
_DONE = (
    r"(?: (?:thuc hien|hoan thanh|du kien|trien khai|ban hanh|trinh|bao cao|to chuc|"
    r"tham muu|chinh|va|phai|chu yeu|can dat|cong viec))*"
)
_COMPOSED = {
    "both": rf"{_NOUNS}chu tri(?: va)? {_NOUNS}phoi hop{_DONE}",
    "coordinating": rf"{_NOUNS}phoi hop{_DONE}",
    "lead": rf"{_NOUNS}(?:chu tri|duoc giao|duoc phan cong|dau moi|tham muu|phu trach|chiu "
    rf"trach nhiem|thuc hien|trien khai|phan cong){_DONE}",
    "time": rf"(?:du kien )?(?:moc )?(?:thoi gian|thoi han|tien do|lo trinh|thoi diem|han hoan "
    rf"thanh)(?: tien do)?{_DONE}",
    "product": rf"(?:du kien )?(?:san pham|ket qua|dau ra)(?: (?:san pham|ket qua|dau ra))*{_DONE}",
    "content": r"(?:ten |danh muc |cac |nhom )?(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap"
    r"|linh vuc|de an)"
    r"(?: (?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|linh vuc|de an|cu the|"
    r"chu yeu|trong tam|chinh|thuc hien|trien khai|va|can|theo))*",
}
_PATTERNS = {role: re.compile(pattern) for role, pattern in _COMPOSED.items()}


@cache
def exact_role(plain: str) -> str | None:
    """The role of a head whose words are all accounted for."""
    known = _known().get(plain)
    if known:
        return known
    return next((role for role, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)


@cache
def role_of(head: str) -> str | None:
    """The role of a column with this head; None when the words are not those of a head."""
    plain = plain_head(head)
    if not plain:
        return None
    known = exact_role(plain)
    if known == "lead" and re.search(r"\([^()]*chu tri\b[^()]*\bphoi hop\b", fold(head)):
        return "both"
    if known:
        return known
    best = ""
    for phrase in _known():
        if len(phrase) > len(best) and re.search(rf"\b{phrase}\b", plain):
            best = phrase
    if not best or len(plain) > 90:
        return None
    if re.search(r"\bphoi hop\b", plain):
        return (
            "both"
            if "chu tri" in plain and plain.index("chu tri") < plain.index("phoi hop")
            else "coordinating"
        )
    if re.search(r"\bchu tri\b", plain):
        return "lead"
    return _known()[best] if len(best) * 2 >= len(plain) or len(plain) <= 40 else None


@cache
def _words() -> frozenset[str]:
    found: set[str] = set()
    for key in (*ROLES, "spanning", "words"):
        for phrase in phrases("headers", key):
            found.update(_PUNCTUATION.sub(" ", phrase).split())
    return frozenset(found)


def is_head_words(text: str) -> bool:
    """Whether every word of a line is a word of table heads."""
    words = plain_head(text).split()
    longest = 200 if words[:1] in (["tt"], ["stt"]) else 60
    return bool(words) and len(text) <= longest and all(word in _words() for word in words)


def starts_head(text: str) -> bool:
    """Whether a line opens a table head: it is, or begins with, the head of the number column."""
    plain = plain_head(text)
    if plain in ("stt", "tt", "so tt", "so thu tu", "so"):
        return True
    return bool(re.match(r"(?:s?tt|so tt) ", plain)) and is_head_words(text)


def split_head(text: str) -> list[str]:
    """The heads printed on one line, cut where a capital begins a new one."""
    if not text.isupper():
        cuts = [
            0,
            *(at + 1 for at in range(len(text) - 1) if text[at] == " " and text[at + 1].isupper()),
        ]
        return [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    words = text.split()
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(words) + 1):
        for begin in range(max(0, end - 8), end):
            part = " ".join(words[begin:end])
            if begin in best and exact_role(plain_head(part)):
                way = [*best[begin], part]
                if end not in best or len(way) < len(best[end]):
                    best[end] = way
    return best.get(len(words), [text])


def columns_of(lines: list[str]) -> list[str]:
    """The roles of the columns whose heads are printed over these lines, one head after another.

    A head may run over several lines; lines are joined as long as the longer text is a head too.
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(lines):
        best = at + 1
        for end in range(at + 1, min(at + 6, len(lines)) + 1):
            joined = " ".join(lines[at:end])
            role = exact_role(plain_head(joined))
            apart = (role == "both" and _are_two(lines[at:end])) or _begins_head(lines[at:end])
            if role and not apart:
                best = end
        text = " ".join(lines[at:best])
        found.append((text, role_of(text) or "other"))
        at = best
    return [role for _, role in without_spanning(found)]


def _are_two(lines: list[str]) -> bool:
    """Whether these lines are two heads, "chủ trì" and "phối hợp", and not one for both: a line
    with a capital opens the second where the first is whole."""
    return any(
        lines[at][:1].isupper()
        and not _joins(lines[at - 1 : at + 1])
        and exact_role(plain_head(" ".join(lines[:at]))) == "lead"
        and exact_role(plain_head(" ".join(lines[at:]))) in (None, "coordinating")
        for at in range(1, len(lines))
    )


def _begins_head(lines: list[str]) -> bool:
    """Whether the last of these lines is the head of a column of another kind, all by itself."""
    if len(lines) < 2 or not lines[-1][:1].isupper():
        return False
    alone, before = exact_role(plain_head(lines[-1])), exact_role(plain_head(" ".join(lines[:-1])))
    return bool(before) and alone in ("content", "coordinating") and alone != before


def _joins(lines: list[str]) -> bool:
    """Whether a head goes on over these lines by its own punctuation or small letters."""
    return any(line.rstrip().endswith((",", "-", "/", "và")) for line in lines[:-1]) or any(
        line[:1].islower() for line in lines[1:]
    )


def without_spanning(heads: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put the two heads "chủ trì" and "phối hợp" in the place of the head that stands over them."""
    spans = phrases("headers", "spanning")
    roles = [role for _, role in heads]
    if roles.count("lead") < 2 or "coordinating" not in roles:
        return heads
    for at, (text, role) in enumerate(heads):
        over = plain_head(text) in {_PUNCTUATION.sub(" ", span).strip() for span in spans}
        if over and role == "lead" and "lead" in roles[at + 1 :]:
            return _under(heads, at, roles.index("lead", at + 1))
    return heads


def _under(heads: list[tuple[str, str]], over: int, first: int) -> list[tuple[str, str]]:
    """Heads with those of a second row, which begin at `first`, below the one they belong to."""
    last = first
    while last < len(heads) and heads[last][1] in ("lead", "coordinating"):
        last += 1
    if last < len(heads):
        return heads[:over] + heads[over + 1 :]
    return heads[:over] + heads[first:last] + heads[over + 1 : first]


def is_task_table(roles: list[str]) -> bool:
    """Whether columns with these roles hold tasks: what, and by whom or by when."""
    has = set(roles)
    return "content" in has and bool(has & {"lead", "both", "coordinating"})


def unique(roles: list[str]) -> list[str]:
    """Column keys: a role met a second time gets a number ("content", "content2")."""
    found: list[str] = []
    for role in roles:
        count = sum(key.rstrip("0123456789") == role for key in found)
        found.append(f"{role}{count + 1}" if count else role)
    return found
