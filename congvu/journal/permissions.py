from enum import StrEnum


class Journal(StrEnum):
    """What may be done with the journal."""

    VIEW = "journal.entry.view"
    FOLLOW = "journal.entry.follow"
