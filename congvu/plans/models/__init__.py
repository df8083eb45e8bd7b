"""Plan papers and what they ask for."""

from congvu.plans.models.line import PlanLine, PlanReporting, PlanTarget
from congvu.plans.models.paper import PlanPaper

__all__ = ["PlanLine", "PlanPaper", "PlanReporting", "PlanTarget"]
