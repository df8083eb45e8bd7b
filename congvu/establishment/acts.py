"""The acts an officer may do on a unit by a decision on paper: who may, with which form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment import commands
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors.page import UnitShown


@dataclass(frozen=True)
class UnitAct:
    """One act: `form` is the name of its form; `at_parent`, the right is asked above the unit.

    `knows_today`: the command takes the day on which it is done besides the one it works from.
    """

    key: str
    label: Promise
    icon: str
    form: str
    command: Callable[..., Any]
    permission: str = Establishment.UNIT_CHANGE
    at_parent: bool = True
    knows_today: bool = True


ACTS = {
    act.key: act
    for act in (
        UnitAct("duyet-vi-tri", _("Approve posts"), "clipboard-check", "Posts",
                commands.approve_posts, Establishment.POST_CHANGE, False, False),
        UnitAct("giao-bien-che", _("Give a quota"), "users-group", "Quota",
                commands.give_quota, Establishment.POST_CHANGE, False, False),
        UnitAct("lap", _("Set up a unit below"), "plus", "Open", commands.open_unit,
                at_parent=False),
        UnitAct("doi-ten", _("Rename"), "pencil", "Rename", commands.rename_unit),
        UnitAct("doi-loai", _("Change kind or locality"), "flag", "Reclassify",
                commands.reclassify_unit),
        UnitAct("chuyen", _("Move below another unit"), "arrow-right", "Move",
                commands.move_unit),
        UnitAct("sap-nhap", _("Merge into a standing unit"), "git-merge", "Merge",
                commands.merge_units),
        UnitAct("hop-nhat", _("Merge into a new unit"), "git-merge", "MergeNew",
                commands.merge_units),
        UnitAct("chia-tach", _("Split the unit"), "git-branch", "Split", commands.split_unit),
        UnitAct("giai-the", _("Dissolve"), "x", "Dissolve", commands.dissolve_unit),
    )
}  # fmt: skip


def takeable(actor: Actor, papers: Iterable[Paper]) -> set[int]:
    """The keys of those of `papers` the actor may look into to take them back."""
    return {
        paper.pk
        for paper in papers
        if paper.kind == PaperKind.DECISION
        and paper.revoked_by_id is None
        and actor.may(Establishment.POST_CHANGE, paper.unit_path)
    }


def acts_for(actor: Actor, shown: UnitShown) -> list[UnitAct]:
    """The acts the actor may do on a unit that stands."""
    unit = shown.unit
    if not shown.stands:
        return []
    above = unit.path.rpartition(".")[0]
    return [
        act
        for act in ACTS.values()
        if (not act.at_parent or above)
        and actor.may(act.permission, above if act.at_parent else unit.path)
    ]
