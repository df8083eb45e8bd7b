"""The units that printed names stand for, on the day of the paper and today.

Names come from the catalog: the province's departments, former names with their last day and
successors, communes. A name nobody lists is unknown, so that a person is asked.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from .places import provinces, rows
from .words import alternatives, fold, lists, lower, nfc

_HOLDER = re.compile(rf"^(?:{alternatives('agencies', 'holders')})\s+")
_OPENER = re.compile(r"^(?:cac|nhung|toan the|tat ca|mot so)\s+")
_SHORT = (
    (r"\bubnd\b", "uy ban nhan dan"), (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\b(?:ub)?mttq(?:vn)?\b", "mat tran to quoc"), (r"\bbcsd\b", "ban can su dang"),
    (r"\btt ?& ?tt\b|\btttt\b", "thong tin va truyen thong"),
    (r"\bkh ?& ?cn\b|\bkhcn\b", "khoa hoc va cong nghe"),
    (r"\bkh ?& ?dt\b|\bkhdt\b", "ke hoach va dau tu"),
    (r"\bgd ?& ?dt\b|\bgddt\b", "giao duc va dao tao"),
    (r"\btn ?& ?mt\b|\btnmt\b", "tai nguyen va moi truong"),
    (r"\bnn ?& ?mt\b|\bnnmt\b", "nong nghiep va moi truong"),
    (r"\bnn ?& ?ptnt\b|\bptnt\b", "phat trien nong thon"),
    (r"\bld ?-? ?tb ?& ?xh\b|\bldtbxh\b", "lao dong thuong binh va xa hoi"),
)  # fmt: skip
_LEVELS = r"\s+(?:cua\s+)?(?:tinh|thanh pho)$"


@dataclass(frozen=True)
class Unit:
    """A unit of the catalog, or a former one that has no code of today."""

    code: str
    name: str
    ended: str = ""

    def shown(self) -> dict[str, str]:
        """As it stands in the answer."""
        return {"code": self.code, "name": self.name}


def plain_name(name: str) -> str:
    """A name's folded words without office holder, province and short forms."""
    text = fold(nfc(name))
    for short, long in _SHORT:
        text = re.sub(short, long, text)
    text = re.sub(r"[^a-z0-9]+", " ", text).strip()
    text = _HOLDER.sub("", _OPENER.sub("", text))
    text = _OPENER.sub("", text)
    for province in sorted(provinces(), key=len, reverse=True):
        if text.endswith(" " + province):
            text = text[: -len(province) - 1]
            break
    return re.sub(_LEVELS, "", text)


@cache
def _today() -> dict[str, Unit]:
    """Plain name to the unit of today."""
    found: dict[str, Unit] = {}
    for row in rows("departments.csv"):
        unit = Unit(row["id"], row["name_2026"])
        found[plain_name(row["name_2026"])] = unit
        if len(row["abbrev"]) > 2:
            found.setdefault(fold(row["abbrev"]), unit)
    for row in rows("communes_khanh_hoa.csv"):
        unit = Unit(row["code"], row["full_name"])
        for head in ("", "uy ban nhan dan ", "dang uy "):
            found[head + plain_name(row["full_name"])] = unit
    return found


@cache
def _former() -> dict[str, list[tuple[Unit, str]]]:
    """Plain former name to the unit it was and the names that took its work over."""
    found: dict[str, list[tuple[Unit, str]]] = {}
    for row in rows("agency_mapping.csv"):
        was = Unit("", row["former_name"], row["valid_to"])
        found.setdefault(plain_name(row["former_name"]), []).append((was, row["successor"]))
    for row in rows("former_communes_khanh_hoa.csv"):
        was = Unit(row["old_code"], row["old_name"], "2025-06-30")
        for head in ("", "uy ban nhan dan "):
            key = head + plain_name(row["old_name"])
            found.setdefault(key, []).append((was, row["new_name"]))
    return found


def class_of(name: str) -> dict[str, Any] | None:
    """The class a printed name stands for ("các sở, ban, ngành"), if any."""
    text = re.sub(r"[^a-z0-9]+", " ", fold(nfc(name)))
    text = re.sub(r"\b(?:va|cac|nhung)\b", " ", text)
    text = " ".join(text.split())
    marked = lower(nfc(name))
    for entry in _classes():
        told = any(f" {phrase} " in f" {text} " for phrase in _musts(entry["code"]))
        if told or any(phrase in marked for phrase in entry.get("marked", ())):
            return entry
    return None


def _classes() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lists("classes")["classes"]
    return found


@cache
def _musts(code: str) -> tuple[str, ...]:
    for entry in _classes():
        if entry["code"] == code:
            return tuple(re.sub(r"\b(?:va|cac)\b\s*", "", phrase) for phrase in entry["must"])
    return ()


def resolve(name: str, on: date | None) -> dict[str, Any]:
    """What a printed name stands for: `then` (on the paper's day) and `today`, or a class.

    `on` None: the paper has no day, so `then` is told as for today.
    """
    key = plain_name(name)
    now = _today().get(key)
    if now is not None:
        return {"printed": name, "then": [now.shown()], "today": [now.shown()], "class": None}
    former = _former().get(key)
    if former:
        successors = [unit for _, names in former for unit in _named(names)]
        today = [unit.shown() for unit in dict.fromkeys(successors)]
        was = former[0][0]
        lived = on is not None and (not was.ended or on.isoformat() <= was.ended)
        return {
            "printed": name,
            "then": [was.shown()] if lived else today,
            "today": today,
            "class": None,
        }
    found = class_of(name)
    return {
        "printed": name,
        "then": [],
        "today": [],
        "class": found["code"] if found else None,
    }


def _named(names: str) -> list[Unit]:
    found = []
    for name in re.split(r"[;/]", names):
        text = re.sub(r"\([^()]*\)", "", name).strip()
        if text:
            found.append(_today().get(plain_name(text)) or Unit("", text))
    return found


def expansions() -> dict[str, list[str]]:
    """The codes of units each class stands for today."""
    departments = [row["id"] for row in rows("departments.csv") if row["kind"] == "so"]
    communes = [row["code"] for row in rows("communes_khanh_hoa.csv")]
    sets = {"departments": departments, "communes": communes}
    return {
        entry["code"]: [code for part in entry["expands"] for code in sets[part]]
        for entry in _classes()
    }


def is_known(resolved: dict[str, Any]) -> bool:
    """Whether a printed name was found in the catalog or stands for a class."""
    return bool(resolved["then"] or resolved["today"] or resolved["class"])


def day_of(text: str | None) -> date | None:
    """The day a paper is dated, the first of the month or year where only that is given."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    try:
        return date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return None


def resolve_tasks(tasks: list[dict[str, Any]], on: date | None) -> list[dict[str, Any]]:
    """Add `units` to each task; the unknown names with the refs of their tasks."""
    unknown: dict[str, list[str]] = {}
    known: dict[str, dict[str, Any]] = {}
    for task in tasks:
        task["units"] = {}
        for role in ("lead", "coordinating"):
            found = []
            for name in task[role]:
                if name not in known:
                    known[name] = resolve(name, on)
                found.append(known[name])
                if not is_known(known[name]):
                    unknown.setdefault(name, []).append(task["ref"])
            task["units"][role] = found
    return [{"name": name, "refs": refs} for name, refs in unknown.items()]
