"""Reading one dossier as it was on a day, as known now."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.people import models
from congvu.people.choices import CODE_LISTS, PersonStatus, QualificationFamily
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.querysets import PersonQuerySet
from congvu.people.types import Basis, Dossier, FactFamily, Head, Line, Word

Describe = Callable[[Any], tuple[str, str]]


def get_person(*, actor: Actor, person_id: UUID) -> Person:
    """One person in the actor's units, or the actor's own dossier. One statement.

    Raises: NotVisible.
    """
    is_own = Q(pk=actor.person_id) if actor.person_id else Q(pk__in=[])
    in_scope = PersonQuerySet.within(actor.paths(People.RECORD_VIEW))
    seen = Person.objects.filter(in_scope | is_own).exclude(status=PersonStatus.MERGED)
    person: Person = seen.select_related("unit__parent", "rank").one(pk=person_id)
    return person


def dossier_of(*, actor: Actor, person: Person, on: date) -> Dossier:
    """The dossier of `person` on `on`: eight statements, one a family."""
    families = [
        _family("posts", _("Posts"), models.Posting, _posting, person, on,
                _("No post is on file."), "unit"),
        _family("ranks", _("Ranks"), models.RankHeld, _rank, person, on,
                _("No rank is on file."), "rank"),
        _family("pay", _("Pay"), models.PayStep, _pay, person, on,
                _("No pay step is on file.")),
        _family("training", _("Training"), models.Qualification, _qualification, person, on,
                _("No degree or certificate is on file.")),
        _family("party", _("Party"), models.PartyMembership, _party, person, on,
                _("No Party membership is on file.")),
        _family("service", _("Service"), models.Service, _service, person, on,
                _("The day of recruitment is not on file.")),
        _family("ratings", _("Ratings"), models.YearRating, _rating, person, on,
                _("No yearly rating is on file.")),
        _family("discipline", _("Discipline"), models.Discipline, _discipline, person, on,
                _("No discipline is on file.")),
    ]  # fmt: skip
    lines = [line for family in families for line in family.lines]
    return Dossier(
        head=_head(actor, person, families, on),
        families=families,
        missing=_missing(person, families),
        unverified=sum(line.is_unverified for line in lines),
        disputed=sum(line.is_disputed for line in lines),
    )


def _family(
    key: str,
    title: Word,
    model: Any,
    describe: Describe,
    person: Person,
    on: date,
    nothing: Word,
    *related: str,
) -> FactFamily:
    """The standing facts that had begun by `on`, latest first."""
    rows = model.objects.standing().filter(person=person).select_related("basis", *related)
    begun = (row for row in rows if row.valid.lower is None or row.valid.lower <= on)
    ordered = sorted(begun, key=lambda row: (row.valid.lower or date.min, row.pk), reverse=True)
    return FactFamily(key, title, [_line(row, describe, on) for row in ordered], nothing)


def _line(row: Any, describe: Describe, on: date) -> Line:
    text, detail = describe(row)
    basis = row.basis
    return Line(
        text=text,
        detail=detail,
        since=row.valid.lower,
        until=last_day(row.valid),
        since_printed=row.since_printed,
        until_printed=row.until_printed,
        basis=Basis(
            basis.get_kind_display(),
            basis.title,
            basis.number,
            basis.signed_on,
            basis.is_verifying,
        ),
        is_disputed=row.is_disputed,
        is_now=(row.valid.upper is None or row.valid.upper > on) and not row.is_disputed,
    )


def _posting(row: Any) -> tuple[str, str]:
    unit = row.unit.name if row.unit else row.unit_printed
    below = (unit if row.title else "", row.job_position)
    return row.title or unit, " · ".join(filter(None, below))


def _rank(row: Any) -> tuple[str, str]:
    return row.rank.label, row.rank_id


def _pay(row: Any) -> tuple[str, str]:
    coefficient = str(row.coefficient).replace(".", ",") if row.coefficient else ""
    step = str(_("step %(step)s")) % {"step": row.step} if row.step else ""
    above = f" + {row.overframe_percent} %" if row.overframe_percent else ""
    return " · ".join(filter(None, (step, coefficient + above))), ""


def _qualification(row: Any) -> tuple[str, str]:
    detail = row.field
    if row.family == QualificationFamily.LANGUAGE:
        detail = _named("languages", row.field)
    family = QualificationFamily(row.family)
    name = _named(CODE_LISTS[family], row.code)
    return name, " · ".join(filter(None, (str(family.label), detail)))


def _party(row: Any) -> tuple[str, str]:
    if row.official_on is None:
        return str(_("Party member")), ""
    shown = row.official_printed or row.official_on.strftime("%d/%m/%Y")
    return str(_("Party member")), str(_("official from %(day)s")) % {"day": shown}


def _service(row: Any) -> tuple[str, str]:
    return str(_("In service")), ""


def _rating(row: Any) -> tuple[str, str]:
    return _named("evaluation_levels", row.level_code), str(row.year)


def _discipline(row: Any) -> tuple[str, str]:
    return _named("discipline_kinds", row.kind_code), ""


def _named(codes: str, code: str) -> str:
    """What `code` of a list is called; from its file, no statement."""
    return str(names_of(codes).get(code, code))


def _head(actor: Actor, person: Person, families: Iterable[FactFamily], on: date) -> Head:
    now = {family.key: _now(family) for family in families}
    unit = person.unit
    is_part = unit.kind == "division" and unit.parent is not None
    post = now["posts"]
    # On a past day the post was perhaps in another unit than today's.
    elsewhere = post.detail if post and not post.detail.startswith(unit.name) else ""
    return Head(
        id=person.pk,
        full_name=person.full_name,
        born=person.born,
        age=_age(person.born_from, on),
        sex=person.get_sex_display(),
        staff_number=person.staff_number,
        object_kind=_named("object_kinds", person.object_kind),
        post=post.text if post else "",
        rank=now["ranks"].text if now["ranks"] else "",
        unit=elsewhere or unit.name,
        agency=unit.parent.name if is_part and unit.parent and not elsewhere else "",
        is_own=actor.person_id == str(person.pk),
        has_left=person.status == "left",
    )


def _now(family: FactFamily) -> Line | None:
    return next((line for line in family.lines if line.is_now), None)


def _age(born: date | None, on: date) -> int | None:
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _missing(person: Person, families: Iterable[FactFamily]) -> list[Word]:
    """What standards rest on and the dossier does not say."""
    empty = {family.key for family in families if not family.lines}
    told: list[tuple[bool, Word]] = [
        (not person.personal_id, _("personal ID")),
        (person.born_from is None, _("birth date")),
        (person.born_from is not None and person.born_from != person.born_to,
         _("day and month of birth")),
        ("ranks" in empty, _("rank")),
        ("training" in empty, _("degree")),
        ("service" in empty, _("day of recruitment")),
        ("ratings" in empty, _("last year's rating")),
    ]  # fmt: skip
    return [word for is_missing, word in told if is_missing]
