"""Tasks out of tables."""

import re

from .agencies import split_names
from .labels import split_both
from .tables.model import Table
from .tables.rows import Entry, contents, dashed, entries
from .task import Task
from .words import alternatives, fold

_KIND = re.compile(rf"^{alternatives('headers', 'products')}\b")


def read_table(table: Table, parent_ref: str | None) -> tuple[list[Task], list[dict[str, object]]]:
    """The tasks of a table and its group rows."""
    found, groups = entries(table)
    tasks = [_task(entry, parent_ref, table.year) for entry in found]
    shown: list[dict[str, object]] = [
        {"ref": group.ref or group.text[:20], "text": group.text, "parent_ref": parent_ref,
         "source_span": [group.first, group.last]}
        for group in groups
    ]  # fmt: skip
    return [task for task in tasks if task.lead and len(task.text) > 3], shown


def _task(entry: Entry, parent_ref: str | None, year: int | None) -> Task:
    row = entry.row
    task = Task(entry.ref, _clean(contents(row)), [row.first, row.last], "table")
    task.parent_ref = parent_ref
    if entry.parts > 1:
        task.parent_ref = re.sub(r"\(\d+\)$", "", entry.ref)
    elif entry.group:
        task.parent_ref = entry.group.ref or entry.group.text
    lead, partners = row.text("lead"), row.text("coordinating")
    if not lead and row.text("both"):
        lead, partners = split_both(row.text("both"))
    elif lead and not partners:
        lead, partners = split_both(lead)
    lead, partners = _marked_lead(lead, partners)
    task.lead = split_names(lead)
    task.coordinating = split_names(partners)
    task.products = split_products(row.text("product"))
    task.time = row.text("time").strip(" .;")
    task.year = year
    task.inherited = [role for role in entry.inherited if role != "number"]
    task.fit = max(0.0, min(1.0, (row.score + 2) / 8)) if row.score != 1.0 else 1.0
    task.cues.append("table")
    for role in entry.inherited:
        for line in row.cells[role].lines[:1] if role in row.cells else []:
            if not row.first <= line <= row.last:
                task.see([line, line])
    return task


def _marked_lead(lead: str, partners: str) -> tuple[str, str]:
    """ "X (chủ trì), Y": Y stands beside the one marked as lead."""
    marked = re.match(r"([^(),;]{3,90})\s*\((?:cơ quan\s+)?chủ trì\)[\s,;]*(.*)$", lead, re.I)
    if not marked or partners:
        return lead, partners
    return marked[1].strip(), re.sub(r"\s*\(phối hợp\)", "", marked[2])


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .;")


def split_products(text: str) -> list[str]:
    """The products of a cell, cut at ";", at dashes and before the name of a paper."""
    found: list[str] = []
    for item in dashed(text):
        for part in re.split(r";\s*", item):
            found.extend(_papers(part))
    return [part for part in (part.strip(" .;,-") for part in found) if part]


def _papers(text: str) -> list[str]:
    """Cut "Kế hoạch, báo cáo kiểm tra" before each word that names another paper."""
    parts: list[str] = []
    begin = 0
    for match in re.finditer(r",\s*(?:và\s+)?|\s+và\s+", text):
        rest = fold(text[match.end() : match.end() + 30])
        if _KIND.match(rest) and text[:begin].count("(") == text[: match.start()].count("(") - text[
            : match.start()
        ].count(")") + text[:begin].count(")"):
            parts.append(text[begin : match.start()])
            begin = match.end()
    return [*parts, text[begin:]]
