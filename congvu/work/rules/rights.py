"""Who may do what to a task, in which state: one table for pages and commands alike."""

from typing import Protocol

from congvu.core.actors import Actor
from congvu.work.choices import OPEN, WITH_BEARER, Act, State
from congvu.work.permissions import Work


class TaskLike(Protocol):
    """What the rules look at."""

    state: str
    unit_path: str
    giver_path: str
    recurs_every: str

    @property
    def bearer_person_id(self) -> object: ...


BEARER_ACTS = frozenset({Act.TAKEN_UP, Act.NOTED, Act.DELIVERED})
"""Acts of whoever bears the task, or of the head in the bearer's place."""

ASSIGNER_ACTS = frozenset({Act.SPLIT, Act.HANDED_OVER})
"""Acts of whoever gives work inside the bearing unit."""

STATES: dict[Act, tuple[State, ...]] = {
    Act.TAKEN_UP: (State.GIVEN, State.RETURNED),
    Act.NOTED: WITH_BEARER,
    Act.DELIVERED: WITH_BEARER,
    Act.ACCEPTED: (State.DELIVERED,),
    Act.SENT_BACK: (State.DELIVERED,),
    Act.EXTENDED: OPEN,
    Act.SPLIT: WITH_BEARER,
    Act.HANDED_OVER: WITH_BEARER,
    Act.WITHDRAWN: OPEN,
}
"""In which states each act makes sense."""

NOT_WHOLE = frozenset({Act.DELIVERED, Act.ACCEPTED, Act.SENT_BACK, Act.EXTENDED})
"""Acts on one period of a recurring duty, never on the duty itself."""


def bears(actor: Actor, task: TaskLike) -> bool:
    """Whether `actor` is the bearer, or acts in the bearer's place."""
    if task.bearer_person_id is None:
        return actor.may(Work.TASK_DELIVER, task.unit_path)
    if actor.person_id and str(task.bearer_person_id) == str(actor.person_id):
        return True
    return all(actor.may(p, task.unit_path) for p in (Work.TASK_DELIVER, Work.TASK_ASSIGN))


def has_right(actor: Actor, task: TaskLike, act: Act) -> bool:
    """Whether `act` is the actor's to do, whatever the state."""
    if act in BEARER_ACTS:
        return bears(actor, task)
    if act in ASSIGNER_ACTS:
        return actor.may(Work.TASK_ASSIGN, task.unit_path)
    if act == Act.WITHDRAWN:
        return actor.may(Work.TASK_ASSIGN, task.giver_path)
    return actor.may(Work.TASK_ACCEPT, task.giver_path)


def fits_state(task: TaskLike, act: Act) -> bool:
    """Whether `act` makes sense in the task's state."""
    return task.state in STATES[act] and not (task.recurs_every and act in NOT_WHOLE)


def acts_open_to(actor: Actor, task: TaskLike) -> frozenset[Act]:
    """What `actor` can do to `task` now."""
    return frozenset(a for a in STATES if fits_state(task, a) and has_right(actor, task, a))


def giver_path_of(unit_path: str, *, to_person: bool, parent_path: str | None) -> str:
    """The place that gives a task and accepts it.

    The bearer of the parent where it stands above the bearer, else the unit of a person, else
    the unit above a unit; the top of the tree gives to itself.
    """
    if parent_path is not None and _stands_above(parent_path, unit_path, itself=to_person):
        return parent_path
    if to_person or "." not in unit_path:
        return unit_path
    return unit_path.rsplit(".", 1)[0]


def _stands_above(path: str, below: str, *, itself: bool) -> bool:
    return below.startswith(path + ".") or (itself and path == below)
