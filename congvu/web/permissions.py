from enum import StrEnum


class Web(StrEnum):
    """What may be opened of the shell's own pages."""

    DASHBOARD_VIEW = "web.dashboard.view"
