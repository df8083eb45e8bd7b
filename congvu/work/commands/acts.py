"""What every act on a task does: lock it, check it, move it, write its line of history."""

from datetime import date

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.documents.commands import keep_paper_file
from congvu.documents.models import StoredFile
from congvu.documents.permissions import Documents
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.law.rules.working_days import next_working_day
from congvu.law.selectors import calendar_of
from congvu.law.types import NoLawThatDay
from congvu.people.models import Person
from congvu.work.choices import Act, State
from congvu.work.models import Task, TaskEvent
from congvu.work.permissions import Work
from congvu.work.rules.rights import fits_state, has_right
from congvu.work.types import Upload

Bearer = tuple[Unit, Person | None]
"""A unit, or a person in it."""


class WrongState(DomainError):
    """The act does not fit the state the task is in; perhaps somebody else was quicker."""


class SayMore(DomainError):
    """The act needs a reason, a note or a product."""


def locked(actor: Actor, task_id: int) -> Task:
    """The task, locked until the transaction ends.

    Raises: NotVisible; Forbidden for those who may only look at it (partners).
    """
    seen = Task.objects.visible_to(actor, Work.TASK_VIEW)
    try:
        task: Task = seen.select_for_update(of=("self",)).one(pk=task_id)
    except NotVisible:
        if seen.filter(pk=task_id).exists():
            raise Forbidden(_("You follow this task as a partner. Ask its bearer.")) from None
        raise
    return task


def locked_for(actor: Actor, task_id: int, act: Act) -> Task:
    """The task, locked, after checking that `actor` may do `act` and that it fits the state."""
    task = locked(actor, task_id)
    if not has_right(actor, task, act):
        raise Forbidden(_("This is not yours to do. Ask whoever bears or gave the task."))
    if not fits_state(task, act):
        raise WrongState(
            _("This cannot be done: the task is %(state)s. Reload the page to see what happened.")
            % {"state": State(task.state).label}
        )
    return task


def write(
    actor: Actor,
    task: Task,
    act: Act,
    *,
    to_state: str | None = None,
    note: str = "",
    from_state: str | None = None,
    file: StoredFile | None = None,
    due_before: date | None = None,
    undoes: TaskEvent | None = None,
    within: TaskEvent | None = None,
    before: Bearer | None = None,
) -> TaskEvent:
    """Save the task in its new state, add the line to its history and to the journal."""
    came_from = task.state if from_state is None else from_state
    task.state = to_state or task.state
    task.updated_at = Now()
    task.save()
    task.refresh_from_db(fields=["updated_at"])
    event = event_of(actor, task, act, note=note, from_state=came_from, within=within)
    event.file, event.due_before, event.undoes = file, due_before, undoes
    event.unit_before, event.person_before = before or (None, None)
    event.save(force_insert=True)
    journal.record(actor=actor, act=f"work.{act}", subject=task, state=task.state)
    return event


def give_to(task: Task, unit: Unit, person: Person | None) -> None:
    """Make the unit, or the person in it, the bearer; not yet saved."""
    task.bearer_unit, task.unit_path = unit, unit.path
    task.bearer_person, task.bearer_name = person, person.full_name if person else ""


def event_of(
    actor: Actor,
    task: Task,
    act: Act,
    *,
    note: str = "",
    from_state: str = "",
    within: TaskEvent | None = None,
) -> TaskEvent:
    """A line of history, not yet saved."""
    return TaskEvent(
        task=task,
        account_id=actor.account_id,
        actor_name=actor.name or actor.reason,
        act=act,
        note=note,
        from_state=from_state,
        to_state=task.state,
        within=within,
        due_after=task.due_on,
        percent=task.percent,
    )


def place_for_papers(actor: Actor, task: Task) -> str:
    """The task's place, or where its bearer may keep papers at all.

    Raises: Forbidden.
    """
    if actor.may(Documents.ADD, task.unit_path):
        return str(task.unit_path)
    held = actor.paths(Documents.ADD)
    if not held:
        raise Forbidden(_("You have no right to keep files. Ask the administrator."))
    return str(held[0])


def keep_upload(actor: Actor, task: Task, file: Upload) -> StoredFile:
    """Keep one file that belongs to the task.

    Raises: Forbidden, StateSecret.
    """
    return keep_paper_file(
        actor=actor,
        name=file.name,
        content=file.content,
        media_type=file.media_type,
        unit_path=place_for_papers(actor, task),
    )


def effective_due(due_on: date | None) -> date | None:
    """The first working day from the printed day on: a deadline on a day off moves behind it."""
    if due_on is None:
        return None
    try:
        return next_working_day(calendar_of(due_on.year), due_on)
    except NoLawThatDay:
        # Older than the calendar: the day is long past, its weekday changes nothing.
        return due_on
