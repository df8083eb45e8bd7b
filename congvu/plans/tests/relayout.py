"""The labels of a paper printed anew in another layout: the same tasks, other shapes."""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from typing import Any

from congvu.plans.reader import normalise_deadline
from congvu.plans.tests.printed_tables import Form

Task = dict[str, Any]
HEAD = """ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA
Số: 12/KH-UBND

KẾ HOẠCH
Nâng cao chất lượng đội ngũ cán bộ, công chức

Căn cứ Nghị quyết số 01-NQ/TU ngày 02/01/2026 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức, trách nhiệm của cán bộ, công chức.

II. NHIỆM VỤ
"""  # noqa: E501 - one paragraph is one line
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"


def _plain(tasks: list[Task]) -> list[Task]:
    """Tasks that any layout can hold: unlike each other, without groups of several products."""
    found: dict[str, Task] = {}
    for task in tasks:
        text = " ".join(re.sub(r"[|*]|</?\w+>", " ", task["text"]).split())
        if len(task["lead"]) <= 3 and 20 < len(text) < 400 and not re.search(r"\d\s*%|:", text):
            found.setdefault(text[:40], {**task, "text": text[:1].upper() + text[1:].rstrip(".")})
    return list(found.values())[:24]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _names(names: list[str]) -> str:
    return "; ".join(names)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (" và " if len(names) > 1 else "") + names[-1]


def labels(tasks: list[Task]) -> str:
    """Label lines below each item."""
    lines = []
    for at, task in enumerate(tasks, 1):
        lines.append(f"{at}. {task['text']}")
        lines.append(f"- Đơn vị chủ trì: {_names(task['lead'])}.")
        if task["coordinating"]:
            lines.append(f"- Đơn vị phối hợp: {_names(task['coordinating'])}.")
        if task["deadline_raw"]:
            lines.append(f"- Thời hạn hoàn thành: {task['deadline_raw']}.")
        if task["products"]:
            lines.append(f"- Sản phẩm: {_names(task['products'])}.")
    return "\n".join(lines)


def brackets(tasks: list[Task]) -> str:
    """The duty first, its bearer and time in brackets behind it."""
    lines = []
    for at, task in enumerate(tasks, 1):
        told = f"{_listed(task['lead'])} chủ trì"
        if task["coordinating"]:
            told += f", phối hợp {_listed(task['coordinating'])}"
        if task["deadline_raw"] and "(" not in task["deadline_raw"]:
            told += f"; {_small(task['deadline_raw'])}"
        text = re.sub(r"\([^()]*\)", "", task["text"])
        lines.append(f"{at}. {' '.join(text.split())} ({told}).")
    return "\n".join(lines)


def sentences(tasks: list[Task]) -> str:
    """ "X chủ trì, phối hợp với Y ..." with the time in brackets."""
    lines = []
    for at, task in enumerate(tasks, 1):
        partners = task["coordinating"]
        with_them = f", phối hợp với {_listed(partners)}" if partners else ""
        time = f" ({_small(task['deadline_raw'])})" if task["deadline_raw"] else ""
        lines.append(
            f"{at}. {_listed(task['lead'])} chủ trì{with_them} tổ chức thực hiện việc: "
            f"{_small(task['text'])}{time}."
        )
    return "\n".join(lines)


def by_bearer(tasks: list[Task]) -> str:
    """One heading for each bearer, the duties below it by letter."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(_listed(task["lead"]), []).append(task)
    lines = []
    for at, (bearer, own) in enumerate(found.items(), 1):
        lines.append(f"{at}. Giao {bearer}:")
        for letter, task in zip("abcdeghiklmnopqrst", own, strict=False):
            time = f" ({_small(task['deadline_raw'])})" if task["deadline_raw"] else ""
            lines.append(f"{letter}) {task['text']}{time}.")
    return "\n".join(lines)


def _cells(task: Task, at: int) -> list[str]:
    time = task["deadline_raw"] or "Thường xuyên"
    return [str(at), task["text"], _names(task["lead"]), _names(task["coordinating"]), time]


TABLE_HEADS = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Tiến độ"]


def pipes(tasks: list[Task]) -> str:
    """A table of pipes, other heads and order, the head repeated in the middle."""
    order = [0, 2, 1, 4, 3]
    rows = [TABLE_HEADS, *(_cells(task, at) for at, task in enumerate(tasks, 1))]
    lines = ["| " + " | ".join(row[at] for at in order) + " |" for row in rows]
    middle = len(lines) // 2
    rule = "|" + "---|" * 5
    return "\n".join([lines[0], rule, *lines[1:middle], "", lines[0], rule, *lines[middle:]])


def tabs(tasks: list[Task]) -> str:
    """Cells parted by tabs."""
    rows = [TABLE_HEADS, *(_cells(task, at) for at, task in enumerate(tasks, 1))]
    return "\n".join("\t".join(row) for row in rows)


def cell_a_line(tasks: list[Task]) -> str:
    """One cell a line; an empty cell leaves nothing behind."""
    rows = [TABLE_HEADS, *(_cells(task, at) for at, task in enumerate(tasks, 1))]
    return "\n".join(cell for row in rows for cell in row if cell)


def dissolved(tasks: list[Task]) -> str:
    """Cells cut into short printed lines, one after the other, page numbers between."""
    rows = [TABLE_HEADS, *(_cells(task, at) for at, task in enumerate(tasks, 1))]
    lines: list[str] = []
    for at, row in enumerate(rows):
        for width, cell in zip((9, 42, 20, 20, 20), row, strict=True):
            lines.extend(textwrap.wrap(cell, width, break_long_words=False))
        if at in (7, 15):
            lines.extend(["", f"Trang {at // 7 + 1}/9", ""])
    return "\n".join(lines)


def wrapped(tasks: list[Task]) -> str:
    """Sentences cut at 78 letters."""
    return "\n".join(
        line for item in sentences(tasks).split("\n") for line in textwrap.wrap(item, 78)
    )


LAYOUTS: dict[str, Callable[[list[Task]], str]] = {
    "labels": labels, "brackets": brackets, "sentences": sentences, "by bearer": by_bearer,
    "pipes": pipes, "tabs": tabs, "cell a line": cell_a_line, "dissolved": dissolved,
    "wrapped": wrapped,
}  # fmt: skip


def relaid(gold: dict[str, Any], layout: str) -> tuple[str, dict[str, Any]]:
    """A paper with the tasks of `gold` in another layout, and its labels."""
    tasks = _plain(gold["tasks"])
    text = HEAD + LAYOUTS[layout](tasks) + FOOT
    return text, {**gold, "tasks": tasks, "groups": [], "optional_tasks": []}


def in_table(gold: dict[str, Any], form: Form) -> tuple[str, dict[str, Any]]:
    """A paper with the tasks of `gold` in a table of this form, and the labels it still holds."""
    tasks = [dict(task) for task in _plain(gold["tasks"])]
    for task in tasks:
        task["deadline"] = normalise_deadline(task["deadline_raw"])
        task["products"] = task["products"] if "product" in form.columns else []
        if not {"coordinating", "both"} & set(form.columns):
            task["coordinating"] = []
    parts = ("groups", "optional_tasks", "targets", "reporting")
    empty: dict[str, Any] = {part: [] for part in parts}
    return HEAD + form.text(tasks) + FOOT, {**gold, **empty, "tasks": tasks}


SLIPS: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old accents": lambda text: text.replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace("òa", "oà"),
    "wide blanks": lambda text: text.replace("phối hợp", "phối  hợp").replace("\n1.", "\n1 ."),
    "no-break blanks": lambda text: text.replace("Sở ", "Sở\xa0"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "brackets after numbers": lambda text: re.sub(r"(?m)^(\d+)\. ", r"\1) ", text),
    "dashes after romans": lambda text: re.sub(r"(?m)^([IVX]+)\. ", r"\1- ", text),
    "capital headings": lambda text: re.sub(
        r"(?m)^[IVX]+\..*$", lambda line: line[0].upper(), text
    ),
}
