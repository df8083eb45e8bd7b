from enum import StrEnum


class Standards(StrEnum):
    """What may be done with findings and screenings."""

    VIEW = "standards.finding.view"
    RUN = "standards.screening.run"
