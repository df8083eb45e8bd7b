"""Who acts, and over which part of the tree of units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self

from django.utils.translation import gettext as _

from congvu.core.errors import Forbidden

EVERYWHERE = ""
"""The path above every unit: an empty ltree is an ancestor of all."""


class Placed(Protocol):
    """Anything that stands at a place in the tree of units."""

    @property
    def path(self) -> str: ...


def is_within(path: str, ancestor: str) -> bool:
    """Whether `path` is `ancestor` itself or below it."""
    return ancestor == EVERYWHERE or path == ancestor or path.startswith(ancestor + ".")


@dataclass(frozen=True)
class Actor:
    """One signed-in account, or the system itself, with what it may do and where.

    `reach` maps a permission code to the paths of the units under which it holds.
    `unit_ids` are the units the account belongs to: partner tasks of these are visible.
    """

    account_id: int | None
    name: str
    reach: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    person_id: str | None = None
    unit_ids: tuple[int, ...] = ()
    reason: str = ""
    is_system: bool = False

    @classmethod
    def system(cls, reason: str) -> Self:
        """The system acting by itself (jobs, imports at set-up); `reason` goes to the journal."""
        return cls(account_id=None, name="Công Vụ", reason=reason, is_system=True)

    def paths(self, permission: str) -> tuple[str, ...]:
        """The paths of the units under which the actor holds `permission`."""
        return (EVERYWHERE,) if self.is_system else self.reach.get(permission, ())

    def family_paths(self, family: str) -> tuple[str, ...]:
        """Every path the actor holds a permission of `family` on (`people` in `people.x.y`)."""
        if self.is_system:
            return (EVERYWHERE,)
        held = (paths for code, paths in self.reach.items() if code.startswith(family + "."))
        return tuple(sorted({path for paths in held for path in paths}))

    def holds(self, permission: str) -> bool:
        """Whether the actor holds `permission` anywhere."""
        return bool(self.paths(permission))

    def may(self, permission: str, path: str) -> bool:
        """Whether the actor holds `permission` on the unit at `path`."""
        return any(is_within(path, held) for held in self.paths(permission))

    def require(self, permission: str, *places: Placed | str) -> None:
        """Raise Forbidden unless the actor holds `permission` on every one of `places`."""
        for path in _paths_of(places):
            if not self.may(permission, path):
                raise Forbidden(
                    _("You have no right to do this here. Ask the administrator of your office.")
                )


def _paths_of(places: Iterable[Placed | str]) -> Iterable[str]:
    return (place if isinstance(place, str) else place.path for place in places)
