"""Correcting or revoking a decision: by the body that issued it or one above."""

from django.utils.translation import gettext as _

from congvu.core.actors import is_within
from congvu.decisions.checks import Case, Problem


def check(case: Case) -> list[Problem]:
    """The body is the one that issued the decision, or stands above it."""
    target = case.decision.target
    if target is not None and not is_within(target.unit_path, case.decision.unit_path):
        return [
            Problem(
                _("Only the body that issued a decision, or one above it, corrects or revokes it."),
                is_blocking=True,
            )
        ]
    return []
