from enum import StrEnum


class Decisions(StrEnum):
    """What may be done with personnel decisions."""

    VIEW = "decisions.decision.view"
    DRAFT = "decisions.decision.draft"
    CHECK = "decisions.decision.check"
    SIGN = "decisions.decision.sign"
    SEAL = "decisions.decision.seal"
    ISSUE = "decisions.decision.issue"
