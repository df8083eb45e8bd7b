"""Which last act can still be taken back."""

from typing import Protocol

from congvu.core.actors import Actor
from congvu.work.choices import OPEN, Act, State
from congvu.work.rules.rights import TaskLike

UNDOABLE = frozenset({Act.TAKEN_UP, Act.DELIVERED, Act.ACCEPTED, Act.SENT_BACK, Act.EXTENDED})


class WithParent(TaskLike, Protocol):
    """A task that may be a part of another."""

    @property
    def parent(self) -> TaskLike | None: ...


class EventLike(Protocol):
    """One line of history."""

    account_id: int | None
    act: str
    from_state: str


def can_undo(actor: Actor, task: WithParent, last: EventLike) -> bool:
    """Whether `last`, the newest line of the task's history, is the actor's to take back.

    A second delivery has replaced products of the first, and an accepted part may have let the
    whole be handed in: these stay.
    """
    own = actor.account_id is not None and last.account_id == actor.account_id
    if not own or last.act not in UNDOABLE:
        return False
    if last.act == Act.DELIVERED:
        return last.from_state in {State.GIVEN, State.IN_HAND}
    return last.act != Act.ACCEPTED or task.parent is None or task.parent.state in OPEN
