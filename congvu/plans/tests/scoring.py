"""Measure a reading against labels: shares of tasks found and of fields read right.

Two tasks are the same when their words overlap by six tenths, or by three tenths under the same
reference. Names, times and texts are compared without marks, case and common short forms.
"""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from congvu.plans.reader.words import fold, nfc

SHORT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "tttt": "thong tin va truyen thong", "khcn": "khoa hoc va cong nghe",
    "gddt": "giao duc va dao tao", "khdt": "ke hoach va dau tu",
}  # fmt: skip
Pair = tuple[dict[str, Any], dict[str, Any]]


def tokens(text: Any) -> tuple[str, ...]:
    """The folded words of a text, short forms written out."""
    return _tokens(str(text or ""))


@cache  # every label meets every reading
def _tokens(text: str) -> tuple[str, ...]:
    plain = re.sub(r"</?\w+>", " ", fold(nfc(text)))
    words = re.findall(r"[a-z0-9]+", plain)
    return tuple(part for word in words for part in SHORT.get(word, word).split())


def overlap(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Shared words of two lists, 0 to 1."""
    if not first or not second:
        return float(not first and not second)
    shared = (_counted(first) & _counted(second)).total()
    return 2 * shared / (len(first) + len(second))


@cache
def _counted(words: tuple[str, ...]) -> Counter[str]:
    return Counter(words)


def names(value: Any) -> set[str]:
    """The smallest parts of a list of agencies, however the list was cut."""
    items = [value] if isinstance(value, str) else value or []
    parts = re.split(r"[;,/\n]|\bva\b", " ; ".join(fold(nfc(str(item))) for item in items))
    found = {re.sub(r"^(?:cac|nhung) ", "", " ".join(tokens(part))) for part in parts}
    return found - {""}


def pairs(gold: list[dict[str, Any]], read: list[dict[str, Any]], key: str = "text") -> list[Pair]:
    """Labels and readings that are the same, one to one, best first."""
    found = []
    for a, one in enumerate(gold):
        for b, other in enumerate(read):
            alike = overlap(tokens(one.get(key)), tokens(other.get(key)))
            same_ref = bool(one.get("ref")) and one.get("ref") == other.get("ref")
            if alike >= 0.6 or (same_ref and alike >= 0.3):
                same_lead = names(one.get("lead")) == names(other.get("lead"))
                near = one.get("source_span") == other.get("source_span")
                product = overlap(tokens(one.get("products")), tokens(other.get("products")))
                bonus = 0.3 * same_ref + 0.1 * same_lead + 0.2 * near + 0.1 * product
                found.append((alike + bonus, a, b))
    used: set[tuple[str, int]] = set()
    chosen = []
    for _, a, b in sorted(found, key=lambda way: (-way[0], way[1], way[2])):
        if not used & {("gold", a), ("read", b)}:
            used |= {("gold", a), ("read", b)}
            chosen.append((gold[a], read[b]))
    return chosen


def f1(right: int, wanted: int, given: int) -> float:
    """Harmonic mean of precision and recall; 1 when there is nothing to find and nothing found."""
    return 2 * right / (wanted + given) if wanted + given else 1.0


def score(gold: dict[str, Any], read: dict[str, Any]) -> Counter[str]:
    """Counts of one paper, to be added up and read by `figures`."""
    found: Counter[str] = Counter()
    matched = pairs(gold["tasks"], read["tasks"])
    neutral = [tokens(other["text"]) for other in gold["groups"] + gold["optional_tasks"]]
    kept = [id(other) for _, other in matched]
    surplus = [
        task
        for task in read["tasks"]
        if id(task) not in kept
        and all(overlap(tokens(task["text"]), words) < 0.6 for words in neutral)
    ]
    found.update(tasks=len(matched), wanted=len(gold["tasks"]))
    found["given"] = len(matched) + len(surplus)
    for one, other in matched:
        found["lead"] += names(one["lead"]) == names(other["lead"])
        if one["coordinating"]:
            found["partners_all"] += 1
            found["partners"] += names(one["coordinating"]) == names(other["coordinating"])
        if one["products"]:
            found["products_all"] += 1
            alike = overlap(tokens(one["products"]), tokens(other["products"]))
            found["products"] += alike >= 0.8
        if one["deadline"]["kind"] != "none":
            found["deadline_all"] += 1
            found["deadline"] += all(
                one["deadline"].get(key) == other["deadline"].get(key)
                for key in ("kind", "start", "due", "recurrence")
            )
    for part in ("targets", "reporting"):
        found[part] = len(pairs(gold[part], read[part]))
        found[f"{part}_wanted"], found[f"{part}_given"] = len(gold[part]), len(read[part])
    return found


def figures(found: Counter[str]) -> dict[str, float]:
    """The figures aimed at, 0 to 1, from counts added up over papers."""

    def share(part: str, whole: str) -> float:
        return found[part] / found[whole] if found[whole] else 1.0

    return {
        "tasks": f1(found["tasks"], found["wanted"], found["given"]),
        "lead": share("lead", "tasks"),
        "coordinating": share("partners", "partners_all"),
        "products": share("products", "products_all"),
        "deadline": share("deadline", "deadline_all"),
        "targets": f1(found["targets"], found["targets_wanted"], found["targets_given"]),
        "reporting": f1(found["reporting"], found["reporting_wanted"], found["reporting_given"]),
    }


def load(path: Path) -> dict[str, Any]:
    """The labels in a file."""
    labels: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return labels


def missed(found: dict[str, float], aims: dict[str, float]) -> list[str]:
    """The figures below their aim, in words."""
    return [
        f"{name}: {found[name]:.3f}, aim {aim}" for name, aim in aims.items() if found[name] < aim
    ]
