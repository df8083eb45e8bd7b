"""What somebody typed by its name: a unit, a line of the catalogue of positions, a rank."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of, ranks_on
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import clean, fold
from congvu.establishment.models import JobPosition, Unit
from congvu.establishment.selectors import search_units, units_by_text

MOST_OFFERED = 5


class NotKnown(DomainError):
    """Nothing, or more than one thing, is called what was typed."""


def resolve(*, actor: Actor, model: type[Any], typed: str, on: date) -> Any:
    """The row of `model` that goes by `typed`.

    Raises: NotKnown, with what could be meant.
    """
    if model is Unit:
        return _one(_units(actor, typed, on), typed)
    if model is JobPosition:
        found = list(JobPosition.objects.filter(code__in=[typed, _bracketed(typed)])[:1])
        return _one(found or list(JobPosition.objects.filter(name__iexact=typed)[:9]), typed)
    return _rank(actor, typed)


def called(*, actor: Actor, model: type[Any], key: Any) -> str:
    """By what name a form shows the row `key` of `model`."""
    if key in (None, ""):
        return ""
    if model._meta.label_lower == "catalog.rank":
        return f"{key} {names_of('ranks').get(key, '')}".strip()
    row = model.objects.filter(pk=key).first()
    return _named(row) if row else ""


def _named(row: Any) -> str:
    """As it is told from others of its name: a job position by its code in brackets."""
    if isinstance(row, JobPosition):
        return f"{row.name} [{row.code}]"
    return str(getattr(row, "label", "") or row)


def _bracketed(typed: str) -> str:
    """The code in brackets behind a name."""
    return typed[typed.rfind("[") + 1 : -1] if typed.endswith("]") else typed


def _units(actor: Actor, typed: str, on: date) -> list[Unit]:
    exact = units_by_text(actor=actor, text=typed, on=on)
    return exact or list(search_units(actor=actor, text=typed, on=on)[: MOST_OFFERED + 1])


def _rank(actor: Actor, typed: str) -> Any:
    code = typed.split()[0]
    ranks = list(ranks_on(actor=actor).filter(pk=code))
    wanted = fold(clean(typed))
    return _one(ranks or [one for one in ranks_on(actor=actor) if fold(one.name) == wanted], typed)


def _one(found: list[Any], typed: str) -> Any:
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotKnown(_("Nothing is called “%(typed)s”. Type the full name.") % {"typed": typed})
    names = "; ".join(_named(one) for one in found[:MOST_OFFERED])
    raise NotKnown(_("Several could be meant: %(names)s. Type the full name.") % {"names": names})
