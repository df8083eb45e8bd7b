"""Checking a list against the dossiers, and taking its good rows in one transaction."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from congvu.core.actors import Actor
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.journal import commands as journal
from congvu.people.choices import ImportState, ImportStep, RowState
from congvu.people.commands.imports import CHECKABLE, TAKEABLE, ListSettled, _find
from congvu.people.commands.present import renew_opened, renew_people
from congvu.people.commands.staging import facts, history, matching, people
from congvu.people.commands.staging.tables import execute, fetch, stage_history, stage_staff
from congvu.people.list_file import KeptRow, ReadList, texts_of
from congvu.people.models import ImportRow, StaffImport
from congvu.people.permissions import People
from congvu.people.selectors.imports import own_problem, problem_as_json
from congvu.people.staff_list.check import STAFF_COLUMNS, Checked
from congvu.people.staff_list.problems import REFUSED

HELD_SHOWN = 500
PROBLEMS_SHOWN = 30
UNITS_SHOWN = 30
MANY_ROWS = 1000
Tell = Callable[[ImportStep], None]
_PERSONAL_ID, _NAME = STAFF_COLUMNS.index("personal_id"), STAFF_COLUMNS.index("full_name")


def _silent(step: ImportStep) -> None:
    """Nobody waits."""


@transaction.atomic
def keep_check(
    *, actor: Actor, import_id: UUID, read: ReadList, today: date, tell: Tell = _silent
) -> StaffImport:
    """Keep what a first reading found: counts by outcome and every row with a problem."""
    run = _find(actor, import_id)
    if run.state not in CHECKABLE:
        return run
    checked = _checked(read)
    _plan(actor, run, checked, read.history, {}, tell)
    tell(ImportStep.CLOSING)
    run.counts = _counts(read, checked)
    _keep_rows(run, read, checked, with_warnings=True)
    run.state, run.step, run.percent = ImportState.CHECKED, "", 100
    run.save()
    return run


@transaction.atomic
def take_list(
    *, actor: Actor, import_id: UUID, read: ReadList, today: date, tell: Tell = _silent
) -> StaffImport:
    """Write the good rows of a list into dossiers; the others wait to be corrected or answered.

    Facts are unverified, resting on the paper "imported list" that is this import. One line in the
    journal. A list that was taken already is left as it is. `tell` hears of each step that begins.

    Requires: people.record.import.
    Raises: NotVisible.
    """
    run = _find(actor, import_id)
    if run.state not in TAKEABLE:
        return run
    _one_at_a_time(run)
    checked = _checked(read)
    _plan(actor, run, checked, read.history, {}, tell)
    run.counts = _counts(read, checked)
    run.missing = _missing(checked)
    run.paper = _paper_of(run)
    run.counts["history"] = _write(
        run.paper.pk,
        today,
        has_history=read.history is not None,
        is_large=len(checked.rows) >= MANY_ROWS,
        tell=tell,
    )
    tell(ImportStep.CLOSING)
    _keep_rows(run, read, checked, with_warnings=False)
    run.state, run.step, run.percent, run.applied_at = ImportState.DONE, "", 100, Now()
    run.save()
    numbers: dict[str, Any] = {
        name: value for name, value in run.counts.items() if isinstance(value, int)
    }
    journal.record(
        actor=actor, act="people.take_list", subject=run, missing=len(run.missing), **numbers
    )
    return run


@transaction.atomic
def take_rows(
    *,
    actor: Actor,
    run: StaffImport,
    checked: Checked,
    wanted: set[int],
    answers: matching.Answer,
    today: date,
) -> dict[int, list[dict[str, Any]]]:
    """Take single rows of a list after a correction or an answer.

    Returns the problems of those still refused, by row; the others are in their dossiers.
    """
    if run.paper_id is None:
        raise ListSettled
    _one_at_a_time(run)
    still = {
        row: [problem_as_json(one) for one in checked.problems if one.row == row]
        for row in wanted & checked.refused
    }
    good = Checked(
        checked.columns, [row for row in checked.good_rows() if row[0] in wanted], [], set()
    )
    _plan(actor, run, good, None, answers)
    for row, reason, candidates in matching.refusals():
        still[row] = [{**own_problem(reason, row), "candidates": [str(one) for one in candidates]}]
    _write(run.paper_id, today, has_history=False, is_large=False)
    return still


def _checked(read: ReadList) -> Checked:
    if read.checked is None:
        raise ListSettled
    return read.checked


def _one_at_a_time(run: StaffImport) -> None:
    """Two lists of one province wait for each other, so that neither opens a dossier twice."""
    root = run.unit_path.split(".")[0]
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"people.import:{root}"])


def _plan(
    actor: Actor,
    run: StaffImport,
    checked: Checked,
    earlier: Checked | None,
    answers: matching.Answer,
    tell: Tell = _silent,
) -> None:
    """Stage, match and decide, all in temporary tables."""
    tell(ImportStep.MATCHING)
    stage_staff(checked.good_rows())
    matching.match_rows(actor.paths(People.RECORD_IMPORT), answers)
    people.open_taken()
    tell(ImportStep.PLANNING)
    if earlier is not None:
        stage_history(earlier.good_rows())
        history.plan_history()
    people.plan_people()
    facts.plan_facts(run.on)


def _write(
    paper_id: int, today: date, *, has_history: bool, is_large: bool, tell: Tell = _silent
) -> int:
    """What people show is that of today, whatever day the list tells of."""
    tell(ImportStep.WRITING_PEOPLE)
    people.insert_people(paper_id)
    people.update_people(paper_id)
    tell(ImportStep.WRITING_FACTS)
    facts.write_facts(paper_id)
    tell(ImportStep.WRITING_HISTORY)
    earlier = history.write_history(paper_id) if has_history else 0
    if is_large:
        # Before everything is read again: PostgreSQL still takes the tables for what they were.
        execute("SELECT congvu_analyze_dossiers()")
    known = {*people.known_touched(), *(history.known_told() if earlier else ())}
    if known:
        renew_people(people=known, on=today)
    renew_opened(query="SELECT person_id FROM taken WHERE is_new", on=today)
    return earlier


def _paper_of(run: StaffImport) -> Paper:
    return Paper.objects.create(
        kind=PaperKind.IMPORTED_LIST,
        title=run.file.name[:500],
        file_id=run.file_id,
        signed_on=run.on,
        unit_path=run.unit_path,
    )


def _counts(read: ReadList, checked: Checked) -> dict[str, Any]:
    """Numbers for the officer: rows and facts by outcome, problems by kind."""
    outcomes = facts.rows_by_outcome()
    actions = facts.count_facts()
    refusals = Counter(reason for _, reason, _ in matching.refusals())
    asked = refusals["person.asked"]
    return {
        "rows": len(checked.rows),
        "new": outcomes.get("new", 0),
        "changed": outcomes.get("changed", 0),
        "same": outcomes.get("same", 0),
        "asked": asked,
        "refused": len(checked.refused) + refusals.total() - asked,
        "warnings": len({one.row for one in checked.problems} - checked.refused),
        "held": actions.get("held", 0),
        "held_facts": facts.held_facts(HELD_SHOWN),
        "columns_left": [match.column.label for match in read.matches if match.state == "left"],
        "units_unknown": _unknown_units(checked),
        "history_left": history.count_left() if read.history else 0,
        "history_problems": _wrong_earlier(read.history) if read.history else [],
    }


def _wrong_earlier(earlier: Checked) -> list[dict[str, Any]]:
    """The first wrong cells of the sheet of earlier posts, whose rows are not taken."""
    wrong = [one for one in earlier.problems if one.severity == REFUSED][:PROBLEMS_SHOWN]
    return [{"row": one.row, **problem_as_json(one)} for one in wrong]


def _unknown_units(checked: Checked) -> list[str]:
    """The names of units nobody knows, or that mean several, as the list has them."""
    unclear = (one for one in checked.problems if one.code in ("unit.unknown", "unit.several"))
    return sorted({str(one.params["text"]) for one in unclear})[:UNITS_SHOWN]


def _missing(checked: Checked) -> list[UUID]:
    """The serving people of the listed agencies whom no row of the list names."""
    refused = [row for row in checked.rows if row[0] in checked.refused]
    rows = fetch(
        """
        SELECT p.id FROM people_person p
        WHERE p.status = 'serving'
          AND EXISTS (SELECT FROM (SELECT DISTINCT agency_path FROM placed) a
                      WHERE p.unit_path <@ a.agency_path)
          AND NOT EXISTS (SELECT FROM matched m WHERE m.person_id = p.id)
          AND NOT EXISTS (SELECT FROM candidate c WHERE c.person_id = p.id)
          AND coalesce(p.personal_id, '') <> ALL (%s)
          AND p.name_key NOT IN (SELECT vn_name_key(name) FROM unnest(%s::text[]) AS name)
        """,
        [
            [row[_PERSONAL_ID] for row in refused if row[_PERSONAL_ID]],
            [row[_NAME] for row in refused if row[_NAME]],
        ],
    )
    return [row[0] for row in rows]


def _keep_rows(run: StaffImport, read: ReadList, checked: Checked, *, with_warnings: bool) -> None:
    """Keep the rows somebody has to look at, in place of those of an earlier reading."""
    problems: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in checked.problems:
        if with_warnings or one.row in checked.refused:
            problems[one.row].append(problem_as_json(one))
    asked: dict[int, list[UUID]] = {}
    for row, reason, candidates in matching.refusals():
        problems[row].append(own_problem(reason, row))
        if reason == "person.asked":
            asked[row] = candidates
    held_back = checked.refused | {row for row, _, _ in matching.refusals()}
    ImportRow.objects.filter(staff_import=run).delete()
    names = {row[0]: row[_NAME] or "" for row in checked.rows if row[0] in problems}
    kept = texts_of(read.table, set(problems))
    _copy_rows(_row_of(run, one, problems[one.row], names, asked, held_back) for one in kept)


def _row_of(
    run: StaffImport,
    kept: KeptRow,
    problems: list[dict[str, Any]],
    names: dict[int, str],
    asked: dict[int, list[UUID]],
    held_back: set[int],
) -> tuple[Any, ...]:
    state = RowState.WARNED
    if kept.row in held_back:
        state = RowState.ASKED if kept.row in asked else RowState.REFUSED
    return (
        run.pk,
        kept.row,
        state.value,
        names.get(kept.row, "")[:300],
        [str(one) for one in asked.get(kept.row, [])],
        json.dumps(kept.cells),
        json.dumps(kept.groups),
        json.dumps(problems),
        run.unit_path,
    )


def _copy_rows(rows: Any) -> None:
    """Through a temporary table: PostgreSQL allows no COPY into one with row-level security."""
    names = "staff_import_id, row, state, name, candidates, cells, groups, problems, unit_path"
    execute("DROP TABLE IF EXISTS kept")
    execute(
        """
        CREATE TEMP TABLE kept (
            staff_import_id uuid, row integer, state text, name text, candidates uuid[],
            cells jsonb, groups jsonb, problems jsonb, unit_path ltree) ON COMMIT DROP
        """
    )
    with connection.cursor() as cursor, cursor.copy(f"COPY kept ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    execute(f"INSERT INTO people_importrow ({names}, is_new) SELECT {names}, false FROM kept")
