"""Names of agencies, classes of agencies and office holders, read from the front of a text.

A name is a head with what belongs to it: "Sở" with its field, a known body with its place, a
class such as "các sở, ban, ngành" with its qualifiers, or an office holder before any of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .words import fold, lower, marked, nfc

_FIELD_NAME = re.compile(
    rf"{marked('agencies', 'field_heads')}\s+{marked('agencies', 'fields')}(?!\w)"
)
_HEAD = re.compile(rf"(?:{marked('agencies', 'field_heads')})(?!\w)")
_BODY = re.compile(rf"{marked('agencies', 'bodies')}(?!\w)")
_NAMED = re.compile(rf"{marked('agencies', 'named_heads')}(?!\w)")
_NAMED_END = re.compile(rf"(?:^|\s){marked('agencies', 'named_heads')}$")
_HOLDER = re.compile(rf"{marked('agencies', 'holders')}(?!\w)\s*")
_OPENER = re.compile(rf"{marked('agencies', 'class_openers')}(?!\w)\s*")
_CLASS = re.compile(rf"{marked('agencies', 'classes')}(?!\w)")
_TAIL = re.compile(rf"\s+{marked('agencies', 'tails')}(?!\w)")
_PLACE = re.compile(rf"{marked('agencies', 'places')}(?!\w)")
_INNER = re.compile(rf"\s+{marked('agencies', 'inner')}(?!\w)")
_GENERAL = re.compile(rf"(?<!\w)(?<!môi )(?<!thị ){marked('agencies', 'general')}$")
_FIELDS = re.compile(
    rf"(?:sở|bộ)\s*:?\s*{marked('agencies', 'fields')}(?:\s*(?:,|;|và|và\s+sở)\s*"
    rf"(?!(?:công an|thuế|thống kê|kinh tế|tổ chức)(?!\w)){marked('agencies', 'fields')}"
    rf"(?!\w)(?!\s+(?:tỉnh|huyện|thành phố|xã)(?!\w)))+(?!\w)"
)
_COMPOUND = re.compile(rf"{marked('agencies', 'compounds')}(?!\w)")
_VERB = re.compile(rf"\s*{marked('verbs', 'verbs')}(?!\w)")
_SEPARATOR = re.compile(
    r"\s*(?:[,;/+]\s*(?:và\s+|cùng\s+|cùng\s+với\s+)?|\s(?:và|cùng với|cùng|hoặc|với)\s)\s*"
)
# "X cùng với Y": Y stands beside X and is read apart.
_BESIDE = re.compile(r"(?<!và\s)\bcùng\b")
_OWNER = re.compile(r"\s+(?:thuộc và trực thuộc|thuộc|trực thuộc|của|là thành viên)\s+")
# Class nouns that are half of another word when these follow.
_NOT_CLASS = re.compile(
    r"(?:ban\s+(?:hành|đầu|đêm)|sở\s+(?:hữu|tại|dĩ)|xã\s+hội|hội\s+(?:nghị|thảo|nhập|"
    r"đồng|trường|viên)"
    r"|cơ\s+sở\s+(?:dữ|vật|hạ|pháp|đó|kết)|ngành\s+nghề|phòng\s+(?:,|chống|ngừa)|trường\s+hợp"
    r"|cấp\s+(?:có|giấy|phép|nước|trên|dưới|phát|trưởng|phó|thẩm)|bộ\s+(?:máy|"
    r"phận\s+nhỏ|tiêu|chỉ|câu|luật|dữ)|trung\s+tâm\s+của"
    r"|thành\s+phố\s+thông\s+minh|tổ\s+chức\s+(?!đảng|chính|xã|hội|đoàn|hành|cá|có|"
    r"liên|trực|thuộc|và\s|khoa|quần|cơ\s+sở|,|;))(?!\w)?"
)
_BETWEEN = re.compile(r"\s*(?:[,;./+\-–]|và\s|cùng\s)*\s*")
_MORE = re.compile(r"\s+|[;,.\-–]\s*")
_TWIN = re.compile(r"(?:(?<=\bban)|(?<=\bsở))\s+(?:ngành|ban)(?!\w)")
_AMONG = re.compile(r"\s+các\s+")
_PARTS = re.compile(
    r"(?:khu(?:\s+(?:công nghiệp|kinh tế|chế xuất))?|cơ quan|hội|tổ chức|dự án|công trình)(?!\w)"
)
_CAPITALISED = re.compile(r"[^\W\d_][\w&.\-]*")
_ORGANISES = re.compile(r"Tổ chức (?!đảng|cơ sở đảng|chính)")
_STANDS = re.compile(r"\s*(?:[,;:.]|$|và\s|có\s+liên\s+quan|liên\s+quan|trực|thuộc|\s+cấp|tỉnh)")
_STANDING = re.compile(r"\s*\((?:là\s+)?(?:cơ quan|đơn vị)\s[^()]*\)$")
_ROLE = re.compile(r"\s*(?:là\s+)?(?:cơ quan|đơn vị)\s+(?:thường trực|đầu mối|chủ trì)")
# Words that begin the next cell of a table printed across, never the rest of a name.
_NEXT_CELL = re.compile(
    r"(?:(?:năm|tháng|ngày)\s+\d|q(?:uý|úy)\s+[ivx\d]|trước\s|trong\s|giai đoạn\s|"
    r"thường xuyên|h[ằà]ng\s"
    r"|khi\s|sau\s|định kỳ|kế hoạch(?!\s+(?:và|-)\s+đầu)|đề án|nghị quyết|chương trình|văn bản"
    r"|hợp đồng|tờ trình|danh sách|danh mục|lớp\s|hội nghị|ít nhất|tối thiểu|mỗi\s)"
)
_SMALL = re.compile(
    r"(?:và|các|của|với|để|chủ|phối|có|theo|là|cùng|tại|ở|về|cho|từ|đến|phải|cần|thì|"
    r"được|do|vào|ra|đã|sẽ)$"
)
_WORD = re.compile(r"\s+((?:[^\W_]|[&.\-/])+)")
_DETAIL = re.compile(
    r"\s*\([^()]{2,90}\)(?=\s*(?:[,;:.]|và\s|chủ\s+trì|phối\s+hợp|theo\s+dõi|tham\s+mưu|xây\s+dựng|tổ\s+chức|hướng\s+dẫn|rà\s+soát|$))"
)


@dataclass(frozen=True)
class Names:
    """Agencies read from the front of a text: the names as printed and where they end."""

    names: tuple[str, ...]
    end: int
    is_class: bool = False
    last_is_class: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower(text)

    def capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def one(self, at: int, *, first: bool) -> tuple[int, str] | None:
        """End and sort ("body", "class", "place", "name") of the name that begins at `at`."""
        begin = at
        opened = _OPENER.match(self.low, at)
        if opened:
            at = opened.end()
        holder = _HOLDER.match(self.low, at)
        again = _HOLDER.match(self.low, holder.end()) if holder else None
        holder = again or holder
        if holder:
            inner = _OPENER.match(self.low, holder.end())
            core = self.core(inner.end() if inner else holder.end(), opened=True)
            if core:
                return core
            if holder[0].strip() in ("lãnh đạo", "tập thể lãnh đạo", "đồng chí"):
                return None
            return self.tails(holder.end() - (self.low[holder.end() - 1] == " ")), "body"
        core = self.core(at, opened=bool(opened))
        if core and not (first and core[1] == "place" and not opened and not self.capital(at)):
            return core
        if not first and begin == at and self.capital(at):
            return self.unknown(at)
        return None

    def core(self, at: int, *, opened: bool) -> tuple[int, str] | None:
        """The name without its opener and office holder."""
        field = _FIELDS.match(self.low, at) or _FIELD_NAME.match(self.low, at)
        if field and (self.capital(at) or opened):
            return self.tails(field.end()), "body"
        body = _BODY.match(self.low, at)
        if body and body[0] == "thanh tra" and not _PLACE.match(self.low, body.end() + 1):
            body = None
        known = _CLASS.match(self.low, at) if body and opened else None
        if body and known and known.end() > body.end():
            body = None
        named = None if body else _NAMED.match(self.low, at)
        if named and self.named_on(named.end()):
            body = named
        if body and (self.capital(at) or (opened and " " in body[0])):
            return self.tails(body.end()), "body"
        return self.of_class(at, opened=opened) or self.headed(at)

    def named_on(self, end: int) -> bool:
        """Whether a capital, or "và", goes on with a name after a word that is seldom a name."""
        return self.capital(end + 1) or self.low.startswith(" và ", end)

    def of_class(self, at: int, *, opened: bool) -> tuple[int, str] | None:
        """A class noun ("sở", "cơ quan") with what qualifies it."""
        if _NOT_CLASS.match(self.low, at):
            return None
        found = _CLASS.match(self.low, at)
        if found is None or (not opened and _ORGANISES.match(self.text, at)):
            return None
        if not (opened or at > 0 or self.capital(at) or self.class_stands(found.end())):
            return None
        place = _PLACE.match(self.low, at)
        end = max(place.end(), found.end()) if place else found.end()
        return self.tails(end), "place" if place else "class"

    def headed(self, at: int) -> tuple[int, str] | None:
        """A head such as "Sở" before a field nobody listed."""
        head = _HEAD.match(self.low, at)
        if head is None or not self.capital(at):
            return None
        end = self.tails(head.end())
        return (end, "body") if end > head.end() + 2 else None

    def class_stands(self, end: int) -> bool:
        """Whether a class noun without "các" names a class here and not a plain noun."""
        return bool(_STANDS.match(self.low, end) or _TAIL.match(self.low, end))

    def unknown(self, at: int) -> tuple[int, str] | None:
        """A run of capitalised words nobody listed (a body of the province's own)."""
        if _VERB.match(self.low, at):
            return None
        word = _CAPITALISED.match(self.text, at)
        if not word:
            return None
        end = self.tails(word.end())
        acronym = word[0].isupper() and len(word[0]) >= 3
        return (end, "name") if acronym or end > word.end() + 2 else None

    def tails(self, end: int) -> int:
        """Where the name that has come as far as `end` really ends."""
        while True:
            step = self.step(end)
            if step <= end:
                return end
            end = step

    def step(self, end: int) -> int:
        """One more word or phrase of the name, or `end` itself."""
        owned = self.owned(end) or self.nested(end)
        if owned:
            return owned
        verb = _VERB.match(self.low, end)
        twin = _TWIN.match(self.low, end)
        if twin:
            return twin.end()
        tail = _TAIL.match(self.low, end)
        if tail and not (verb and verb.end() > tail.end()):
            return tail.end()
        return self.capitals(end, bool(verb))

    def owned(self, end: int) -> int:
        """End of "thuộc UBND tỉnh" or "các khu ..." after a name; 0 when neither follows."""
        owner = _OWNER.match(self.low, end)
        if owner:
            opener = _OPENER.match(self.low, owner.end())
            inner = self.core(opener.end() if opener else owner.end(), opened=bool(opener))
            if inner:
                return inner[0]
        among = _AMONG.match(self.low, end)
        if among and self.text[among.end() - 4 : among.end()].strip().islower():
            part = _PLACE.match(self.low, among.end()) or _PARTS.match(self.low, among.end())
            if part:
                return part.end()
        return 0

    def nested(self, end: int) -> int:
        """End of a known body that is the rest of this name ("Văn phòng Tỉnh ủy"), or 0."""
        word = _WORD.match(self.text, end)
        if not word or not self.capital(word.start(1)) or _VERB.match(self.low, end):
            return 0
        body = _BODY.match(self.low, word.start(1))
        return body.end() if body and " " in body[0] else 0

    def capitals(self, end: int, verb: bool) -> int:
        word = _WORD.match(self.text, end)
        if not word:
            return end
        begin = word.start(1)
        before = self.low[max(0, end - 24) : end]
        named = self.capital(begin) and _NAMED_END.search(before)
        joined = before.endswith("-") and self.capital(begin)
        general = _GENERAL.search(before)
        if general and not self.capital(end - len(general[0])):
            general = None
        if verb and (named or joined or general):
            act = _VERB.match(self.low, end)
            return max(act.end() if act else 0, self.trim(word))
        if _NEXT_CELL.match(self.low, begin) and not general:
            return end
        if self.capital(begin) and not verb and not _OPENER.match(self.low, begin):
            if _FIELD_NAME.match(self.low, begin) or _HOLDER.match(self.low, begin):
                return end
            nested = _BODY.match(self.low, begin) or _COMPOUND.match(self.low, begin)
            return nested.end() if nested else self.second(self.trim(word))
        if word[1] == "-" and self.text[word.end() : word.end() + 2].strip()[:1].isupper():
            return end if _ROLE.match(self.low, word.end()) else word.end()
        inner = _INNER.match(self.low, end)
        if inner and not (verb or word[1] == "Các") and self.capital_soon(inner.end()):
            return inner.end()
        return end

    def second(self, end: int) -> int:
        """Past the small second half of a word ("Doanh nghiệp", "Hiền tài") inside a name."""
        word = _WORD.match(self.text, end)
        if not word or not word[1].islower() or not word[1].isalpha() or len(word[1]) < 2:
            return end
        joined = (
            _VERB.match(self.low, end) or _TAIL.match(self.low, end) or _INNER.match(self.low, end)
        )
        if joined or _SMALL.match(word[1]):
            return end
        return word.end()

    def capital_soon(self, end: int) -> bool:
        """Whether a small word inside a name is followed by more of the name."""
        word = _WORD.match(self.text, end)
        if not word or _VERB.match(self.low, end):
            return False
        begin = word.start(1)
        if self.low[end - 2 : end] == "và" and self.is_name(begin):
            return False
        if self.capital(begin):
            return True
        if _PLACE.match(self.low, begin):
            return True
        inner = _INNER.match(self.low, end)
        return inner is not None and self.capital_soon(inner.end())

    def is_name(self, at: int) -> bool:
        return any(known.match(self.low, at) for known in (_FIELD_NAME, _BODY, _HOLDER))

    @staticmethod
    def trim(word: re.Match[str]) -> int:
        return word.end() - (len(word[1]) - len(word[1].rstrip(".-/")))


def read_names(text: str, at: int = 0) -> Names:
    """The agencies that stand at `at`, as far as they follow each other by "," ";" or "và"."""
    return _names_at(_Reader(nfc(text)), at)


def _names_at(reader: _Reader, at: int) -> Names:
    spans: list[tuple[int, int, str]] = []
    position, end = at, at
    while True:
        found = reader.one(position, first=not spans)
        if not found:
            break
        end, sort = found
        detail = _DETAIL.match(reader.text, end)
        if detail:
            end = detail.end()
        opened = bool(_OPENER.match(reader.low, position) or _HOLDER.match(reader.low, position))
        if spans and _belongs(spans[-1], sort, opened, reader.text[spans[-1][1] : position]):
            spans[-1] = (spans[-1][0], end, spans[-1][2])
        else:
            spans.append((position, end, sort))
        separator = _SEPARATOR.match(reader.low, end)
        if not separator or _BESIDE.search(separator[0]):
            break
        position = separator.end()
    names = tuple(_STANDING.sub("", reader.text[a:b]).strip() for a, b, _ in spans)
    sorts = [sort for *_, sort in spans]
    all_classes = bool(sorts) and "body" not in sorts and "name" not in sorts
    return Names(names, end, all_classes, bool(sorts) and sorts[-1] in ("class", "place"))


def _belongs(before: tuple[int, int, str], sort: str, opened: bool, between: str) -> bool:
    """Whether a bare class noun goes on with the name before it ("các sở, ban, ngành")."""
    if opened or sort not in ("class", "place") or ";" in between:
        return False
    return before[2] in ("class", "place") or sort == "place"


def split_names(text: str) -> list[str]:
    """The agencies of a table cell or label, whatever stands between them.

    What is not recognised stays whole between separators, so that nothing printed is lost.
    """
    text = re.sub(r"\s+", " ", nfc(text)).strip(" .;,:-–")
    found: list[str] = []
    rest = text
    while rest:
        names = read_names(rest)
        if names:
            found.extend(names.names)
            head, rest = _unread(rest[names.end :])
            loose = names.last_is_class or _GENERAL.search(lower(found[-1]))
            if head.strip(" .,;:-–") and (loose or not _VERB.match(lower(head))):
                found[-1] = f"{found[-1]}{head}".strip()
                rest = _with_tail(found, rest)
        else:
            head, rest = _unread(rest)
            if not (found and _VERB.match(lower(head))):
                found.append(head.strip())
        rest = re.sub(r"^(?:\s*(?:[,;.:/+•–-]|và\s|cùng\s))+\s*", "", rest)
    return [name for name in (name.strip(" .;,") for name in found) if name]


def _with_tail(found: list[str], rest: str) -> str:
    """Add small words after a comma to the last name ("các sở quản lý ngành, lĩnh vực")."""
    small = re.match(r"(,\s*[^\W\d_A-ZĐ][^,;.]{2,30})(?=[,;.]|$)", rest)
    if not small or not small[1].strip(", ")[:1].islower() or read_names(small[1].strip(", ")):
        return rest
    found[-1] += small[1]
    return rest[small.end() :]


def _unread(text: str) -> tuple[str, str]:
    cut = re.search(r"[;,](?:\s|$)|\.\s+(?=[^\W\d_])|\s[-–+•]\s|$", text)
    at = cut.start() if cut else len(text)
    return text[:at], text[at:]


@lru_cache(maxsize=20000)
def agency_share(text: str) -> float:
    """How much of a text, 0 to 1, is agency names: 1 for a clean cell of agencies."""
    text = nfc(text).strip(" .;,-")
    if not text:
        return 0.0
    reader = _Reader(text)
    position, covered, run_on = 0, 0, 0
    while position < len(text):
        names = _names_at(reader, position)
        if names and names.end > position:
            covered += names.end - position
            position = names.end
        else:
            following = _MORE.search(text, position + 1)
            position = following.end() if following else len(text)
            continue
        separator = _BETWEEN.match(text, position)
        if separator:
            covered += separator.end() - position
            run_on += separator[0].isspace() and separator.end() < len(text)
            position = max(separator.end(), position + (separator.end() == position))
    # Two names with nothing between them are two cells, not one.
    return max(0.0, min(1.0, covered / len(text)) - 0.12 * run_on)


def same_name(first: str, second: str) -> bool:
    """Whether two printed names are the same but for marks and case."""
    return fold(nfc(first)) == fold(nfc(second))
