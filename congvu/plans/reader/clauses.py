"""The duties inside one item: clauses that give work to other bodies or set a result apart."""

import re
from dataclasses import dataclass, replace

from .agencies import read_names
from .assign import Assignment, read_assignment
from .timephrases import find_time
from .times import normalise_deadline
from .words import fold, lower, marked

_BREAK = re.compile(
    r"(?<=[.;])\s+(?=[^\W\d_])|(?<=,)\s+(?:và\s+)?(?=(?:giao|đề nghị|yêu cầu)\s+[A-ZĐÀ-Ỹ])"
)
_LONGEST = 500
_VERB = re.compile(rf"{marked('verbs', 'verbs')}(?!\w)")
# Stages of the duty before them and reports on it, never duties of their own.
_STAGE = re.compile(
    r"(?:dinh ky |kip thoi |dong thoi )*(?:bao dam|dam bao|hoan thanh|xong|trinh|ket thuc|bao cao|"
    r"gui|cong bo|tong hop|to chuc thuc hien|trien khai thuc hien|(?:tham muu )?so ket|tong ket)\b"
)
# A sentence that says who answers for a duty or tells of it, and gives no other.
_ANSWERS = re.compile(
    r"[\s,]*(?:(?:phải )?chịu (?:hoàn toàn )?trách nhiệm (?:về|trước|toàn diện|nếu|khi)"
    r"|(?:định kỳ |kịp thời |hằng (?:quý|năm) )?(?:tổng hợp,? )?(?:báo cáo|phản ánh))(?!\w)"
)


@dataclass(frozen=True)
class Part:
    """One duty of an item: its words and who bears it."""

    text: str
    found: Assignment | None


def split_duties(text: str, found: Assignment | None, *, borne: bool = True) -> list[Part]:
    """The duties an item holds; one alone when a single body has a single result to bring.

    `found` is what the whole item says, `borne` whether a heading above names a bearer. A clause
    opens a duty of its own when it gives work to another body than the one before, or when it has a
    time and so has what stands before it.
    """
    parts: list[Part] = []
    for clause in _clauses(text):
        own = read_assignment(_capital(clause))
        if not parts:
            parts.append(Part(clause, own or found))
        elif _other_bearer(parts[-1].found, own, clause) or (
            not borne and _first_bearer(parts[-1].found, own)
        ):
            parts.append(Part(clause, own))
        elif _other_result(parts[-1].text, clause, own):
            parts.append(Part(clause, _same_bearer(parts[-1].found, clause, own)))
        else:
            parts[-1] = Part(f"{parts[-1].text} {clause}", parts[-1].found)
    if len(parts) < 2:
        return [Part(text, found)]
    return [Part(part.text, _whole(part)) for part in parts]


def _clauses(text: str) -> list[str]:
    """The sentences and clauses of a text; a bracket or a list of bearers is never cut."""
    found: list[str] = []
    begin = depth = seen = 0
    listed = _bearers_end(text, 0)
    for match in _BREAK.finditer(text):
        depth += text.count("(", seen, match.start()) - text.count(")", seen, match.start())
        seen = match.start()
        if depth <= 0 and seen >= listed:
            found.append(text[begin:seen])
            begin = match.end()
            listed = _bearers_end(text, begin)
    return [*found, text[begin:]]


def _bearers_end(text: str, begin: int) -> int:
    """Where the names in front of a duty end, which may be parted by semicolons themselves."""
    part = text[begin : begin + _LONGEST]
    found = read_assignment(_capital(part))
    if found is None or found.how == "trailing" or not part.endswith(found.rest):
        return begin
    return begin + len(part) - len(found.rest)


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


def _other_bearer(before: Assignment | None, own: Assignment | None, clause: str) -> bool:
    """Whether a clause gives work to another body than the one before it."""
    if own is None or not own.lead:
        return False
    named = lower(clause).find(lower(own.lead[-1])) + len(own.lead[-1])
    if "given" not in own.how and _ANSWERS.match(lower(clause), named):
        return False
    if before is None or not before.lead:
        return "given" in own.how or "leads" in own.how
    if own.how.startswith("guessed") or (own.how == "trailing" and before.how != "trailing"):
        return False
    return list(map(fold, own.lead)) != list(map(fold, before.lead))


def _first_bearer(before: Assignment | None, own: Assignment | None) -> bool:
    """Whether a clause is the first to name who does it, and names a body and no class."""
    if own is None or not own.lead or (before is not None and before.lead):
        return False
    return own.how.startswith("named") and not read_names(own.lead[0]).is_class


def _other_result(before: str, clause: str, own: Assignment | None) -> bool:
    """Whether a clause has a time of its own and is no stage of the duty before it."""
    if own is not None and own.lead:
        return False
    time = find_time(clause)
    earlier = find_time(before) if time else None
    if time is None or earlier is None or _every(time.phrase) == _every(earlier.phrase) != "":
        return False
    words = re.sub(r"^[\s,;]+", "", clause.removeprefix(time.phrase))
    return bool(_VERB.match(lower(words))) and not _STAGE.match(fold(words))


def _every(phrase: str) -> str:
    """How often a phrase says something comes back; empty when it does not."""
    again = normalise_deadline(phrase)["recurrence"]
    return str(again["every"] or "") if again else ""


def _same_bearer(
    before: Assignment | None, clause: str, own: Assignment | None
) -> Assignment | None:
    partners, rest = (own.partners, own.rest) if own else ((), clause)
    return replace(before, partners=partners, rest=rest, time="") if before else own


def _whole(part: Part) -> Assignment | None:
    """What all clauses of a part say together."""
    own = read_assignment(_capital(part.text))
    if part.found is None or (own and own.lead):
        return own
    return _same_bearer(part.found, part.text, own)
