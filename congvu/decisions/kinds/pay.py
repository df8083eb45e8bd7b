"""Rank, step and coefficient have to agree with the table of the rank's group."""

from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.catalog.models import Rank
from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.decisions.checks import Case, Problem
from congvu.people.families import family
from congvu.people.selectors.facts import standing_facts

SYSTEM = Actor.system("decisions.check")


def check(case: Case) -> list[Problem]:
    """Whether the step stands in the table of the rank, with that coefficient."""
    rank = case.answers.get("rank") or _rank_held(case)
    return table_problems(rank, case.answers.get("step"), case.answers.get("coefficient"))


def _rank_held(case: Case) -> Rank | None:
    """The rank in force on the effective day."""
    if case.person is None:
        return None
    on = case.on
    held = standing_facts(actor=SYSTEM, person=case.person, family=family("ranks"), on=on)
    row = held.select_related("rank").first()
    return row.rank if row else None


def table_problems(
    rank: Rank | None, step: int | None, coefficient: Decimal | None
) -> list[Problem]:
    """What is wrong with a step and coefficient of `rank`; nothing can be said without a rank."""
    steps = coefficients_of(rank)
    if not steps or step is None:
        return []
    if not 1 <= step <= len(steps):
        return [
            Problem(
                _("Rank %(rank)s has %(count)d steps; step %(step)d is none of them.")
                % {"rank": rank, "count": len(steps), "step": step},
                is_blocking=True,
            )
        ]
    if coefficient != steps[step - 1]:
        return [
            Problem(
                _("Step %(step)d of rank %(rank)s has the coefficient %(right)s, not %(told)s.")
                % {
                    "step": step,
                    "rank": rank,
                    "right": str(steps[step - 1]).replace(".", ","),
                    "told": str(coefficient).replace(".", ","),
                },
                is_blocking=True,
            )
        ]
    return []


def coefficients_of(rank: Rank | None) -> list[Decimal]:
    """The coefficients of the rank's pay group, step by step; empty where it has no group."""
    if rank is None:
        return []
    groups = {row["group"]: row["all_coefs"] for row in read_codes("salary_groups")}
    return [Decimal(text) for text in groups.get(rank.salary_group, "").split()]
