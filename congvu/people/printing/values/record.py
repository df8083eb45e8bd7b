"""Rewards, discipline, health, own history, property."""

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae
from congvu.people.printing.values.registry import VALUES, Value, group, joined, value


@value("state_honours")
def honours(cv: CurriculumVitae) -> str:
    """Titles and prizes of the State, with their years."""
    told = (joined(one.name, one.year) for one in cv.rewards if one.kind in group("honours"))
    return joined(*told, by="; ")


@value("rewards")
def highest_reward(cv: CurriculumVitae) -> str:
    """The highest but for State honours: the list of kinds stands in order."""
    for kind in group("highest_first"):
        found = [one for one in cv.rewards if one.kind == kind]
        if found:
            best = min(found, key=lambda one: (one.order, one.year))
            return joined(best.name, best.year)
    return joined(cv.rewards[-1].name, cv.rewards[-1].year) if cv.rewards else ""


@value("rewards")
def rewards(cv: CurriculumVitae) -> str:
    """Orders and medals; where there is none, what else was given."""
    medals = [one for one in cv.rewards if one.kind in group("medals")]
    told = medals or [one for one in cv.rewards if one.kind not in group("honours")]
    return joined(*(joined(one.name, one.year) for one in told), by="; ")


@value("disciplines")
def disciplines(cv: CurriculumVitae) -> str:
    """Each measure: year, who decided, why. Empty where none is on file."""
    told = (
        joined(one.name, dates.year(one.since), one.issuer, one.violation) for one in cv.discipline
    )
    return joined(*told, by="; ")


def _health(name: str, column: str, unit: str, *fields: str) -> None:
    """The last examination that says it."""

    def tell(cv: CurriculumVitae) -> str:
        told = [one for one in (getattr(each, column) for each in cv.health) if one]
        return (
            ""
            if not told
            else told[-1]
            if column in ("state", "blood_group")
            else dates.number(told[-1], unit)
        )

    VALUES[name] = Value(tell, fields)


_health("health", "state", "", "health_state")
_health("height", "height_cm", "cm", "height")
_health("weight", "weight_kg", "kg", "weight")
_health("height_number", "height_cm", "", "height")
_health("weight_number", "weight_kg", "", "weight")
_health("blood_group", "blood_group", "", "blood_group")


def _past(cv: CurriculumVitae, kind: str) -> str:
    told = []
    for one in cv.history:
        if one.kind == kind:
            first = dates.month(one.since)
            when = dates.span(first, dates.month(one.until)) if first else ""
            told.append(
                joined(when, joined(one.post, one.organisation, one.place, one.detail), by=": ")
            )
    return joined(*told, by="; ")


@value("detention")
def detention(cv: CurriculumVitae) -> str:
    """Arrest, imprisonment."""
    return _past(cv, "detention")


@value("old_regime_work")
def old_regime(cv: CurriculumVitae) -> str:
    """Work for the former regime."""
    return _past(cv, "old_regime")


@value("foreign_orgs")
def foreign_bodies(cv: CurriculumVitae) -> str:
    """Ties with organisations abroad."""
    return _past(cv, "foreign_body")


@value("abroad_relatives")
def relatives_abroad(cv: CurriculumVitae) -> str:
    """Relatives abroad: told as such, or by where a relative lives."""
    living = (
        joined(one.relation, one.name, one.country, one.abroad)
        for one in cv.relatives
        if (one.country and one.country not in group("own_country")) or one.abroad
    )
    return joined(_past(cv, "relative_abroad"), *living, by="; ")


@value("income_salary")
def income_salary(cv: CurriculumVitae) -> str:
    """The salary of the last year told."""
    if not cv.income or cv.income[-1].salary_vnd is None:
        return ""
    return f"{dates.dong(cv.income[-1].salary_vnd)} đồng (năm {cv.income[-1].year})"


@value("income_salary")
def income_other(cv: CurriculumVitae) -> str:
    """Other income of the last year told."""
    if not cv.income:
        return ""
    other = cv.income[-1]
    worth = f"{dates.dong(other.other_vnd)} đồng" if other.other_vnd is not None else ""
    return joined(worth, other.other_source)


def _property(name: str, *fields: str) -> None:
    def tell(cv: CurriculumVitae) -> str:
        told = (
            joined(
                one.description,
                dates.number(one.area_m2, "m²"),
                f"giấy chứng nhận: {one.certificate}" if one.certificate else "",
            )
            for one in cv.property
            if one.is_now and one.kind == name
        )
        return joined(*told, by="; ")

    VALUES[name] = Value(tell, fields)


_property("house_given", "house_allocated")
_property("house_owned", "house_owned")
_property("land_given", "land")
_property("land_owned", "land")
_property("land_business", "land")


@value("org_assessment")
def assessment(cv: CurriculumVitae) -> str:
    """The last assessment."""
    return cv.assessments[-1].words if cv.assessments else ""
