"""How complete a dossier is: which required fields of the official list it tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Completeness:
    """Of `whole` fields that apply `told` are there; `missing` are the keys of the others."""

    told: int
    whole: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share told, rounded down: 100 only where nothing is missing."""
        return self.told * 100 // self.whole if self.whole else 100


def completeness(
    required: Sequence[str], applies: Mapping[str, bool], told: Mapping[str, bool]
) -> Completeness:
    """Judge `required` keys; one that `applies` names as False is left out of the reckoning."""
    asked = [key for key in required if applies.get(key, True)]
    missing = tuple(key for key in asked if not told.get(key, False))
    return Completeness(len(asked) - len(missing), len(asked), missing)
