from enum import StrEnum


class Duties(StrEnum):
    """What may be done with duties."""

    VIEW = "duties.duty.view"
