"""Tables of tasks printed in many forms: other columns, other heads, other ways text was copied.

A form says which columns stand in which order under which heads, and how the page was turned into
lines; the rows come from the labels of other papers.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

Task = dict[str, Any]
Rows = list[list[str]]
WIDTHS = {
    "number": 4, "content": 38, "product": 20, "lead": 18, "coordinating": 20, "time": 14,
    "both": 26, "note": 8,
}  # fmt: skip
HEADS = {
    "number": "TT", "content": "Nhiệm vụ", "product": "Sản phẩm", "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp", "time": "Thời gian hoàn thành", "note": "Ghi chú",
    "both": "Đơn vị thực hiện",
}  # fmt: skip
PLAIN = ("number", "content", "lead", "coordinating", "time")
FULL = ("number", "content", "product", "lead", "coordinating", "time")


def _names(names: list[str]) -> str:
    return "; ".join(names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(task: Task, column: str, number: str) -> str:
    if column == "number":
        return number
    if column == "content":
        return str(task["text"])
    if column == "product":
        return _names(task["products"])
    if column == "time":
        return task["deadline_raw"] or ""
    if column == "both":
        partners = _names(task["coordinating"])
        return f"Chủ trì: {_names(task['lead'])}." + (f" Phối hợp: {partners}." if partners else "")
    return _names(task[column]) if column in ("lead", "coordinating") else ""


@dataclass(frozen=True)
class Form:
    """How a table is printed."""

    show: Callable[["Form", Rows, Rows], list[str]]
    columns: Sequence[str] = PLAIN
    heads: Sequence[str] = ()
    upper: Sequence[str] = ()
    merged: bool = False
    grouped: bool = False
    letters: bool = False
    turned: bool = False
    align: str = "top"

    def text(self, tasks: list[Task]) -> str:
        """The table as lines of text."""
        head = [list(self.heads or [HEADS[column] for column in self.columns])]
        if self.upper:
            head.insert(0, list(self.upper))
        return "\n".join(self.show(self, head, self.rows(tasks)))

    def rows(self, tasks: list[Task]) -> Rows:
        """The cells of the rows, with group rows between them."""
        found: Rows = []
        before = ""
        count = 0
        for at, task in enumerate(tasks):
            if self.grouped and at % 6 == 0:
                group = [""] * len(self.columns)
                group[self.columns.index("number")] = ["I", "II", "III", "IV", "V"][at // 6]
                group[self.columns.index("content")] = GROUPS[at // 6 % len(GROUPS)]
                found.append(group)
                count = 0
            count += 1
            number = f"{'abcdeghiklmnopqrstuvxy'[at % 22]})" if self.letters else str(count)
            row = [_capital(_cell(task, column, number)) for column in self.columns]
            row[self.columns.index("number")] = number
            if self.merged and _names(task["lead"]) == before:
                row[self.columns.index("lead")] = ""
            before = _names(task["lead"])
            found.append(row)
        return found


GROUPS = (
    "Công tác lãnh đạo, chỉ đạo", "Đào tạo, bồi dưỡng cán bộ",
    "Tinh gọn tổ chức bộ máy", "Ứng dụng công nghệ thông tin",
)  # fmt: skip


def pipes(form: Form, head: Rows, rows: Rows) -> list[str]:
    """Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in [*head, *rows]]
    return [lines[0], "|" + "---|" * len(form.columns), *lines[1:]]


def broken_pipes(form: Form, head: Rows, rows: Rows) -> list[str]:
    """Markdown with `<br>` where a cell's lines end."""
    return pipes(
        form,
        head,
        [
            [
                "<br>".join(_lines(cell, WIDTHS[column]))
                for cell, column in zip(row, form.columns, strict=True)
            ]
            for row in rows
        ],
    )


def tabs(form: Form, head: Rows, rows: Rows) -> list[str]:
    """Cells parted by tabs."""
    return ["\t".join(row) for row in [*head, *rows]]


def cells(form: Form, head: Rows, rows: Rows) -> list[str]:
    """One cell a line; an empty cell leaves nothing behind."""
    return [cell for row in [*head, *rows] for cell in row if cell]


def dissolved(form: Form, head: Rows, rows: Rows) -> list[str]:
    """Cells cut into short printed lines, one after the other."""
    return [
        line
        for row in [*head, *rows]
        for cell, column in zip(row, form.columns, strict=True)
        for line in _lines(cell, WIDTHS[column])
    ]


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False) if text else []


def _printed(form: Form, rows: Rows) -> list[list[str]]:
    """The printed lines of the rows: the piece of each column on each line."""
    found = []
    for row in rows:
        cut = [_lines(cell, WIDTHS[column]) for cell, column in zip(row, form.columns, strict=True)]
        tall = max(map(len, cut))
        if form.align == "middle":
            cut = [[""] * ((tall - len(cell)) // 2) + cell for cell in cut]
        found.extend([list(line) for line in zip_longest(*cut, fillvalue="")])
    return found


def laid_out(form: Form, head: Rows, rows: Rows) -> list[str]:
    """Columns kept by blanks, as `pdftotext -layout` prints them; a page ends after 40 lines."""
    lines = []
    for at, line in enumerate(_printed(form, [*head, *rows])):
        shown = "".join(
            piece.ljust(WIDTHS[column] + 3)
            for piece, column in zip(line, form.columns, strict=True)
        )
        lines.append(shown.rstrip())
        if at % 40 == 39:
            lines.extend(["", " " * 60 + str(at // 40 + 2), ""])
    return lines


def run_together(form: Form, head: Rows, rows: Rows) -> list[str]:
    """A printed line holds a piece of every column with one blank between them."""
    return [" ".join(filter(None, line)) for line in _printed(form, [*head, *rows])]


NARROW = (
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì thực hiện",
    "Cơ quan phối hợp thực hiện",
    "Thời gian hoàn thành",
)
UNUSUAL = ("STT", "Nội dung công việc", "Cơ quan tham mưu", "Đơn vị tham gia", "Lộ trình")
OTHERS = ("TT", "Nhiệm vụ, giải pháp", "Kết quả đạt được", "Đơn vị thực hiện",
          "Cơ quan, đơn vị phối hợp", "Tiến độ")  # fmt: skip
TIME_FIRST = ("number", "time", "content", "lead", "coordinating")
LEAD_FIRST = ("number", "lead", "content", "product", "time")
PRODUCT_FIRST = ("number", "product", "content", "time", "lead", "coordinating")
ALONE = ("number", "content", "lead", "time")
BOTH = ("number", "content", "both", "time", "product")
TWO_ROWS = {
    "upper": ("TT", "Nội dung", "Phân công thực hiện", "", "Thời gian"),
    "heads": ("", "", "Chủ trì", "Phối hợp", ""),
}
FORMS = {
    "broken pipes": Form(broken_pipes, FULL),
    "pipes, merged": Form(pipes, FULL, merged=True),
    "pipes, both": Form(broken_pipes, BOTH),
    "pipes, time first": Form(pipes, TIME_FIRST),
    "pipes, product first": Form(pipes, PRODUCT_FIRST),
    "pipes, unusual heads": Form(pipes, PLAIN, UNUSUAL),
    "pipes, grouped": Form(pipes, FULL, OTHERS, grouped=True),
    "tabs, two-row head": Form(tabs, **TWO_ROWS),
    "tabs, both": Form(tabs, BOTH),
    "tabs, letters": Form(tabs, FULL, letters=True),
    "tabs, grouped": Form(tabs, FULL, grouped=True, merged=True),
    "cells": Form(cells, FULL),
    "cells, time first": Form(cells, TIME_FIRST),
    "cells, lead first": Form(cells, LEAD_FIRST),
    "cells, product first": Form(cells, PRODUCT_FIRST),
    "cells, both": Form(cells, BOTH),
    "cells, unusual heads": Form(cells, PLAIN, UNUSUAL),
    "cells, two-row head": Form(cells, **TWO_ROWS),
    "cells, grouped": Form(cells, FULL, OTHERS, grouped=True),
    "cells, merged": Form(cells, ALONE, merged=True),
    "cells, letters": Form(cells, PLAIN, letters=True),
    "dissolved, products": Form(dissolved, FULL),
    "dissolved, time first": Form(dissolved, TIME_FIRST),
    "dissolved, both": Form(dissolved, BOTH),
    "dissolved, grouped": Form(dissolved, PLAIN, UNUSUAL, grouped=True),
    "dissolved, two-row head": Form(dissolved, **TWO_ROWS),
    "laid out": Form(laid_out, FULL),
    "laid out, middle": Form(laid_out, FULL, align="middle"),
    "laid out, both": Form(laid_out, BOTH),
    "laid out, time first": Form(laid_out, TIME_FIRST, align="middle"),
    "laid out, two-row head": Form(laid_out, **TWO_ROWS),
    "laid out, grouped": Form(laid_out, PLAIN, UNUSUAL, grouped=True),
    "run together": Form(run_together, PLAIN),
    "run together, products": Form(run_together, FULL),
    "run together, both": Form(run_together, BOTH),
    "run together, grouped": Form(run_together, PLAIN, UNUSUAL, grouped=True),
    "run together, heads cut": Form(run_together, PLAIN, NARROW),
    "run together, time first": Form(run_together, TIME_FIRST),
}
