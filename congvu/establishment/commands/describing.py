"""The catalogue of job positions: what each is, whom it asks for, at which levels."""

import csv
from collections.abc import Iterable
from datetime import date
from importlib import resources

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from congvu.catalog.models import Rank
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.documents.models import Paper
from congvu.establishment.choices import HIGHEST_LEVEL, LOWEST_LEVEL, CompetencyGroup
from congvu.establishment.commands.loading import clean_code
from congvu.establishment.models import (
    Competency,
    JobPosition,
    PositionCompetency,
    PositionRank,
    PositionTerms,
    Unit,
)
from congvu.establishment.permissions import Establishment
from congvu.establishment.rules.titles import leadership_titles
from congvu.establishment.selectors import top_path
from congvu.establishment.types import Description
from congvu.journal import commands as journal

TEXTS = ("purpose", "duties", "products", "powers", "relations", "requirements")


class UnknownCode(DomainError):
    """A rank, title or competency nobody knows."""


class DescribedLater(DomainError):
    """A later description of the position is on record."""


@transaction.atomic
def load_competencies(*, actor: Actor) -> int:
    """Bring the framework of the law into the table; the province's own stay. Repeatable.

    Requires: establishment.post.change on the whole tree.
    """
    actor.require(Establishment.POST_CHANGE, top_path(actor=actor))
    file = resources.files("congvu.establishment") / "data" / "competencies.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    for order, row in enumerate(rows):
        Competency.objects.update_or_create(
            code=row["code"],
            defaults={**{key: clean(value) for key, value in row.items()}, "order": order,
                      "is_retired": False},
        )  # fmt: skip
    gone = Competency.objects.exclude(code__in=[row["code"] for row in rows])
    gone.exclude(group=CompetencyGroup.OWN).update(is_retired=True)
    journal.record(actor=actor, act="establishment.load_competencies", lines=len(rows))
    return len(rows)


@transaction.atomic
def add_competency(*, actor: Actor, code: str, name: str, source: str) -> Competency:
    """Add a competency of the province's own; `source` says which paper asks for it.

    Requires: establishment.post.change on the whole tree.
    Raises: Forbidden, DomainError.
    """
    actor.require(Establishment.POST_CHANGE, top_path(actor=actor))
    last = Competency.objects.order_by("-order").first()
    made = store(
        Competency(
            code=clean_code(code),
            name=clean(name),
            source=clean(source),
            group=CompetencyGroup.OWN,
            order=last.order + 1 if last else 0,
        )
    )
    journal.record(actor=actor, act="establishment.add_competency", subject=made)
    return made


@transaction.atomic
def describe_position(
    *, actor: Actor, description: Description, basis: Paper, on: date, today: date
) -> JobPosition:
    """Enter a job position, or a new description of one, holding from `on`.

    The description before ends the day before. A position of an agency (`unit`) is that agency's
    to describe, one without is the whole province's. Corps, level and agency are those it began
    with.

    Requires: establishment.post.change on the position's unit, or on the whole tree.
    Raises: NotVisible, Forbidden, UnknownCode, DescribedLater, DomainError.
    Law: Law 80/2025/QH15, art. 23(2)
    """
    position = _position(actor, description, on)
    before = PositionTerms.objects.standing().filter(position=position).order_by("-valid").first()
    if before is not None:
        first = before.valid.lower
        if before.valid.upper is not None or (first is not None and first >= on):
            raise DescribedLater(
                _("A description from that day or later is on record. Choose a later day.")
            )
        before.valid, before.end_basis = DateRange(first, on, "[)"), basis
        store(before)
    terms = store(
        PositionTerms(
            position=position,
            name=clean(description.name),
            kind=description.kind,
            subtype=description.subtype,
            title_code=description.title_code,
            valid=from_day(on),
            basis=basis,
            unit_path=position.unit.path if position.unit else basis.unit_path,
            **{name: getattr(description, name).strip() for name in TEXTS},
        )
    )
    _add_demands(terms, description)
    renew_positions([position.pk], today)
    journal.record(
        actor=actor, act="establishment.describe_position", subject=position, paper=basis.pk
    )
    return position


def _position(actor: Actor, description: Description, on: date) -> JobPosition:
    """The row of the catalogue, locked; made when there is none, or its paper was taken back."""
    unit = Unit.objects.one(code=description.unit) if description.unit else None
    actor.require(Establishment.POST_CHANGE, unit.path if unit else top_path(actor=actor))
    if description.title_code and description.title_code not in leadership_titles():
        raise UnknownCode(_("There is no leadership title %s.") % description.title_code)
    code = clean_code(description.code)
    known: JobPosition | None = JobPosition.objects.filter(code=code).select_for_update().first()
    if known is not None and not known.valid.isempty:
        place = known.unit.path if known.unit else top_path(actor=actor)
        actor.require(Establishment.POST_CHANGE, place)
        return known
    position = known or JobPosition(code=code, order=_behind_all())
    for name in ("kind", "subtype", "corps", "level", "title_code"):
        setattr(position, name, getattr(description, name))
    position.name, position.unit, position.valid = clean(description.name), unit, from_day(on)
    return store(position)


def _behind_all() -> int:
    last = JobPosition.objects.order_by("-order").first()
    return last.order + 1 if last else 0


def _add_demands(terms: PositionTerms, description: Description) -> None:
    ranks = set(Rank.objects.filter(pk__in=description.ranks).values_list("pk", flat=True))
    if unknown := sorted(set(description.ranks) - ranks):
        raise UnknownCode(_("There is no rank %s.") % ", ".join(unknown))
    PositionRank.objects.bulk_create(
        PositionRank(terms=terms, rank_id=code) for code in dict.fromkeys(description.ranks)
    )
    codes = dict(description.competencies)
    known = {one.code: one for one in Competency.objects.filter(code__in=codes, is_retired=False)}
    if unknown := sorted(set(codes) - set(known)):
        raise UnknownCode(_("There is no competency %s.") % ", ".join(unknown))
    if any(not LOWEST_LEVEL <= level <= HIGHEST_LEVEL for level in codes.values()):
        raise UnknownCode(_("A competency has a level from 1 to 5."))
    PositionCompetency.objects.bulk_create(
        PositionCompetency(terms=terms, competency=known[code], level=level)
        for code, level in codes.items()
    )


def renew_positions(keys: Iterable[int], today: date) -> None:
    """Have the rows of the catalogue say what their terms say today."""
    for position in JobPosition.objects.filter(pk__in=list(keys)):
        terms = list(PositionTerms.objects.standing().filter(position=position).order_by("valid"))
        begun = [one for one in terms if one.valid.lower is None or one.valid.lower <= today]
        shown = begun[-1] if begun else (terms[0] if terms else None)
        if shown is None:
            position.valid = DateRange(empty=True)
        else:
            position.valid = DateRange(terms[0].valid.lower, terms[-1].valid.upper, "[)")
            position.name, position.kind = shown.name, shown.kind
            position.subtype, position.title_code = shown.subtype, shown.title_code
        position.save(update_fields=["name", "kind", "subtype", "title_code", "valid"])
