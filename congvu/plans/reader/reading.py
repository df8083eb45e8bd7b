"""From the text of a paper to its tasks, targets and reporting duties."""

import re
from typing import Any

from .blocks import Node, paragraphs, tree
from .confidence import confidence
from .duties import read_duties
from .head import read_head
from .inline import split_letters
from .lines import Line, read_lines
from .reporting import read_reporting
from .tabled import read_table
from .tables.columns import find_columns
from .tables.grids import find_grids
from .tables.markup import find_markup
from .tables.model import Table
from .tables.stacked import find_stacked
from .targets import read_targets, read_task_targets
from .task import Task
from .times import normalise_deadline
from .units import day_of, expansions, resolve_tasks


def read_text(text: str, *, name: str = "") -> dict[str, Any]:
    """Read a plan paper: its head, tasks, groups, targets and reporting duties.

    The answer follows the schema `plan-gold/1`, with further fields; lines count from 1 as in
    `text.split("\\n")`. The same text always gives the same answer.
    """
    lines = read_lines(text)
    tables = _tables(lines)
    taken = {number for table in tables for number in range(table.first, table.last + 1)}
    nodes = paragraphs(lines, taken)
    root = tree(split_letters(nodes))
    head = read_head(lines, nodes, root)
    period = head["period"] or {}
    year = period.get("end") if period.get("start") == period.get("end") else None
    issued = int(head["date"][:4]) if head["date"] else None
    tasks = read_duties(root)
    groups: list[dict[str, Any]] = []
    for table in tables:
        found, parts = read_table(table, _section_of(nodes, table))
        tasks.extend(found)
        groups.extend(parts)
    tasks.sort(key=lambda task: task.span[0])
    until = period.get("end") or issued
    targets = read_targets(nodes, until, issued or period.get("start"))
    shown = [_shown(task, year) for task in tasks]
    unknown = resolve_tasks(shown, day_of(head["date"]))
    return {
        "schema": "plan-gold/1",
        "source": name,
        "document": head,
        "groups": groups + _headings(root, tasks),
        "tasks": shown,
        "optional_tasks": [],
        "targets": targets + read_task_targets(tasks, until, targets),
        "reporting": read_reporting(nodes, year),
        "unknown_agencies": unknown,
        "classes": expansions(),
    }


def _tables(lines: list[Line]) -> list[Table]:
    tables = find_grids(lines) + find_markup(lines)
    for find in (find_columns, find_stacked):
        taken = {number for table in tables for number in range(table.first, table.last + 1)}
        tables = tables + find(lines, taken)
    return sorted(tables, key=lambda table: table.first)


def _section_of(nodes: list[Node], table: Table) -> str | None:
    before = [node for node in nodes if node.lines[0] < table.first]
    headed = [node for node in before if node.kind not in ("para", "dash", "plus") and node.ref]
    return headed[-1].ref if headed else None


def _headings(root: Node, tasks: list[Task]) -> list[dict[str, Any]]:
    wanted = {task.parent_ref for task in tasks if task.parent_ref}
    return [
        {"ref": node.ref, "text": re.sub(r"\s*:\s*$", "", node.text),
         "parent_ref": node.parent.ref or None if node.parent else None, "source_span": node.span}
        for node in root.walk()
        if node.ref in wanted
    ]  # fmt: skip


def _shown(task: Task, year: int | None) -> dict[str, Any]:
    return {
        "ref": task.ref,
        "text": task.text,
        "products": task.products,
        "lead": task.lead,
        "coordinating": task.coordinating,
        "deadline_raw": task.time,
        "deadline": normalise_deadline(task.time, year=task.year or year),
        "parent_ref": task.parent_ref,
        "source_span": task.span,
        "evidence_spans": task.evidence,
        "layout": task.layout,
        "inherited": task.inherited,
        "confidence": confidence(task),
    }
