"""How well a text fits a column: by what it holds, not by where it stands on the page."""

import re
from functools import lru_cache

from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.times import normalise_deadline
from congvu.plans.reader.words import alternatives, fold, lower, marked, nfc

_TIME_START = re.compile(
    r"^[(\-\s]*(?:nam (?:\d+|hoc|nay|sau)|quy|thang|truoc|trong|tu|den|giai doan|"
    r"thuong xuyen|hang|khi|sau|theo|ngay|\d+|cuoi|vao|tai phien|thang"
    r"|dau|hoan thanh|dinh ky|nhiem ky|cham nhat|xong|lien tuc|ngay sau|moi|bat dau|"
    r"thuc hien|trien khai|dot xuat|ke tu|du kien|hai|ba)\b"
)
# Words that only without their marks are those of a time ("Dầu Một", "Tư pháp", "Quỹ").
_NO_TIME = re.compile(r"^[(\-\s]*(?:dầu|tư|hải|bà|quỹ|hạng)(?![^\W_])")
_PRODUCT = re.compile(rf"^[-+\s]*{alternatives('headers', 'products')}\b")
_ASKS = re.compile(
    r"(?:[,(]|\b(?:và|của|các|cho|với|về|theo|tại|trong|do|cấp|thuộc|trực thuộc))$", re.I
)
# Words after which a duty names somebody: it does not end there.
_HANDS = re.compile(
    r"(?:[;,]|(?<!chương )(?<!quy )(?<!công )(?<!lộ )(?<!quá )(?<!tờ )trình"
    r"|tham mưu|đề nghị|giúp|gửi)$"
)
_HEADS = (
    "Sở|Ban|Bộ|Ủy ban|Ủy ban nhân dân|Văn phòng|Đài|Trường|Trung tâm|Hội|Ban Thường trực|Chủ tịch"
    "|Giám đốc|Thủ trưởng|Chánh|Bí thư|Người đứng đầu|Mặt trận|Hội đồng|Đảng đoàn"
)
_HEAD_ALONE = re.compile(rf"(?<!\w)(?:{_HEADS}|{_HEADS.upper()})$")
# Party committees that stand alone in a cell seldom: the line above names their board.
_HALF = re.compile(
    r"^(?:(?:tỉnh|thành|huyện|thị|đảng) (?:ủy|uỷ)(?:$|\s+(?=[A-ZĐ]\S*\s[^A-ZĐ]))|nhân dân.*$)", re.I
)
# The rest of a time whose front stands in the cell before ("2027", "- 2025", "năm 2026").
_TIME_REST = re.compile(r"^(?:[-–]\s*)?(?:\d{4}\b|\d{1,2}/\d{4})")
_NEXT_CAPITAL = re.compile(
    r"(?<!theo)(?<!của)(?<!hành)(?<!hiện)(?<!có)(?<!về)(?<!được)(?<!trình)(?<!duyệt) (?=[A-ZĐ])"
)
_TIME_ASKS = re.compile(
    r"(?:(?:hết|đến|trước|từ|quý [ivx\d]+|tháng \d+) năm|hết|từ|đến|trước|giai đoạn"
    r"|(?<!hằng )(?<!hàng )(?<!mỗi )(?<!từng )(?<!\d )(?<!/)(?:tháng|quý|ngày)|(?<!định kỳ )[-–])$",
    re.I,
)
# Words no name holds beside each other: twice the same, half of "Ủy ban", a field nobody knows.
_TORN = re.compile(
    r"(?<![^\W_])([^\W\d_]{2,}) \1(?![^\W_])"
    r"|(?<!tỉnh )(?<!thành )(?<!huyện )(?<!thị )(?<!đảng )(?<!cấp )(?<![^\W_])"
    r"(?:ủy|uỷ)(?! (?:ban|viên)|$)"
    rf"|(?<![^\W_])sở (?!{marked('agencies', 'fields')}(?![^\W_])|[,;]"
    rf"|{marked('cells', 'after_class')}(?![^\W_]))"
    r"|; (?:tạo|vụ|nghệ) "
)
_BEGINS_NAME = re.compile(rf"{marked('cells', 'name_heads')}(?![^\W_])")
_WANTS_OWNER = re.compile(rf"{marked('cells', 'wants_owner')}$")
_VERB = re.compile(rf"{alternatives('verbs', 'verbs')}\b")
_UNLISTED = -1.4
_NAMES = ("lead", "both", "coordinating")
# "Chủ trì: X. Phối hợp: Y" in one cell.
_LABEL = re.compile(
    r"(?:^|(?<=[.;,\s]))[-–+•\s]*(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp)(?:\s+thực hiện)?"
    r"\s*:\s*",
    re.I,
)
_COSTS = {"lead": -1.6, "both": -1.6, "coordinating": -1.0, "time": -1.2, "product": -0.9}


@lru_cache(maxsize=20000)
def fit(role: str, text: str) -> float:
    """Points for `text` as the cell of a column with this role; higher is likelier."""
    role = role.rstrip("0123456789")
    if role in ("lead", "both") and _LABEL.match(text):
        alone = text[:4].lower() == "phối"
        return fit("lead", unlabelled(text)) + (-2.0 if alone else 0.5)
    if not text:
        return -3.0 if role == "content" else _COSTS.get(role, 0.0)
    points = _points(role, text)
    if role in _NAMES and (text.endswith(";") or is_open(text)):
        points -= 4.0
    elif is_open(text) or text.count("(") > text.count(")"):
        points -= 1.0
    elif role == "content" and _HANDS.search(lower(text)):
        points -= 0.8
    if text[:1].islower() or (text[:1] in "(,;." and role != "note"):
        points -= 3.0 if role in _NAMES else 1.5
    if role in _NAMES and is_half(text):
        points -= 4.0
    if role == "content" and _TIME_REST.match(text):
        points -= 3.0
    if role == "time":
        points -= 3.0 * bool(_TIME_ASKS.search(text)) + 2.0 * _holds_product(text)
    return points


def is_names(column: str) -> bool:
    """Whether a column holds names of agencies."""
    return column.startswith(_NAMES)


def _holds_product(text: str) -> bool:
    """Whether a product stands behind the words of a time ("Hằng năm Kết luận thanh tra")."""
    return any(begins_product(text[match.end() :]) for match in _NEXT_CAPITAL.finditer(text))


def runs_on(before: str, text: str) -> bool:
    """Whether two texts beside each other are one name cut in two ("Ban Tổ chức", "Tỉnh ủy")."""
    if not before or not text or before.endswith((",", ";")):
        return False
    if begins_name(text) and not (wants_owner(before) or is_open(before)):
        return False
    return agency_share(f"{before} {text}") >= min(0.96, agency_share(before))


def unlabelled(text: str) -> str:
    """The names of a cell that says of each whether it leads or takes part."""
    return _LABEL.sub("; ", text).strip(" ;").replace(".;", ";").replace(". ;", ";")


def is_half(text: str) -> bool:
    """Whether a text is the rest of a name, or a word that only looks like one ("Tổ chức")."""
    return bool(_HALF.match(text)) or text == "Tổ chức"


def ends_in_head(text: str) -> bool:
    """Whether the last word of a text is the head of a name ("Sở", "Ban")."""
    return bool(_HEAD_ALONE.search(text))


def is_open(text: str) -> bool:
    """Whether the last words of a text ask for more."""
    return bool(_ASKS.search(text) or _HEAD_ALONE.search(text))


def _points(role: str, text: str) -> float:
    if role in _NAMES:
        if len(text) > 300:
            return -4.0
        torn = 1.5 if _TORN.search(lower(text)) else 0.0
        least = _UNLISTED if may_be_name(text) else -4.0
        return max(least, 2.0 - torn - 8.0 * (1.0 - agency_share(text)))
    if role == "time":
        return 2.0 if looks_like_time(text) else -3.0
    if role == "product":
        return _product_points(text)
    if role == "content":
        if _LABEL.search(text):
            return -3.0
        if len(text) < 60 and (agency_share(text) > 0.9 or looks_like_time(text)):
            return -2.0
        return 0.0 if len(text) > 12 else -0.5
    return -0.8


def may_be_name(text: str) -> bool:
    """Whether a short text that begins like a name may be one nobody listed."""
    return len(text) < 60 and begins_name(text) and not _VERB.match(fold(text))


def _product_points(text: str) -> float:
    items = [item for item in re.split(r"(?:^|[.;]?\s+)[-–]\s+", text) if item]
    if any(looks_like_time(item) for item in items):
        return -2.5
    if len(text) < 120 and agency_share(text) > 0.9:
        return -2.0
    return 1.5 if _PRODUCT.match(fold(text)) else -0.4


def begins_name(text: str) -> bool:
    """Whether a text begins with the head of a name."""
    return bool(_BEGINS_NAME.match(lower(text)))


def wants_owner(text: str) -> bool:
    """Whether the name a text ends with is not whole without another one ("Ban cán sự đảng")."""
    return bool(_WANTS_OWNER.search(lower(text)))


def begins_product(text: str) -> bool:
    """Whether a text begins with the name of a product ("Kế hoạch ...", "Báo cáo ...")."""
    return bool(_PRODUCT.match(fold(text)))


@lru_cache(maxsize=20000)
def looks_like_time(text: str) -> bool:
    """Whether a text can be the cell of a time column."""
    folded = fold(text).strip()
    items = re.split(r"(?:^|[.;]\s+)-\s+", folded)
    if len(items) > 2:
        return all(looks_like_time(item) for item in items if item)
    if re.match(r"theo doi|\d{1,3} (?!lan|ngay|thang|nam|gio|quy)[a-z]", folded):
        return False
    if len(folded) > 140 or not _TIME_START.match(folded) or _NO_TIME.match(lower(nfc(text))):
        return False
    found = normalise_deadline(text)
    if found["kind"] == "on_demand":
        return "note" not in found and len(folded) < 110
    return found["kind"] != "none" and len(re.findall(r"[a-z]+", folded)) <= 24
