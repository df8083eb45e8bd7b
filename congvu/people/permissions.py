from enum import StrEnum


class People(StrEnum):
    """What may be done with dossiers."""

    RECORD_VIEW = "people.record.view"
    RECORD_CHANGE = "people.record.change"
    RECORD_IMPORT = "people.record.import"
    RECORD_EXPORT = "people.record.export"
    SENSITIVE_OPEN = "people.sensitive.open"
