"""How well a text fits a column: by what it holds, not by where it stands on the page."""

import re
from functools import lru_cache

from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.times import normalise_deadline
from congvu.plans.reader.words import alternatives, fold

_TIME_START = re.compile(
    r"^[(\-\s]*(?:nam (?:\d+|hoc|nay|sau)|quy|thang|truoc|trong|tu|den|giai doan|"
    r"thuong xuyen|hang|khi|sau|theo|ngay|\d+|cuoi"
    r"|dau|hoan thanh|dinh ky|nhiem ky|cham nhat|xong|lien tuc|ngay sau|moi|bat dau|"
    r"thuc hien|trien khai|dot xuat|ke tu|du kien|hai|ba)\b"
)
_PRODUCT = re.compile(rf"^[-+\s]*{alternatives('headers', 'products')}\b")
_ASKS = re.compile(
    r"(?:[,(]|\b(?:và|của|các|cho|với|về|theo|tại|trong|do|cấp|thuộc|trực thuộc))$", re.I
)
_HEADS = (
    "Sở|Ban|Bộ|Ủy ban|Ủy ban nhân dân|Văn phòng|Đài|Trường|Trung tâm|Hội|Ban Thường trực|Chủ tịch"
    "|Giám đốc|Thủ trưởng|Chánh|Bí thư|Người đứng đầu|Mặt trận|Hội đồng|Đảng đoàn"
)
_HEAD_ALONE = re.compile(rf"(?<!\w)(?:{_HEADS}|{_HEADS.upper()})$")
# Party committees that stand alone in a cell seldom: the line above names their board.
_HALF = re.compile(r"^(?:tỉnh ủy|thành ủy|huyện ủy|đảng ủy|nhân dân.*)$", re.I)
_NAMES = ("lead", "both", "coordinating")
_COSTS = {"lead": -1.6, "both": -1.6, "coordinating": -1.0, "time": -1.2, "product": -0.9}


@lru_cache(maxsize=20000)
def fit(role: str, text: str) -> float:
    """Points for `text` as the cell of a column with this role; higher is likelier."""
    role = role.rstrip("0123456789")
    if not text:
        return -3.0 if role == "content" else _COSTS.get(role, 0.0)
    points = _points(role, text)
    if role in _NAMES and (text.endswith(";") or is_open(text)):
        points -= 4.0
    elif is_open(text) or text.count("(") > text.count(")"):
        points -= 1.0
    if text[:1].islower() or (text[:1] in "(,;." and role != "note"):
        points -= 3.0 if role in _NAMES else 1.5
    if role in _NAMES and _HALF.match(text):
        points -= 2.0
    return points


def is_open(text: str) -> bool:
    """Whether the last words of a text ask for more."""
    return bool(_ASKS.search(text) or _HEAD_ALONE.search(text))


def _points(role: str, text: str) -> float:
    if role in _NAMES:
        if len(text) > 300:
            return -4.0
        return max(-4.0, 2.0 - 8.0 * (1.0 - agency_share(text)))
    if role == "time":
        return 2.0 if looks_like_time(text) else -3.0
    if role == "product":
        return _product_points(text)
    if role == "content":
        if len(text) < 60 and (agency_share(text) > 0.9 or looks_like_time(text)):
            return -2.0
        return 0.0 if len(text) > 12 else -0.5
    return -0.8


def _product_points(text: str) -> float:
    items = [item for item in re.split(r"(?:^|[.;]?\s+)[-–]\s+", text) if item]
    if any(looks_like_time(item) for item in items):
        return -2.5
    if len(text) < 120 and agency_share(text) > 0.9:
        return -2.0
    return 1.5 if _PRODUCT.match(fold(text)) else -0.4


@lru_cache(maxsize=20000)
def looks_like_time(text: str) -> bool:
    """Whether a text can be the cell of a time column."""
    folded = fold(text).strip()
    items = re.split(r"(?:^|[.;]\s+)-\s+", folded)
    if len(items) > 2:
        return all(looks_like_time(item) for item in items if item)
    if re.match(r"\d{1,3} (?!lan|ngay|thang|nam|gio|quy)[a-z]", folded):
        return False
    if len(folded) > 140 or not _TIME_START.match(folded):
        return False
    found = normalise_deadline(text)
    if found["kind"] == "on_demand":
        return "note" not in found and len(folded) < 110
    return found["kind"] != "none" and len(re.findall(r"[a-z]+", folded)) <= 24
