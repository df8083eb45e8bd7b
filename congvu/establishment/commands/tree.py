"""What every change of the tree of units shares: states, places, names, and their renewal."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.core.storage import store
from congvu.core.text import fold
from congvu.documents.models import Paper
from congvu.establishment.commands.loading import clean_code, label_of
from congvu.establishment.commands.renewing import renew
from congvu.establishment.models import Unit, UnitState, UnitSuccession
from congvu.establishment.permissions import Establishment

MOST_NAMED = 10
FIELDS = ("name", "short_name", "kind", "parent_id", "level", "locality")


class NotStanding(DomainError):
    """The unit does not stand on the day of the change."""


class ChangedLater(DomainError):
    """A later change of the unit is on record: changes are written in the order of their days."""


class NameTaken(DomainError):
    """A neighbour goes by that name on the day."""


class UnderItself(DomainError):
    """A unit would stand below itself."""


class PartsLeft(DomainError):
    """Units would be left below one that no longer stands."""


class CodeTaken(DomainError):
    """Another unit has that code."""


class Change:
    """One decision's change to the tree on the day `on`.

    Takes the lock under which the tree is changed by one at a time; `finish` checks the tree and
    renews the units touched as of `today`.
    """

    def __init__(self, actor: Actor, basis: Paper, on: date, today: date) -> None:
        self.actor, self.basis, self.on, self.today = actor, basis, on, today
        self.touched: dict[int, Unit] = {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('establishment.tree'))")

    def unit(self, code: str) -> Unit:
        """The unit `code`, whose change the actor may write.

        Raises: NotVisible, Forbidden.
        """
        unit: Unit = Unit.objects.select_related("parent").one(code=code)
        self.may_change_below(unit.parent)
        return unit

    def parent(self, code: str) -> Unit:
        """The unit `code`, below which the actor may put others, standing on the day.

        Raises: NotVisible, Forbidden, NotStanding.
        """
        unit: Unit = Unit.objects.one(code=code)
        self.may_change_below(unit)
        last = UnitState.objects.standing().filter(unit=unit).order_by("-valid").first()
        if last is None or last.valid.upper is not None or not self._stands(unit):
            raise NotStanding(
                _("%(unit)s does not stand on %(day)s or ends later. Choose another unit.")
                % {"unit": unit.name, "day": _day(self.on)}
            )
        return unit

    def _stands(self, unit: Unit) -> bool:
        return UnitState.objects.on(self.on).filter(unit=unit).exists()

    def may_change_below(self, unit: Unit | None) -> None:
        """Raise Forbidden unless the actor may change what stands right below `unit`."""
        self.actor.require(Establishment.UNIT_CHANGE, unit.path if unit else "")

    def state(self, unit: Unit) -> UnitState:
        """The state of `unit` that the change ends; no later one may be on record.

        Raises: NotStanding, ChangedLater.
        """
        state: UnitState | None = (
            UnitState.objects.on(self.on)
            .filter(unit=unit)
            .select_for_update(of=["self"])
            .select_related("parent")
            .first()
        )
        if state is None:
            raise NotStanding(
                _("%(unit)s does not stand on %(day)s. Choose another day or unit.")
                % {"unit": unit.name, "day": _day(self.on)}
            )
        if state.valid.upper is not None:
            raise ChangedLater(
                _(
                    "%(unit)s changes again on %(day)s. Revoke that change first, or choose a day"
                    " after it."
                )
                % {"unit": unit.name, "day": _day(state.valid.upper)}
            )
        return state

    def open(self, code: str, parent: Unit | None, values: dict[str, Any]) -> Unit:
        """Make the unit `code` below `parent`, whose first day is the day of the change.

        One whose setting up was taken back is set up anew.

        Raises: BadCode, CodeTaken, DomainError.
        """
        unit = _unmade(clean_code(code)) or Unit(code=clean_code(code), order=_order(parent))
        label = _free_label(unit)
        unit.path = f"{parent.path}.{label}" if parent else label
        unit.parent, unit.valid = parent, from_day(self.on)
        for name in FIELDS:
            if name in values:
                setattr(unit, name, values[name])
        if unit.pk is None:
            store(unit)
        self._write(unit, {name: getattr(unit, name) for name in FIELDS})
        return unit

    def turn(self, unit: Unit, **values: Any) -> UnitState:
        """From the day on, `unit` is as before but for `values`.

        Raises: NotStanding, ChangedLater, DomainError.
        """
        before = self.state(unit)
        after = {name: getattr(before, name) for name in FIELDS} | values
        if before.valid.lower == self.on:
            return self._write(unit, after, instead_of=before)
        self._end(before)
        return self._write(unit, after)

    def end(self, unit: Unit) -> UnitState:
        """`unit` stands for the last time the day before.

        Raises: NotStanding, ChangedLater, DomainError when it was set up that very day.
        """
        before = self.state(unit)
        if before.valid.lower == self.on:
            raise ChangedLater(
                _("%(unit)s was set up or changed on %(day)s itself. Choose a later day.")
                % {"unit": unit.name, "day": _day(self.on)}
            )
        self._end(before)
        self.touched[unit.pk] = unit
        return before

    def succeed(self, unit: Unit, heir: Unit, kind: str) -> UnitSuccession:
        """Note that `heir` does from the day on what `unit` did, or a part of it."""
        self.touched[unit.pk], self.touched[heir.pk] = unit, heir
        return store(
            UnitSuccession(
                predecessor=unit,
                successor=heir,
                kind=kind,
                valid=from_day(self.on),
                basis=self.basis,
                unit_path=heir.path,
            )
        )

    def parts(self, unit: Unit) -> list[Unit]:
        """The units that stand right below `unit` on the day, in official order."""
        below = UnitState.objects.on(self.on).filter(parent=unit).values("unit")
        return list(Unit.objects.filter(pk__in=below).order_by("order", "id"))

    def finish(self) -> None:
        """Check the tree, then renew what the units touched say today.

        Raises: UnderItself, PartsLeft, NameTaken.
        """
        self._check_roots()
        self._check_parts()
        self._check_names()
        renew(self.touched, self.today)

    def _end(self, state: UnitState) -> None:
        state.valid = DateRange(state.valid.lower, self.on, "[)")
        state.end_basis = self.basis
        store(state)

    def _write(
        self, unit: Unit, values: dict[str, Any], instead_of: UnitState | None = None
    ) -> UnitState:
        state = UnitState(
            unit=unit, valid=from_day(self.on), basis=self.basis, unit_path=unit.path, **values
        )
        if instead_of is not None:
            state.pk = _next_key(UnitState)
            UnitState.objects.filter(pk=instead_of.pk).update(replaced_by_id=state.pk)
        self.touched[unit.pk] = unit
        return store(state)

    def _check_roots(self) -> None:
        """Walk up from each unit touched, on the day and on every later day of a change."""
        later = UnitState.objects.standing().filter(valid__startswith__gt=self.on)
        days = {self.on, *later.values_list("valid__startswith", flat=True)}
        for day in days:
            above = dict(UnitState.objects.on(day).values_list("unit_id", "parent_id"))
            for key, unit in self.touched.items():
                seen, step = {key}, above.get(key)
                while step is not None:
                    if step in seen:
                        raise UnderItself(
                            _("%(unit)s would stand below itself. Choose another unit above it.")
                            % {"unit": unit.name}
                        )
                    seen.add(step)
                    step = above.get(step)

    def _check_parts(self) -> None:
        """Nobody stands below a unit touched that does not stand, on the day or later."""
        standing = UnitState.objects.on(self.on).values_list("unit_id", flat=True)
        gone = set(self.touched) - set(standing.filter(unit__in=self.touched))
        later = UnitState.objects.standing().filter(
            parent__in=gone, valid__overlap=from_day(self.on)
        )
        left = sorted({state.name for state in later})
        if left:
            raise PartsLeft(
                _("These units stand below one that ends: %(units)s. Say where each of them goes.")
                % {"units": "; ".join(left[:MOST_NAMED])}
            )

    def _check_names(self) -> None:
        states = UnitState.objects.on(self.on)
        touched = list(states.filter(unit__in=self.touched))
        parents = {state.parent_id for state in touched}
        beside: dict[tuple[int | None, str], list[UnitState]] = {}
        for state in states.filter(parent__in=parents - {None}):
            beside.setdefault((state.parent_id, fold(state.name)), []).append(state)
        for state in touched:
            others = [one for one in beside.get((state.parent_id, fold(state.name)), ())
                      if one.unit_id != state.unit_id]  # fmt: skip
            if others:
                raise NameTaken(
                    _("Another unit there is called %(name)s on that day. Choose another name.")
                    % {"name": state.name}
                )


def _order(parent: Unit | None) -> int:
    """Behind the last unit below `parent` in official lists."""
    below = Unit.objects.filter(path__under=parent.path) if parent else Unit.objects.all()
    last = below.order_by("-order").first()
    return last.order if last else 0


def _unmade(code: str) -> Unit | None:
    """The unit that was set up under `code` by a paper since taken back."""
    unmade: Unit | None = Unit.objects.filter(code=code, valid__isempty=True).first()
    return unmade


def _free_label(unit: Unit) -> str:
    """The label of a new unit in paths: no other unit has it, wherever it may move one day."""
    label = label_of(unit.code)
    others = Unit.objects.exclude(pk=unit.pk).values_list("code", flat=True)
    if not label or label in map(label_of, others):
        raise CodeTaken(_("The code %(code)s is taken or holds no letter.") % {"code": unit.code})
    return label


def _next_key(model: type[UnitState]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return int(cursor.fetchone()[0])


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
