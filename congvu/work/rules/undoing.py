"""Which last act can still be taken back."""

from typing import Protocol

from congvu.core.actors import Actor
from congvu.work.choices import OPEN, WITH_BEARER, Act, State
from congvu.work.rules.rights import TaskLike

UNDOABLE = frozenset(
    {
        Act.TAKEN_UP,
        Act.DELIVERED,
        Act.ACCEPTED,
        Act.SENT_BACK,
        Act.EXTENDED,
        Act.SPLIT,
        Act.HANDED_OVER,
        Act.WITHDRAWN,
    }
)


class WithParent(TaskLike, Protocol):
    """A task that may be a part of another."""

    @property
    def parent(self) -> TaskLike | None: ...


class EventLike(Protocol):
    """One line of history."""

    account_id: int | None
    act: str
    from_state: str
    undoes_id: int | None
    unit_before_id: int | None


def can_undo(actor: Actor, task: WithParent, last: EventLike) -> bool:
    """Whether `last`, the newest line of the task's history, is the actor's to take back.

    What others leaned on stays: a second delivery has replaced products of the first, an accepted
    or withdrawn part may have let the whole be handed in. So does what itself took back work just
    given, and a hand-over that does not know the bearer before.
    """
    own = actor.account_id is not None and last.account_id == actor.account_id
    if not own or last.act not in UNDOABLE:
        return False
    if last.act == Act.DELIVERED:
        return last.from_state in {State.GIVEN, State.IN_HAND}
    if last.act == Act.HANDED_OVER:
        return last.unit_before_id is not None
    if last.act == Act.WITHDRAWN:
        return last.undoes_id is None and _stands(task.parent, WITH_BEARER)
    return last.act != Act.ACCEPTED or _stands(task.parent, OPEN)


def _stands(whole: TaskLike | None, states: tuple[State, ...]) -> bool:
    return whole is None or whole.state in states
