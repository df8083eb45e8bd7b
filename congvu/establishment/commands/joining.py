"""Merging several units into one, and splitting one into several."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import fold
from congvu.documents.models import Paper
from congvu.establishment.choices import Succession
from congvu.establishment.commands.changing import go_along, open_below
from congvu.establishment.commands.tree import Change, PartsLeft
from congvu.establishment.models import Unit
from congvu.establishment.types import NewUnit
from congvu.journal import commands as journal


class NothingToJoin(DomainError):
    """A merger needs units that end, a split at least one other unit."""


class NoPart(DomainError):
    """A unit is given a place that does not stand below the one that is split."""


@transaction.atomic
def merge_units(
    *,
    actor: Actor,
    codes: Sequence[str],
    into: NewUnit | str,
    basis: Paper,
    on: date,
    today: date,
) -> Unit:
    """Merge the units `codes` into one, new or standing (by its code); they end the day before.

    What stands below them goes below the heir; a part called as one of the heir's own is merged
    into that. People go to the unit that took theirs. Old names lead to the heir.

    Requires: establishment.unit.change on the unit above each.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, CodeTaken, NameTaken, UnderItself,
        NothingToJoin.
    """
    change = Change(actor, basis, on, today)
    ending = [change.unit(code) for code in dict.fromkeys(codes) if code != into]
    if not ending:
        raise NothingToJoin(_("Choose at least one unit that goes into the other."))
    heir, is_new = _heir(change, into, ending)
    to = {unit.pk: heir.pk for unit in ending}
    for unit in ending:
        to |= _take_parts(change, unit, heir)
        change.end(unit)
        change.succeed(unit, heir, Succession.MERGED)
    change.finish()
    people = go_along(change, to)
    journal.record(
        actor=actor, act="establishment.merge_units", subject=heir, paper=basis.pk,
        units=len(ending), people=people, is_new=is_new,
    )  # fmt: skip
    return heir


def _heir(change: Change, into: NewUnit | str, ending: Sequence[Unit]) -> tuple[Unit, bool]:
    """The heir; a new one may bear the name of one that ends that very day."""
    if isinstance(into, NewUnit):
        return open_below(change, into), True
    heir = change.unit(into)
    change.state(heir)
    if any(heir.path.startswith(unit.path + ".") for unit in ending):
        raise PartsLeft(
            _("%(unit)s stands below a unit that ends. Move it up first.") % {"unit": heir.name}
        )
    return heir, False


def _take_parts(change: Change, unit: Unit, heir: Unit) -> dict[int, int]:
    """Put the parts of `unit` below `heir`; return who of them was merged into which."""
    own = {fold(part.name): part for part in change.parts(heir)}
    to: dict[int, int] = {}
    for part in change.parts(unit):
        alike = own.get(fold(part.name))
        if alike is None or alike.pk == part.pk:
            change.turn(part, parent_id=heir.pk)
            continue
        to |= {part.pk: alike.pk, **_take_parts(change, part, alike)}
        change.end(part)
        change.succeed(part, alike, Succession.MERGED)
    return to


@transaction.atomic
def split_unit(
    *,
    actor: Actor,
    code: str,
    into: Sequence[NewUnit | str],
    basis: Paper,
    on: date,
    today: date,
    keeps: bool = False,
    parts: Mapping[str, str] | None = None,
) -> list[Unit]:
    """Split a unit into several, new or standing (by their codes); return them.

    `keeps`: the unit itself goes on beside them; else it ends the day before `on`. `parts` says by
    code below which of the heirs each part goes; a unit that ends may leave none behind. Whose
    people go where is not clear from the paper: they stay listed as unplaced in the unit that
    ended, except those of parts.

    Requires: establishment.unit.change on the unit above each.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, CodeTaken, NameTaken, PartsLeft,
        NoPart, NothingToJoin.
    """
    change = Change(actor, basis, on, today)
    unit = change.unit(code)
    heirs = [_heir(change, one, [unit] if not keeps else [])[0] for one in into if one != code]
    if not heirs or (not keeps and len(heirs) < 2):
        raise NothingToJoin(_("Name the units it is split into: at least two when it ends."))
    by_code = {heir.code: heir for heir in heirs} | ({unit.code: unit} if keeps else {})
    _place_parts(change, unit, by_code, parts or {}, code if keeps else "")
    for heir in heirs:
        change.succeed(unit, heir, Succession.SPLIT)
    if not keeps:
        change.end(unit)
    change.finish()
    go_along(change, {}, frozenset() if keeps else frozenset({unit.pk}))
    journal.record(
        actor=actor, act="establishment.split_unit", subject=unit, paper=basis.pk, units=len(heirs)
    )
    return heirs


def _place_parts(
    change: Change,
    unit: Unit,
    heirs: Mapping[str, Unit],
    places: Mapping[str, str],
    otherwise: str,
) -> None:
    """Put each part of `unit` below the heir that `places` names by code, else `otherwise`."""
    own = change.parts(unit)
    if strange := sorted(set(places) - {part.code for part in own}):
        raise NoPart(
            _("%(codes)s: no such unit stands below %(unit)s. Correct where its parts go.")
            % {"codes": ", ".join(strange), "unit": unit.name}
        )
    for part in own:
        heir = heirs.get(places.get(part.code, otherwise))
        if heir is None:
            raise PartsLeft(
                _("Say which unit takes %(unit)s, which stands below the one that is split.")
                % {"unit": part.name}
            )
        if heir.pk != unit.pk:
            change.turn(part, parent_id=heir.pk)
