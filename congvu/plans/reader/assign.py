"""Who bears a duty: the lead and its partners read from the words of an item."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .agencies import Names, read_names
from .told import read_told
from .words import alternatives, fold, lower, marked

_STOPS = re.compile(r"\s*[.;:,()]|\s*$")
_UNTIL_LEADS = re.compile(
    r"[^,;.:()]{4,100}?(?=,?\s+(?:(?:là|làm)\s+)?(?:cơ quan\s+|đơn vị\s+)?chủ trì(?!\w))"
)
_HEADING_TAIL = re.compile(r"((?:\s+[^\W\d_]+){1,4})\s*:\s*$")
_SMALL_WORD = re.compile(r"\s+(?=[^\W\d_A-ZĐÀ-Ỹ])")
_GIVES = re.compile(rf"^(?:kính\s+)?{marked('verbs', 'assigns')}(?!\w)\s*:?\s*")
_VERB = re.compile(rf"{marked('verbs', 'verbs')}(?!\w)")
_PARTNERS = re.compile(
    r"^(?P<before>[^.;:]{0,60}?)\bphối hợp(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|cùng))*"
    r"(?P<with>[,\s]+(?:với|cùng|cùng với))?\s*:?\s+"
)
_LEADS = re.compile(
    r"^[\s,]*(?:(?:cùng|đồng|là cơ quan|làm|là đơn vị)\s+)?chủ trì(?!\w)[\s,]*(?:và\s+)?"
)
_BESIDE = re.compile(r"^[\s,]*(?:và\s+)?cùng(?:\s+với)?\s+(?!chủ trì|phối hợp)")
_FILL = re.compile(
    r"^[\s,;:–-]*(?:(?:có trách nhiệm|chịu trách nhiệm(?! (?:trước|về|toàn diện))"
    r"|chủ động|tích cực|khẩn trương|"
    r"để|cùng|và|phải|cần|thì|trực tiếp|nghiêm túc)\b[\s,:]*)+"
)
_OFFICE = re.compile(
    r"^[\s,]*(?:theo|căn cứ(?:\s+vào)?|trên cơ sở|trong phạm vi|"
    r"với)\s+(?:các\s+)?(?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|quy định|quyền hạn|"
    r"phạm vi|phân công|chức trách|tình hình|điều kiện|nội dung|kế hoạch|hướng dẫn|"
    r"nghị quyết|yêu cầu|kế hoạch này)[^;.:]{0,160}?"
    r"(?:,\s+(?:nhiệm vụ|quyền hạn|thẩm quyền|phạm vi|lĩnh vực)[^,;.:]{0,80})?[,;]\s+"
    r"|^,\s+dưới sự (?:chỉ đạo|lãnh đạo|hướng dẫn|điều hành|giám sát)[^;.:]{0,120}?,\s+"
)
_STANDING = re.compile(
    r"^[\s,–-]*(?:là\s+)?(?:cơ quan|đơn vị)\s+(?:thường trực|đầu mối|chủ trì|tham mưu)"
    r"(?:[^,;.:]{0,40}?[,;]\s*|\s+(?=(?:có trách nhiệm|theo dõi|tổng hợp|giúp|chủ trì|đôn đốc)))"
)
_OFFICE_BARE = re.compile(
    r"^[\s,]*theo\s+lĩnh vực(?:\s+được\s+(?:giao|phân công))?\s+(?:phụ trách|quản lý)[\s,]*"
    r"|^[\s,]*theo\s+(?:chức năng|thẩm quyền|phân công|nhiệm vụ)[\w\s,]{0,50}?(?:được "
    r"giao|được phân công|của mình|quản lý)(?!\w)[\s,]*"
)
_ADVERB = re.compile(
    r"^(?:căn cứ|trên cơ sở|theo(?! dõi)|để|nhằm|trong(?! đó)|(?:h[ằà]ng|mỗi) (?:năm|quý|tháng)"
    r"|định kỳ|khi|sau khi|đến|từ|trước|chậm nhất|năm \d|quý [iv]|tháng \d"
    r"|giai đoạn)(?!\w)"
)
# A verb that opens a duty, not one of the small words that only end a name.
_BEGINS = re.compile(
    rf"[\s,]*(?:(?!(?:để|nhằm|trong|đến|sau|trên|dựa|không)(?!\w)){marked('verbs', 'verbs')}(?!\w)"
    r"|là (?:cơ quan|đơn vị)|phải(?!\w))"
)
# Heads of bodies set up for one work, and what tells a class from the rest of its kind.
_WORKING = re.compile(r"(?:Hội đồng|Ban|Tổ|Đoàn|Nhóm)(?: [^\W\d_]+){0,2}$")
_RELATIVE = re.compile(
    r"\s+(?:có(?! trách nhiệm| liên quan\s)|được(?! khuyến khích| hưởng| xem xét| ưu tiên| hỗ trợ)"
    r"|đã|quản lý|sử dụng|tham mưu|không)\s"
)
_APART = re.compile(r"\s+(?:nơi|đang|chưa)\s")
_NOMINAL = re.compile(
    r"(?:nhu cầu|công tác|việc|nhiệm vụ|chức năng|kế hoạch|hoạt động|về|thẩm quyền|được|có|chưa|đã"
    r"|đang|không|trực tiếp|để|người)\s+$"
)
# What may follow a name without being what it does.
_DOES = re.compile(
    r"\s+(?!(?:của|và|các|những|là|được|bị|đã|đang|sẽ|về|với|cho|tại|ở|trong|theo|có|hiện|do|từ|đến"
    r"|khi|nếu|mà|thì|trên|dưới|gồm|hoặc|như|vẫn|còn|chưa|không|nơi|sau|trước|làm|nhằm|để|thuộc"
    r"|cùng|số|ngày|năm|khóa|khoá|nhiệm kỳ|nêu|này|tỉnh|huyện|xã)(?!\w))[^\W\d_A-ZĐÀ-Ỹ]"
)
_INTRO = re.compile(rf"{alternatives('verbs', 'intros')}\s*:?$")
_MUST = re.compile(
    r"^[\s,]*(?:có trách nhiệm|chịu trách nhiệm|(?:cùng |đồng )?chủ trì|phối hợp|tham mưu"
    r"|phải)(?!\w)"
)
_ACTS = re.compile(
    r"[,;.]\s+((?:[^\W\d_]).{4,200}?)\s+(?:chủ động|có trách nhiệm|chủ trì|phối hợp)(?!\w)"
)
_BRACKET = re.compile(r"\s*\(([^()]{8,400})\)")
_BEARS = re.compile(
    r"^[\s,:]*(?:là\s+)?(?:(?:cơ quan|đơn vị)\s+)?"
    r"(?:chủ trì|thực hiện|chỉ đạo(?:\s+thực hiện)?|phụ trách|chịu trách nhiệm|tham mưu"
    r"|tổ chức(?=[,;.]|$))(?!\w)"
    r"(?:\s*,?\s*(?:tham mưu|thực hiện|triển khai))*"
)
_WITH = re.compile(r"^[\s,;]*(?:và\s+)?phối hợp(?:\s+(?:với|cùng))?\s*:?\s+")
_TIMED = re.compile(r"^(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)?\s*:?\s+", re.I)
_TAIL = re.compile(r"(?<=[.;:])\s+(?=[^\W\d_])|\s[-–]\s+(?=[^\W\d_])")
_LAST = re.compile(
    r"(?<=[.;])\s+((?:Giao|Đề nghị|Yêu cầu|Phân công)\s+[^.;]{6,300}?(?:chủ trì|thực "
    r"hiện|phối hợp)[^.;]{0,300})[.;]?\s*$"
)


@dataclass(frozen=True)
class Assignment:
    """The bearers named in an item, the words left for the duty, and how they were found."""

    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    rest: str = ""
    how: str = ""
    time: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether nothing but names, or an introduction to a list, is left."""
        rest = self.rest.strip(" .:;,")
        return not rest or (self.rest.rstrip().endswith(":") and bool(_INTRO.search(fold(rest))))


def read_assignment(text: str) -> Assignment | None:
    """The assignment an item opens with, or carries at its end; None when it names nobody."""
    # Clauses and the headings above them are asked for again and again.
    return _remembered(text) if len(text) < 2000 else _read(text)


@lru_cache(maxsize=2000)
def _remembered(text: str) -> Assignment | None:
    return _read(text)


def _read(text: str) -> Assignment | None:
    return _opening(text) or _after_topic(text) or _after_adverb(text) or _trailing(text)


def _opening(text: str) -> Assignment | None:
    low = lower(text)
    gives = _GIVES.match(low) if text[:1].isupper() else None
    at = gives.end() if gives else 0
    names = _bearer(text, low, at, given=bool(gives))
    if not names:
        return None
    after = low[names.end :]
    how = "given" if gives else "named"
    if not _accepts(text, names.end, after, bool(gives)):
        if at or not _acts(names, after):
            return None
        how = "guessed"
    found = Assignment(lead=names.names, how=how)
    return _finish(found, text[names.end :])


def _bearer(text: str, low: str, at: int, *, given: bool) -> Names:
    """The names at `at`; a body nobody lists runs from its capital to "chủ trì" or the verb."""
    names = read_names(text, at)
    end = names.end
    if names and (_STOPS.match(low, end) or _VERB.match(low[end:].lstrip(" ,"))):
        return names
    if names and re.match(r"\s+(?:cùng|đồng|là|làm|với)(?!\w)", low[end:]):
        return names
    heading = _HEADING_TAIL.match(low, end) if names else None
    if heading and not _VERB.search(heading[0]):
        return Names((*names.names[:-1], names.names[-1] + heading[1]), heading.end(1))
    longer = _stretched(text, low, names) if names else 0
    if longer:
        return replace(
            names, names=(*names.names[:-1], names.names[-1] + text[end:longer]), end=longer
        )
    leads = _UNTIL_LEADS.match(low, at)
    if not leads and given and not names:
        leads = next(
            (m for m in _SMALL_WORD.finditer(text, at, at + 110) if _VERB.match(low, m.end())), None
        )
    name = text[at : leads.end()].strip() if leads else ""
    capitals = re.findall(r"(?:^|\s)[A-ZĐÀ-Ỹ]", name)
    if len(capitals) < 2 or not name[:1].isupper() or re.search(r"[,;.:()]", name):
        return names
    if _VERB.match(low, at) and not names:
        return names
    return Names((name,), at + len(name))


def _stretched(text: str, low: str, names: Names) -> int:
    """Where a body named by its work, or a class by what it has, really ends; 0 when it does not.

    "Hội đồng thi tuyển công chức tỉnh | tổ chức", "Cơ quan có nhu cầu tuyển dụng | gửi".
    """
    clause = re.match(r"[^.;:,()]{2,90}", low[names.end :])
    told = clause[0] if clause else ""
    of_class = names.last_is_class and _RELATIVE.match(told)
    if not (_WORKING.match(names.names[-1]) or of_class or _APART.match(told)) or " do " in told:
        return 0
    for match in list(re.finditer(r"(?<=\s)\S", told))[2:]:
        at = names.end + match.start()
        if _BEGINS.match(low, at) and not _NOMINAL.search(low, 0, at):
            return at - 1
    return 0


def _accepts(text: str, end: int, after: str, given: bool) -> bool:
    """Whether what follows the names makes them bearers of a duty."""
    stripped = after.strip()
    if given and stripped[:1].isalpha():
        return True
    if not stripped.strip(" .:;"):
        return given or stripped.endswith(":") or text[:1].isupper()
    if (
        stripped.startswith(":")
        or _MUST.match(after)
        or _beside(Assignment(), text[end:])[0].partners
    ):
        return True
    if _OFFICE.match(after) or _OFFICE_BARE.match(after) or _STANDING.match(after):
        return True
    if stripped[:1] in ".;)":
        return False
    verb = _VERB.match(stripped.lstrip(", "))
    return bool(verb)


def _acts(names: Names, after: str) -> bool:
    """Whether a known body at the front of a sentence does something no list of verbs knows."""
    known = not (names.is_class or names.last_is_class)
    return known and len(after) > 20 and bool(_DOES.match(after))


def _finish(found: Assignment, rest: str) -> Assignment:
    """Read "chủ trì", the partners and the fillers between the names and the duty."""
    found, rest = _beside(found, rest)
    rest = _skip(rest)
    leads = _LEADS.match(lower(rest))
    if leads:
        rest = rest[leads.end() :]
        found = replace(found, how=found.how + "+leads")
        found, rest = _beside(found, rest)
    if not found.partners:
        found, rest = _partners(found, rest)
    rest = _skip(rest)
    return replace(found, rest=rest.strip(" ,;"))


def _beside(found: Assignment, rest: str) -> tuple[Assignment, str]:
    """Partners joined by "cùng với"; leads too where both lead ("X cùng Y đồng chủ trì")."""
    match = _BESIDE.match(lower(rest))
    names = read_names(rest, match.end()) if match else None
    if not names:
        return found, rest
    after = rest[names.end :]
    if re.match(r"[\s,]*(?:đồng|cùng)\s+chủ trì(?!\w)", lower(after)):
        return replace(found, lead=(*found.lead, *names.names)), after
    return replace(found, partners=names.names, how=found.how + "+partners"), after


def _skip(rest: str) -> str:
    rest = re.sub(r"^\s*:\s*", "", rest)
    for pattern in (_STANDING, _OFFICE_BARE, _OFFICE, _FILL):
        match = pattern.match(lower(rest))
        if match and match.end() < len(rest.rstrip()):
            rest = rest[match.end() :]
    return rest


def _partners(found: Assignment, rest: str) -> tuple[Assignment, str]:
    match = _PARTNERS.match(lower(rest))
    if not match or not _only_aside(match["before"]):
        return found, rest
    names = read_names(rest, match.end())
    if not match["with"] and not names:
        return found, rest
    end = _until_verb(rest, names.end if names else match.end())
    partners = list(names.names)
    told = rest[names.end if names else match.end() : end]
    extra = told.strip(" ,;")
    if extra and partners:
        partners[-1] += f", {extra}" if told.lstrip().startswith(",") else f" {extra}"
    elif extra:
        partners = [extra]
    return replace(found, partners=tuple(partners), how=found.how + "+partners"), rest[end:]


def _only_aside(before: str) -> bool:
    """Whether the words in front of "phối hợp" are no duty of their own."""
    words = before.strip(" ,").split()
    return len(words) <= 5 and not re.search(r"(?:xây dựng|ban hành|rà soát|triển khai)", before)


def _until_verb(text: str, end: int) -> int:
    """Where a list of partners ends whose last name nobody listed: at the verb of the duty."""
    low = lower(text)
    tail = re.compile(r"\s*").match(low, end)
    start = tail.end() if tail else end
    if start >= len(low) or low[start] in ".;:" or _VERB.match(low, start):
        return end
    if low[start] == "," and _VERB.match(low, start + 2):
        return end
    for match in re.finditer(r"(?<=\s)(?=\S)|[.;:]", low[end : end + 110]):
        at = end + match.start()
        if low[at] in ".;:" or _VERB.match(low, at):
            return at
    return end


def _after_topic(text: str) -> Assignment | None:
    """ "Về đào tạo, bồi dưỡng: X chủ trì ..." """
    low = lower(text)
    topic = re.match(r"(?:về|đối với|trong)\s[^:.;]{3,90}:\s+|[^:.;]{3,60}:\s+", low)
    found = _opening(text[topic.end() :]) if topic else None
    return found if found and found.lead else None


def _after_adverb(text: str) -> Assignment | None:
    """ "Căn cứ ..., X chủ động ..." and "Chủ trì, phối hợp với Y ..." without a bearer."""
    low = lower(text)
    if re.match(r"(?:chủ trì|phối hợp|hỗ trợ, phối hợp|cùng(?: với)?)(?!\w)", low):
        found = _finish(Assignment(how="partners only"), text)
        return found if found.partners or low.startswith("chủ trì") else None
    if not _ADVERB.match(low) or not text[:1].isupper():
        return None
    rest = _skip(text)
    if rest != text and re.match(r"(?:chủ trì|phối hợp)(?!\w)", lower(rest)):
        return _finish(Assignment(how="partners only"), rest)
    for match in re.finditer(r"[,;:]\s+", low[:520]):
        if re.search(r"[;.]|phối hợp (?:với|cùng)", low[: match.start()]):
            break
        names = read_names(text, match.end())
        if not names:
            continue
        if _BEGINS.match(low[names.end :]) or _beside(Assignment(), text[names.end :])[0].partners:
            time = text[: match.start()]
            found = Assignment(lead=names.names, how="after adverb", time=time)
            done = _finish(found, text[names.end :])
            return done if done.rest.strip(" .;") else None
    return None


def _trailing(text: str) -> Assignment | None:
    """The bearer named in brackets or in a last sentence, after the duty itself."""
    for match in reversed(list(_BRACKET.finditer(text))):
        found = _told(match[1]) or _bracketed(match[1])
        if found:
            rest = f"{text[: match.start()]}{text[match.end() :]}".strip()
            return replace(found, rest=rest)
    for match in _TAIL.finditer(text):
        found = _told(text[match.end() :])
        if found:
            return replace(found, rest=text[: match.start()].strip())
    done = _done_by(text)
    if done:
        return done
    last = _LAST.search(text)
    found = _opening(last[1]) if last else None
    if last and found and found.lead:
        rest = text[: last.start()].strip()
        return replace(found, rest=rest, how="trailing", time=found.rest)
    return None


def _done_by(text: str) -> Assignment | None:
    """The bearer behind "do": "..., do X thực hiện, thời gian quý II"."""
    for match in re.finditer(r"(?:(?<=[,:;])\s+|\()do\s+(?=[^\W\d_])", lower(text)):
        found = _bracketed(text[match.end() :].rstrip(" .;/"))
        if found:
            return replace(found, rest=text[: match.start()].strip(" ,;:"))
    return None


def _told(text: str) -> Assignment | None:
    """Bearers and time of a tail that holds nothing else ("X chuẩn bị, Y phối hợp; quý I")."""
    told = read_told(text)
    if not told:
        return None
    fields = told.fields
    partners = tuple(filter(None, fields.get("coordinating", "").split("; ")))
    lead = tuple(fields["lead"].split("; "))
    return Assignment(lead, partners, "", "trailing", fields.get("time", ""))


def _bracketed(inside: str) -> Assignment | None:
    """Bearer, partners and time out of "giao X chủ trì, phối hợp Y; hoàn thành trong quý I"."""
    gives = re.match(r"(?:giao|do|phân công|trách nhiệm)(?:\s+cho)?:?\s+", lower(inside))
    names = read_names(inside, gives.end() if gives else 0)
    bears = _BEARS.match(lower(inside)[names.end :]) if names else None
    if not bears:
        return None
    at = names.end + bears.end()
    partners: tuple[str, ...] = ()
    joined = _WITH.match(lower(inside)[at:])
    if joined:
        others = read_names(inside, at + joined.end())
        partners, at = others.names, max(others.end, at + joined.end())
    time = _TIMED.sub("", inside[at:].strip(" ,;."))
    return Assignment(names.names, partners, "", "trailing", time)
