"""Putting a dossier together for printing: one statement a family, however many people."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.establishment.models import Unit
from congvu.people.choices import CODE_LISTS
from congvu.people.families import Family, Privacy, family
from congvu.people.groups import privacy_of
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.printing import cv
from congvu.people.querysets import PersonQuerySet
from congvu.people.selectors.dossier import Reader, reader_of

Facts = Mapping[UUID, list[Any]]
Read = Callable[[Any, dict[str, Any]], cv.Fact]

PARENTS = "unit__parent__parent__parent"


def people_to_print(*, actor: Actor, person_ids: Sequence[UUID]) -> list[Person]:
    """Those of `person_ids` in the actor's units, or the actor's own; by name. One statement."""
    is_own = Q(pk=actor.person_id) if actor.person_id else Q(pk__in=[])
    seen = Person.objects.filter(PersonQuerySet.within(actor.paths(People.RECORD_VIEW)) | is_own)
    found = seen.filter(pk__in=list(person_ids)).select_related(PARENTS, "photo")
    return list(found.order_by("name_key", "pk"))


def curricula_of(
    *, actor: Actor, people: Sequence[Person], on: date
) -> dict[UUID, cv.CurriculumVitae]:
    """The CV of each of `people` (from `people_to_print`) on `on`, as known now.

    Twenty-two statements: one a family.
    """
    facts = {key: _facts(key, actor, people, on) for key in FAMILIES}
    return {
        person.pk: cv.CurriculumVitae(
            on=on.isoformat(),
            who=_identity(person),
            bodies=_bodies(person, facts["posts"].get(person.pk, ())),
            photo=_photo(person),
            **_told(person, facts, on),
        )
        for person in people
    }


def _told(person: Person, facts: Mapping[str, Facts], on: date) -> dict[str, Any]:
    """The families of one person as the CV names them."""
    return {
        name: tuple(read(row, _period(row, on)) for row in facts[key].get(person.pk, ()))
        for key, (name, read, _related) in FAMILIES.items()
    }


def _facts(key: str, actor: Actor, people: Sequence[Person], on: date) -> Facts:
    """The standing rows of a family that had begun by `on`, oldest first, by person."""
    kind = family(key)
    readers = {person.pk: reader_of(actor, person) for person in people}
    is_own = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    rows = kind.model.objects.standing().filter(person__in=[person.pk for person in people])
    rows = rows.filter(rows.within(actor.paths(People.RECORD_VIEW)) | is_own)
    if related := FAMILIES[key][2]:
        rows = rows.select_related(related)
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        has_begun = row.valid.lower is None or row.valid.lower <= on
        if has_begun and _is_printed(kind, row, readers[row.person_id]):
            found[row.person_id].append(row)
    for told in found.values():
        told.sort(key=lambda row: (row.valid.lower or date.min, row.pk))
    return found


def _is_printed(kind: Family, row: Any, reader: Reader) -> bool:
    """Whether the reader sees the row; the person signs the paper, so nothing internal is on it."""
    privacy = privacy_of(kind, row)
    is_internal = privacy is Privacy.RESTRICTED and kind.privacy is not privacy
    return reader.sees(privacy) and not is_internal


def _period(row: Any, on: date) -> dict[str, Any]:
    """The period as printed; an end after `on` had not come yet."""
    end = last_day(row.valid)
    is_over = end is not None and end <= on
    holds = end is None or end >= on
    return {
        "since": row.since_printed or _iso(row.valid.lower),
        "until": (row.until_printed or _iso(end)) if is_over else "",
        "is_now": holds and not row.is_disputed,
        "is_disputed": row.is_disputed,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@cache
def _lines(codes: str) -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in read_codes(codes)}


@cache
def _order(codes: str) -> Mapping[str, int]:
    return {code: number for number, code in enumerate(_lines(codes))}


def _name(codes: str, code: str, column: str = "name_vi") -> str:
    """What a code is called in Vietnamese; the code itself where its list has no such line."""
    return _lines(codes).get(code, {}).get(column, "") or code


# --- the person


def _identity(person: Person) -> cv.Identity:
    taken = {
        one.name: getattr(person, one.name)
        for one in fields(cv.Identity)
        if isinstance(getattr(person, one.name, None), str)
    }
    return cv.Identity(
        **taken
        | {
            "ethnic_group": _name("ethnic_groups", person.ethnic_group),
            "religion": _name("religions", person.religion),
            "family_background": _name("family_background", person.family_background),
            "birth_place": _place(person, "birth", person.birth_place),
            "home_place": _place(person, "home", person.home_place),
            "household": _place(person, "household", person.household_address),
            "residence": _place(person, "current", person.current_address),
            "personal_id": person.personal_id or "",
            "personal_id_issued": _iso(person.personal_id_issued_on),
            "joined_body": person.joined_body_on,
            "joined_revolution": person.joined_revolution_on,
        }
    )


def _place(person: Person, which: str, printed: str) -> cv.Place:
    commune = getattr(person, f"{which}_commune")
    province = getattr(person, f"{which}_province")
    return cv.Place(
        printed=printed,
        commune=_name("communes_khanh_hoa", commune, "full_name"),
        province=_name("provinces", province, "full_name"),
    )


def _photo(person: Person) -> cv.Photo | None:
    if person.photo is None:
        return None
    return cv.Photo(content=bytes(person.photo.content), media_type=person.photo.media_type)


def _bodies(person: Person, posts: Sequence[Any]) -> cv.Bodies:
    """The unit of the last main post that had begun, else the one where the person stands."""
    held = [row.unit for row in posts if row.is_main and row.unit and not row.is_disputed]
    unit: Unit = held[-1] if held else person.unit
    line = _line_of(unit)
    agency = next((one for one in line if one.kind != "division"), unit)
    above = agency.parent or agency
    return cv.Bodies(base=unit.name, employing=agency.name, managing=above.name)


def _line_of(unit: Unit) -> list[Unit]:
    """The unit and those above it that are at hand."""
    line = [unit]
    while line[-1].parent is not None:
        line.append(line[-1].parent)
    return line


def _full_name(unit: Unit) -> str:
    """A division with the agency it is part of: `Phòng Tổ chức, Sở Nội vụ`."""
    parts = []
    for one in _line_of(unit):
        parts.append(one.name)
        if one.kind != "division":
            break
    return ", ".join(parts)


# --- the families: a row and its period in, a plain fact out


def _post(row: Any, period: dict[str, Any]) -> cv.Post:
    return cv.Post(
        kind=row.kind,
        title=row.title,
        unit=row.unit_printed or (_full_name(row.unit) if row.unit else ""),
        unit_id=row.unit_id,
        job_position=row.job_position,
        main_duty=row.main_duty,
        began_by=row.began_by,
        **period,
    )


def _rank(row: Any, period: dict[str, Any]) -> cv.Rank:
    return cv.Rank(code=row.rank_id, name=row.rank.name, **period)


def _allowance(row: Any, period: dict[str, Any]) -> cv.Allowance:
    told = _same(row, "mode", "percent", "coefficient", "amount_vnd", "note")
    name = _name("allowance_kinds", row.kind_code)
    return cv.Allowance(code=row.kind_code, name=name, **told, **period)


def _training(row: Any, period: dict[str, Any]) -> cv.Training:
    codes = CODE_LISTS.get(row.family, "")
    kind, code = row.family, row.code
    if codes == "education_levels":
        # Lists call every degree education; the code says whether it is school or a title.
        kind = {"general": "general", "academic_title": "academic"}.get(
            _lines(codes).get(code, {}).get("kind", ""), kind
        )
    field = _name("languages", row.field) if row.family in ("language", "minority") else row.field
    return cv.Training(
        kind=kind,
        name=_name(codes, code) if codes else "",
        field=field,
        level=row.level or 0,
        mode=_name("training_modes", row.mode_code),
        grade=_name("graduation_grades", row.grade_code),
        country=_name("countries", row.country_code),
        **_same(row, "title", "school", "score", "studied_from", "studied_to"),
        **period,
    )


def _party(row: Any, period: dict[str, Any]) -> cv.Party:
    return cv.Party(official=row.official_printed or _iso(row.official_on), **period)


def _organisation(row: Any, period: dict[str, Any]) -> cv.Organisation:
    name = row.organisation or _name("organisations", row.organisation_code)
    return cv.Organisation(name=name, post=row.post, **period)


def _policy(row: Any, period: dict[str, Any]) -> cv.Policy:
    name = _name("policy_objects", row.code)
    return cv.Policy(code=row.code, name=name, detail=row.detail, **period)


def _rating(row: Any, period: dict[str, Any]) -> cv.Rating:
    level = _name("evaluation_levels", row.level_code)
    return cv.Rating(year=row.year, level=level, **period)


def _reward(row: Any, period: dict[str, Any]) -> cv.Reward:
    return cv.Reward(
        name=_name("reward_kinds", row.kind_code),
        kind=_name("reward_kinds", row.kind_code, "kind"),
        year=str(row.year or "") or period["since"][:4],
        order=_order("reward_kinds").get(row.kind_code, 0),
        **period,
    )


def _measure(row: Any, period: dict[str, Any]) -> cv.Measure:
    name = _name("discipline_kinds", row.kind_code)
    return cv.Measure(name=name, violation=row.violation, issuer=row.issuer, **period)


def _relative(row: Any, period: dict[str, Any]) -> cv.Relative:
    told = _same(
        row, "side", "birth_year", "deceased_year", "home_place", "occupation", "residence",
        "organisations", "abroad", "old_regime", "detail",
    )  # fmt: skip
    return cv.Relative(
        relation=_name("family_relations", row.relation_code),
        order=_order("family_relations").get(row.relation_code, 0),
        name=row.full_name,
        country=_name("countries", row.country_code),
        **told,
        **period,
    )


def _health(row: Any, period: dict[str, Any]) -> cv.Health:
    told = _same(row, "height_cm", "weight_kg", "blood_group")
    state = _name("health_classes", row.class_code, "meaning")
    return cv.Health(state=state, **told, **period)


def _step(row: Any, period: dict[str, Any]) -> cv.Step:
    told = _same(row, "step", "coefficient", "paid_percent", "overframe_percent")
    return cv.Step(**told, overframe_since=_iso(row.overframe_since), **period)


def _position_step(row: Any, period: dict[str, Any]) -> cv.PositionStep:
    told = _same(row, "position", "step", "amount_vnd", "paid_percent", "overframe_percent")
    since = _iso(row.overframe_since)
    return cv.PositionStep(code=row.position_code, **told, overframe_since=since, **period)


def _military(row: Any, period: dict[str, Any]) -> cv.Military:
    return cv.Military(rank=row.highest_rank, post=row.post, **period)


def _plain(made: type[cv.Fact]) -> Read:
    """Facts whose columns are taken as they stand, by name."""
    own = {one.name for one in fields(made)} - {one.name for one in fields(cv.Fact)}
    return lambda row, period: made(**_same(row, *own), **period)


def _same(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


FAMILIES: Mapping[str, tuple[str, Read, str]] = {
    "posts": ("posts", _post, PARENTS),
    "service": ("service", _plain(cv.Recruitment), ""),
    "ranks": ("ranks", _rank, "rank"),
    "pay": ("pay", _step, ""),
    "position_pay": ("position_pay", _position_step, ""),
    "allowances": ("allowances", _allowance, ""),
    "training": ("training", _training, ""),
    "party": ("party", _party, ""),
    "memberships": ("organisations", _organisation, ""),
    "military": ("military", _military, ""),
    "policy": ("policy", _policy, ""),
    "ratings": ("ratings", _rating, ""),
    "rewards": ("rewards", _reward, ""),
    "discipline": ("discipline", _measure, ""),
    "assessments": ("assessments", _plain(cv.Assessment), ""),
    "planning": ("planning", _plain(cv.Planned), ""),
    "relatives": ("relatives", _relative, ""),
    "history": ("history", _plain(cv.Past), ""),
    "health": ("health", _health, ""),
    "property": ("property", _plain(cv.Property), ""),
    "income": ("income", _plain(cv.Income), ""),
}
"""Each family of the dossier that is printed: its name in the CV, its reader, what it joins."""
