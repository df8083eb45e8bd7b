from enum import StrEnum


class Work(StrEnum):
    """What may be done with tasks."""

    TASK_VIEW = "work.task.view"
    TASK_ASSIGN = "work.task.assign"
    TASK_DELIVER = "work.task.deliver"
    TASK_ACCEPT = "work.task.accept"
