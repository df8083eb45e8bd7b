"""Training."""

from congvu.people.printing.cv import CurriculumVitae, Training
from congvu.people.printing.values.registry import joined, value


def _best(cv: CurriculumVitae, *kinds: str) -> Training | None:
    """The highest of some kinds; of equals the latest."""
    found = [one for one in cv.training if one.kind in kinds and not one.is_disputed]
    return max(enumerate(found), key=lambda pair: (pair[1].level, pair[0]))[1] if found else None


def _level(cv: CurriculumVitae, *kinds: str) -> str:
    best = _best(cv, *kinds)
    return (best.name or best.title) if best else ""


@value("general_education")
def general_education(cv: CurriculumVitae) -> str:
    """School."""
    best = _best(cv, "general")
    return (best.title or best.name) if best else ""


@value("top_degree", "academic_degree")
def top_degree(cv: CurriculumVitae) -> str:
    """The highest degree and its field."""
    best = _best(cv, "education")
    if best is None:
        return ""
    name = best.title or best.name
    return name if best.field.casefold() in name.casefold() else f"{name}, {best.field}"


@value("academic_title")
def academic_title(cv: CurriculumVitae) -> str:
    """Professor or associate professor."""
    return _level(cv, "academic")


@value("academic_title", "top_degree")
def title_and_degree(cv: CurriculumVitae) -> str:
    """Title and highest degree."""
    return joined(academic_title(cv), top_degree(cv), by="; ")


@value("political_theory")
def political_theory(cv: CurriculumVitae) -> str:
    """The highest level."""
    return _level(cv, "politics")


@value("state_management")
def state_management(cv: CurriculumVitae) -> str:
    """The highest level."""
    return _level(cv, "management")


@value("it_level")
def it_level(cv: CurriculumVitae) -> str:
    """The highest level."""
    return _level(cv, "it")


@value("language_level")
def languages(cv: CurriculumVitae) -> str:
    """The best of each language."""
    best: dict[str, Training] = {}
    for one in cv.training:
        if one.kind == "language" and one.level >= best.get(one.field, one).level:
            best[one.field] = one
    told = (joined(one.field, one.title or one.name, one.score) for one in best.values())
    return joined(*told, by="; ")
