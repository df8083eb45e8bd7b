from enum import StrEnum


class Establishment(StrEnum):
    """What may be done with units, positions and posts."""

    UNIT_VIEW = "establishment.unit.view"
    UNIT_CHANGE = "establishment.unit.change"
    POST_CHANGE = "establishment.post.change"
