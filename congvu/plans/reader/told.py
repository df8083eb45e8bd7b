"""Lines that only say who does it and when: "X chuẩn bị, Y phối hợp; quý II/2025"."""

import re
from dataclasses import dataclass, field

from .agencies import read_names
from .tables.fit import looks_like_time
from .words import lower

_DOES = re.compile(
    r"[\s,]*(?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị|đầu mối)\s+)?"
    r"(?:chủ trì|chuẩn bị|soạn thảo|dự thảo|tham mưu|thực hiện|phụ trách|chịu trách nhiệm)(?!\w)"
    r"(?:\s*,?\s*(?:chuẩn bị|tham mưu|soạn thảo|xây dựng|thực hiện|triển khai|tổ chức)(?!\w))*"
)
_WITH = re.compile(
    r"[\s,;.]*(?:và\s+)?(?:phối hợp(?:\s+(?:thực hiện\s+)?(?:với|cùng với|cùng))?|cùng với|cùng)"
    r"\s*:?\s+"
)
_JOINS = re.compile(r"[\s,]*(?:cùng\s+)?phối hợp(?:\s+(?:thực hiện|chuẩn bị|tham mưu))?(?!\w)")
_GAP = re.compile(r"[\s,;.]*(?:và\s+)?")
_WHEN = re.compile(
    r"(?:thời gian|thời hạn|tiến độ)[^:]{0,20}:\s*"
    r"|(?:trình|ban hành)\s+(?=trong|trước|vào|tháng|quý)"
)


@dataclass
class Labelled:
    """A text taken apart at its labels: what stands before them, and each label's value."""

    rest: str
    fields: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields)


def read_told(text: str) -> Labelled | None:
    """Bearers and time of a text that holds nothing else; None when it says what to do."""
    text = text.strip()
    if len(text) > 320 or text.endswith(":") or not text[:1].isalpha():
        return None
    low = lower(text)
    names = read_names(text)
    does = _DOES.match(low, names.end) if names else None
    if not does:
        return None
    found = Labelled("", {"lead": "; ".join(names.names)})
    partners, at = _partners(text, low, does.end())
    if partners:
        found.fields["coordinating"] = "; ".join(partners)
    rest = text[at:].strip(" ,;.")
    when = _WHEN.match(lower(rest))
    rest = rest[when.end() :] if when else rest
    if rest and not looks_like_time(rest):
        return None
    if rest:
        found.fields["time"] = rest
    return found


def _partners(text: str, low: str, at: int) -> tuple[tuple[str, ...], int]:
    """The partners that stand at `at`, before or after "phối hợp", and where they end."""
    joined = _WITH.match(low, at)
    if joined:
        names = read_names(text, joined.end())
        return (names.names, names.end) if names else ((), at)
    gap = _GAP.match(low, at)
    names = read_names(text, gap.end() if gap else at)
    does = _JOINS.match(low, names.end) if names else None
    return (names.names, does.end()) if does else ((), at)
