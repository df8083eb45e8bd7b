"""Reading decisions."""

from congvu.decisions.selectors.decisions import get_decision, search_decisions

__all__ = ["get_decision", "search_decisions"]
