from enum import StrEnum


class Documents(StrEnum):
    """What may be done with papers and files."""

    VIEW = "documents.paper.view"
    ADD = "documents.paper.add"
