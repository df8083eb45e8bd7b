from enum import StrEnum


class Establishment(StrEnum):
    """What may be done with units."""

    UNIT_VIEW = "establishment.unit.view"
    UNIT_CHANGE = "establishment.unit.change"
