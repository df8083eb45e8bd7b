"""How sure a task is, 0 to 1, from the way each of its fields was found.

A plain product of doubts: every sign that a field may be wrong takes its share away, so that
tasks with several weak signs come first in the review.
"""

import re
from collections.abc import Iterator

from .agencies import agency_share
from .task import Task
from .times import normalise_deadline
from .words import fold

_PRINCIPLE = re.compile(
    r"^(?:viec |moi |cac muc |nguoi |ket qua |truong hop |chinh sach )"
    r"|\b(?:la can cu|phai duoc|phai bao dam|chiu trach nhiem truc tiep|la tieu chi|duoc xem xet)\b"
)
_LEFT_OVER = re.compile(
    r"\b(?:chu tri, phoi hop|phoi hop voi|co quan chu tri|thoi gian thuc hien)\b"
)
_FOUND = {
    "table": 0.98, "label": 0.96, "given": 0.92, "named": 0.90, "after adverb": 0.75,
    "guessed": 0.70,
    "trailing": 0.85, "inherited lead": 0.85,
}  # fmt: skip


def confidence(task: Task) -> float:
    """The confidence of a task, two decimals."""
    value = 1.0
    for share in _doubts(task):
        value *= share
    return round(min(1.0, value), 2)


def _doubts(task: Task) -> Iterator[float]:
    cue = (task.cues or [""])[0]
    yield _FOUND.get(cue.split("+")[0], 0.8)
    if "+leads" in cue or "+partners" in cue:
        yield 1.05
    yield 0.6 + 0.4 * task.fit
    yield from _of_names(task)
    yield from _of_time(task)
    yield from _of_text(task)


def _of_names(task: Task) -> Iterator[float]:
    for name in task.lead[:6]:
        share = agency_share(name)
        if share < 0.95:
            yield 0.7 + 0.25 * share
    for name in task.coordinating[:8]:
        if agency_share(name) < 0.95:
            yield 0.92
    if len(task.lead) > 5:
        yield 0.9
    if task.layout == "table" and not task.coordinating and "coordinating" in task.inherited:
        yield 0.95


def _of_time(task: Task) -> Iterator[float]:
    if normalise_deadline(task.time).get("note") == "not understood":
        yield 0.7
    if "time inline" in task.cues:
        yield 0.9
    if task.layout == "table" and not task.time:
        yield 0.9


def _of_text(task: Task) -> Iterator[float]:
    folded = fold(task.text)
    if _PRINCIPLE.search(folded):
        yield 0.75
    if _LEFT_OVER.search(folded):
        yield 0.8
    if len(task.text) < 20 or len(task.text) > 1500:
        yield 0.8
    if task.layout == "table" and task.text[:1].islower():
        yield 0.75
    if task.text.count("(") != task.text.count(")"):
        yield 0.9
