from enum import StrEnum


class Plans(StrEnum):
    """What may be done with plan papers."""

    VIEW = "plans.plan.view"
    REVIEW = "plans.plan.review"
    CONFIRM = "plans.plan.confirm"
