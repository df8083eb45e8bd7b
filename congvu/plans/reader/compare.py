"""What changed between two readings: the same paper read again, or a corrected version of it."""

from typing import Any, NamedTuple

from .words import fold, nfc

FIELDS = ("text", "lead", "coordinating", "products", "deadline", "ref")
_ALIKE = 0.55


class Change(NamedTuple):
    """One task in two readings: `kind` is same, changed, added or gone; indexes count from 0."""

    kind: str
    old_index: int | None
    new_index: int | None
    changed_fields: tuple[str, ...] = ()


def difference(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """The tasks of two readings side by side, in the order of the new one, gone ones last."""
    before, after = old.get("tasks") or [], new.get("tasks") or []
    pairs = _pairs(before, after)
    found = []
    for at, task in enumerate(after):
        match = pairs.get(at)
        if match is None:
            found.append(Change("added", None, at))
            continue
        fields = tuple(name for name in FIELDS if _plain(before[match], name) != _plain(task, name))
        found.append(Change("changed" if fields else "same", match, at, fields))
    kept = set(pairs.values())
    gone = [Change("gone", at, None) for at in range(len(before)) if at not in kept]
    return found + gone


def _plain(task: dict[str, Any], name: str) -> Any:
    value = task.get(name)
    if name == "deadline":
        deadline = value or {}
        return [deadline.get(key) for key in ("kind", "start", "due", "recurrence", "event")]
    values = value if isinstance(value, list) else [value]
    return [" ".join(fold(nfc(str(item or ""))).split()) for item in values]


def _pairs(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[int, int]:
    """New index to old index, one to one, best first; equal tasks keep their order."""
    old_words = [_words(task) for task in before]
    found = []
    for at, task in enumerate(after):
        words = _words(task)
        for other, old in enumerate(old_words):
            alike = _share(words, old)
            same_ref = bool(task.get("ref")) and task.get("ref") == before[other].get("ref")
            if alike >= _ALIKE or (same_ref and alike >= 0.3):
                lead = _plain(task, "lead") == _plain(before[other], "lead")
                found.append((-(alike + 0.2 * same_ref + 0.1 * lead), abs(at - other), at, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, at, other in sorted(found):
        if at not in pairs and other not in taken:
            pairs[at] = other
            taken.add(other)
    return pairs


def _words(task: dict[str, Any]) -> frozenset[str]:
    return frozenset(fold(nfc(str(task.get("text") or ""))).split())


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    if not first or not second:
        return float(first == second)
    return 2 * len(first & second) / (len(first) + len(second))
