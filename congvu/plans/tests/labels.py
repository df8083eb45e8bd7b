"""What must hold of the labels (JSON, form plan-gold/1) of any plan paper."""

import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from typing import Any

DOCUMENT = {"number", "kind", "issuer", "province", "date", "title", "period", "legal_bases"}
TASK = {
    *("ref", "text", "products", "lead", "coordinating", "deadline_raw", "deadline"),
    *("parent_ref", "source_span"),
}
TARGET = {"text", "metric", "comparator", "value", "unit", "by_year", "scope"}
REPORTING = {"text", "who", "to", "via", "due_raw", "due"}
COMPARATORS = {"=", ">=", ">", "<=", "<", "range", "increase", "decrease", "rule"}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
# Which of start, due, recurrence, event a kind must have, and which it may have.
MUST = {
    "by_date": {"due"},
    "quarter": {"start", "due"},
    "month": {"start", "due"},
    "year": {"start", "due"},
    "range": {"start", "due"},
    "recurring": {"recurrence"},
    "ongoing": set(),
    "on_demand": {"event"},
    "after_event": {"event"},
    "none": set(),
}
MAY = {
    "recurring": {"start", "due"},
    "ongoing": {"start", "due"},
    "by_date": {"start"},
}


def words(text: str) -> list[str]:
    """The words of `text` in lower case, in composed form, without punctuation or markup."""
    plain = unicodedata.normalize("NFC", text).lower().replace("<b>", " ").replace("</b>", " ")
    return re.findall(r"\w+", plain)


def problems(labels: dict[str, Any], text: str) -> list[str]:
    """Everything wrong with the labels of a paper whose words are `text`; empty when sound."""
    found = [] if labels.get("schema") == "plan-gold/1" else ["schema"]
    found += _missing("document", DOCUMENT, labels["document"])
    lines = text.split("\n")
    refs = [task["ref"] for task in labels["tasks"]]
    found += [f"ref {ref} twice" for ref, times in Counter(refs).items() if times > 1]
    for task in labels["tasks"]:
        found += [f"{task['ref']}: {problem}" for problem in _of_task(task, lines)]
    for target in labels["targets"]:
        found += _of_target(target, lines)
    for duty in labels["reporting"]:
        found += _of_duty(duty, lines)
    for other in labels["groups"] + labels["optional_tasks"]:
        found += _unprinted(other["ref"], [other["text"]], [other["source_span"]], lines)
    return found


def _missing(name: str, keys: set[str], holder: dict[str, Any]) -> list[str]:
    return [f"{name}: no {key}" for key in sorted(keys - holder.keys())]


def _of_task(task: dict[str, Any], lines: list[str]) -> list[str]:
    found = _missing("task", TASK, task) or _of_deadline(task["deadline"])
    if not task["lead"]:
        found.append("no lead")
    if bool(task["deadline_raw"]) != (task["deadline"]["kind"] != "none"):
        found.append("phrase and kind of deadline disagree")
    spans = [task["source_span"], *task.get("evidence_spans", [])]
    said = [
        *(task["lead"] + task["coordinating"] + task["products"]),
        *(task["text"], task["deadline_raw"]),
    ]
    return found + _unprinted("task", said, spans, lines)


def _of_target(target: dict[str, Any], lines: list[str]) -> list[str]:
    found = _missing("target", TARGET, target)
    if target["comparator"] not in COMPARATORS:
        found.append(f"comparator {target['comparator']}")
    has_figure = target["comparator"] not in ("increase", "decrease", "rule")
    if has_figure != (target["value"] is not None):
        found.append(f"figure of {target['text']}")
    return found + _unprinted("target", [target["text"]], [target["source_span"]], lines)


def _of_duty(duty: dict[str, Any], lines: list[str]) -> list[str]:
    found = _missing("reporting", REPORTING, duty) or _of_deadline(duty["due"])
    return found + _unprinted("reporting", [duty["text"]], [duty["source_span"]], lines)


def _of_deadline(deadline: dict[str, Any]) -> list[str]:
    kind = deadline["kind"]
    given = {key for key in ("start", "due", "recurrence", "event") if deadline[key] is not None}
    found = []
    if not MUST[kind] <= given <= MUST[kind] | MAY.get(kind, set()) | {"event"}:
        found.append(f"{kind} with {sorted(given)}")
    start, due = (deadline[key] and date.fromisoformat(deadline[key]) for key in ("start", "due"))
    if start and due and start > due:
        found.append("starts after its end")
    if kind in MONTHS_OF and not found and not _is_period(start, due, MONTHS_OF[kind]):
        found.append(f"{start} to {due} is no {kind}")
    return found


def _is_period(start: date, due: date, months: int) -> bool:
    after = due + timedelta(days=1)
    passed = (after.year - start.year) * 12 + after.month - start.month
    return start.day == after.day == 1 and passed == months and (start.month - 1) % months == 0


def _unprinted(name: str, said: list[str], spans: list[list[int]], lines: list[str]) -> list[str]:
    """Which of the phrases `said` have words that the lines of `spans` (from 1) do not print."""
    if any(not 1 <= first <= last <= len(lines) for first, last in spans):
        return [f"{name}: lines {spans} are not in the paper"]
    printed = Counter(
        word for first, last in spans for word in words("\n".join(lines[first - 1 : last]))
    )
    return [f"{name}: not printed: {phrase}" for phrase in said if Counter(words(phrase)) - printed]
