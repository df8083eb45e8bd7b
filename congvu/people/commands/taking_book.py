"""Checking a workbook against the dossiers, and taking its good people in one transaction."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.journal import commands as journal
from congvu.people.choices import ImportState, ImportStep, RowState
from congvu.people.commands.imports import CHECKABLE, TAKEABLE, ListSettled, _find
from congvu.people.commands.present import renew_opened, renew_people
from congvu.people.commands.staging import book_facts, book_papers, book_people
from congvu.people.commands.staging.book_tables import Table
from congvu.people.commands.staging.copying import copy_columns
from congvu.people.commands.staging.tables import execute, fetch
from congvu.people.models import ImportRow, StaffImport
from congvu.people.permissions import People
from congvu.people.selectors.imports import problem_as_json
from congvu.people.staff_list.problems import REFUSED, Finding
from congvu.people.workbook.book import CheckedBook, ReadBook
from congvu.people.workbook.layout import PEOPLE, sheet_of
from congvu.people.workbook.problems import Noted, problem_of

HELD_SHOWN = 500
# People whose rows are kept to be mended; one wrong column of a province is mended in the file.
PEOPLE_KEPT = 500
WARNED_KEPT = 500
MANY_PEOPLE = 1000
Tell = Callable[[ImportStep], None]


@dataclass
class _Plan:
    """What became of a workbook: the families staged, every problem, and who is held back."""

    tables: list[Table]
    noted: list[Noted]
    refused: set[int]


def _silent(step: ImportStep) -> None:
    """Nobody waits."""


@transaction.atomic
def keep_check(
    *, actor: Actor, import_id: UUID, read: ReadBook, today: date, tell: Tell = _silent
) -> StaffImport:
    """Keep what a first reading found: counts by sheet and outcome, and every row to be mended."""
    run = _find(actor, import_id)
    if run.state not in CHECKABLE:
        return run
    plan = _plan(actor, _checked(read), today, tell)
    tell(ImportStep.CLOSING)
    run.counts = _counts(read, plan)
    _keep_rows(run, read, plan)
    run.state, run.step, run.percent = ImportState.CHECKED, "", 100
    run.save()
    return run


@transaction.atomic
def take_book(
    *, actor: Actor, import_id: UUID, read: ReadBook, today: date, tell: Tell = _silent
) -> StaffImport:
    """Write the good people of a workbook into dossiers; a person with one wrong row waits whole.

    Facts are unverified: they rest on the paper each names, kept as named by this file, else on
    the file itself. One line in the journal. A workbook taken already is left as it is.

    Requires: people.record.import.
    Raises: NotVisible.
    """
    run = _find(actor, import_id)
    if run.state not in TAKEABLE:
        return run
    root = run.unit_path.split(".")[0]
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"people.import:{root}"])
    checked = _checked(read)
    plan = _plan(actor, checked, today, tell)
    run.counts = _counts(read, plan)
    run.paper = Paper.objects.create(
        kind=PaperKind.IMPORTED_LIST,
        title=run.file.name[:500],
        file_id=run.file_id,
        signed_on=run.on,
        unit_path=run.unit_path,
    )
    _write(run, run.paper.pk, checked, plan, today, tell)
    tell(ImportStep.CLOSING)
    _keep_rows(run, read, plan)
    run.state, run.step, run.percent, run.applied_at = ImportState.DONE, "", 100, Now()
    run.save()
    numbers: dict[str, Any] = {
        name: value for name, value in run.counts.items() if isinstance(value, int)
    }
    journal.record(actor=actor, act="people.take_book", subject=run, **numbers)
    return run


def _checked(read: ReadBook) -> CheckedBook:
    if read.checked is None:
        raise ListSettled
    return read.checked


def _plan(actor: Actor, checked: CheckedBook, today: date, tell: Tell) -> _Plan:
    """Stage, match and decide, all in temporary tables."""
    tell(ImportStep.MATCHING)
    good = checked.everybody - checked.refused()
    paths = actor.paths(People.RECORD_IMPORT)
    book_people.stage_people(checked, good)
    book_people.match_people(paths)
    tell(ImportStep.PLANNING)
    tables = book_facts.stage_facts(checked, good)
    has_known = book_people.has_known()
    tables.sort(key=lambda table: table.key != "posts")
    for table in tables:
        book_facts.plan_facts(table, has_known=has_known)
        if table.key == "posts":
            book_people.move_to_posts(today, paths)
    book_people.plan_people()
    book_facts.note_people(tables)
    noted = [*checked.noted, *_told_by_dossiers(checked), *_crossed(tables)]
    refused = {one.person for one in noted if one.person >= 0 and one.problem.severity == REFUSED}
    return _Plan(tables, noted, refused)


def _told_by_dossiers(checked: CheckedBook) -> Iterator[Noted]:
    """What only the dossiers can tell of a person: held back at the row that names him."""
    rows = {
        person: (PEOPLE, row)
        for person, row in zip(
            checked.people.values["person"], checked.people.values["row"], strict=True
        )
    }
    numbers = {}
    for person, key, row, one, other in checked.named:
        rows[person], numbers[person] = (key, row), one or other or ""
    for person, reason in book_people.refusals():
        key, row = rows[person]
        told = (("text", numbers.get(person, "")), ("sheet", sheet_of(PEOPLE).name))
        finding = Finding(reason, told if reason == "person.unknown" else ())
        name = "unit" if reason.startswith("unit") else "full_name"
        if key != PEOPLE:
            name = "person_id"
        yield Noted(key, person, problem_of(finding, field=name, row=row, address=""))


def _crossed(tables: Iterable[Table]) -> Iterator[Noted]:
    for table in tables:
        if table.line is not None:
            for row, person, _dossier in book_facts.rows_of(table, "is_crossed", WARNED_KEPT):
                finding = Finding("row.overlaps")
                problem = problem_of(finding, field="since", row=row, address="")
                yield Noted(table.key, person, problem)


def _write(
    run: StaffImport, paper_id: int, checked: CheckedBook, plan: _Plan, today: date, tell: Tell
) -> None:
    """What people show is that of today, whatever day the workbook tells of."""
    left = [row["code"] for row in read_codes("employment_status") if row["has_left"] == "1"]
    tell(ImportStep.WRITING_PEOPLE)
    book_papers.write_papers(
        checked.papers,
        plan.tables,
        unit_path=run.unit_path,
        title=run.file.name,
        file_id=run.file_id,
    )
    book_people.insert_people(paper_id, today, left)
    book_people.update_people(paper_id)
    tell(ImportStep.WRITING_FACTS)
    for table in plan.tables:
        book_facts.write_facts(table, paper_id)
    if run.counts["people"] >= MANY_PEOPLE:
        # Before everything is read again: PostgreSQL still takes the tables for what they were.
        execute("SELECT congvu_analyze_dossiers()")
    if known := book_people.known_touched():
        renew_people(people=known, on=today)
    renew_opened(query="SELECT person_id FROM book_taken WHERE is_new", on=today)


def _counts(read: ReadBook, plan: _Plan) -> dict[str, Any]:
    """Numbers for the officer: people by outcome, rows and facts by sheet, problems by kind."""
    actions = {table.key: book_facts.count_actions(table) for table in plan.tables}
    people = _people_by_outcome()
    everybody = _checked(read).everybody
    nobody = sum(1 for one in plan.noted if one.person < 0 and one.problem.severity == REFUSED)
    problems = Counter((one.sheet, one.problem.code, one.problem.field) for one in plan.noted)
    return {
        "rows": sum(len(lines) for lines in read.lines.values()),
        "people": len(everybody),
        "new": people.get("new", 0),
        "changed": people.get("changed", 0),
        "same": people.get("same", 0),
        "refused": len(plan.refused),
        "rows_of_nobody": nobody,
        "facts": sum(told.get("new", 0) for told in actions.values()),
        "held": sum(told.get("held", 0) for told in actions.values()) + book_people.count_held(),
        "held_facts": list(_held(plan.tables)),
        "sheets": list(_by_sheet(read, plan, actions)),
        "problems": [[*key, count] for key, count in problems.most_common(200)],
    }


def _people_by_outcome() -> dict[str, int]:
    rows = fetch(
        """
        SELECT CASE WHEN t.is_new THEN 'new'
                    WHEN w.person_id IS NOT NULL OR n.id IS NOT NULL THEN 'changed'
                    ELSE 'same' END, count(*)
        FROM book_taken t LEFT JOIN book_with_facts w ON w.person_id = t.person_id
        LEFT JOIN book_next n ON n.id = t.person_id GROUP BY 1
        """
    )
    return dict(rows)


def _held(tables: list[Table]) -> Iterator[list[str]]:
    """The first facts a workbook may not change: dossier and family."""
    people = book_people.held_people(HELD_SHOWN)
    yield from ([str(dossier), PEOPLE] for dossier in people)
    left = HELD_SHOWN - len(people)
    for table in tables:
        rows = book_facts.rows_of(table, "action = 'held'", left)
        left -= len(rows)
        yield from ([str(dossier), table.key] for _row, _person, dossier in rows)


def _by_sheet(
    read: ReadBook, plan: _Plan, actions: dict[str, dict[str, int]]
) -> Iterator[dict[str, Any]]:
    wrong: dict[str, set[int]] = defaultdict(set)
    doubtful: dict[str, set[int]] = defaultdict(set)
    for one in plan.noted:
        rows = wrong if one.problem.severity == REFUSED else doubtful
        rows[one.sheet].add(one.problem.row)
    for matched in read.matched:
        if matched.sheet is None:
            continue
        key = matched.sheet.key
        told = actions.get(key, {})
        yield {
            "name": matched.name,
            "key": key,
            "lacks": matched.lacks,
            "rows": len(read.lines.get(key, ())),
            "wrong": len(wrong[key]),
            "doubtful": len(doubtful[key] - wrong[key]),
            "left": list(matched.left),
            **{name: told.get(name, 0) for name in ("new", "same", "held")},
            "changed": told.get("replace", 0) + told.get("end", 0),
        }


def _keep_rows(run: StaffImport, read: ReadBook, plan: _Plan) -> None:
    """Keep all rows of the first people held back, and the first rows worth a look."""
    ImportRow.objects.filter(staff_import=run).delete()
    kept = set(sorted(plan.refused)[:PEOPLE_KEPT])
    problems: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    wanted: dict[str, dict[int, int]] = read.rows_of(kept)
    warned = 0
    for one in plan.noted:
        is_wrong = one.problem.severity == REFUSED
        if one.person in kept or (one.person < 0 and is_wrong and warned < WARNED_KEPT):
            pass
        elif one.person in plan.refused or warned >= WARNED_KEPT:
            continue
        if one.person not in kept:
            warned += 1
        wanted.setdefault(one.sheet, {})[one.problem.row] = one.person
        problems[one.sheet, one.problem.row].append(problem_as_json(one.problem))
    rows = [line for key in wanted for line in _lines(run, read, plan, key, wanted[key], problems)]
    _copy_rows(rows)


def _lines(
    run: StaffImport,
    read: ReadBook,
    plan: _Plan,
    key: str,
    wanted: dict[int, int],
    problems: dict[tuple[str, int], list[dict[str, Any]]],
) -> Iterator[tuple[Any, ...]]:
    names = _checked(read).names
    for row, cells in read.texts_of(key, wanted):
        person = wanted[row]
        is_held = person in plan.refused or person < 0
        state = RowState.REFUSED if is_held else RowState.WARNED
        told = json.dumps(problems.get((key, row), []))
        name = names.get(person, "")[:300]
        yield (run.pk, key, row, state.value, name, json.dumps(cells), told, run.unit_path)


def _copy_rows(rows: list[tuple[Any, ...]]) -> None:
    """Through a temporary table: PostgreSQL allows no COPY into one with row-level security."""
    execute("DROP TABLE IF EXISTS kept")
    execute(
        """
        CREATE TEMP TABLE kept (
            staff_import_id uuid, sheet text, row integer, state text, name text, cells jsonb,
            problems jsonb, unit_path ltree) ON COMMIT DROP
        """
    )
    names = ("staff_import_id", "sheet", "row", "state", "name", "cells", "problems", "unit_path")
    if rows:
        copy_columns("kept", names, list(zip(*rows, strict=True)))
    listed = ", ".join(names)
    execute(
        f"""INSERT INTO people_importrow ({listed}, candidates, groups, is_new)
            SELECT {listed}, '{{}}', '[]', false FROM kept"""
    )
