"""Marking words for translation in code that must run without Django."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "marked, not yet translated"
    """Return `message` unchanged; the extraction of texts finds it by this call."""
    return message
