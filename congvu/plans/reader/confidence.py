"""How sure a task is, 0 to 1, from the way each of its fields was found."""

from .task import Task


def confidence(task: Task) -> float:
    """The confidence of a task, two decimals."""
    return round(task.fit, 2)
