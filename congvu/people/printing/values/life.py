"""The Party, mass organisations, the army, policy, health."""

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae
from congvu.people.printing.values.registry import group, joined, last, value


@value("party_join_date")
def party_joined(cv: CurriculumVitae) -> str:
    """Admission."""
    held = last(cv.party)
    return dates.day(held.since) if held else ""


@value("party_official_date")
def party_official(cv: CurriculumVitae) -> str:
    """The official day."""
    held = last(cv.party)
    return dates.day(held.official) if held else ""


@value("socio_org_date", "youth_union_date")
def organisations(cv: CurriculumVitae) -> str:
    """Each mass organisation: since when, what one did there."""
    told = (joined(one.name, dates.day(one.since), one.post, by=", ") for one in cv.organisations)
    return joined(*told, by="; ")


@value("enlist_date")
def enlisted(cv: CurriculumVitae) -> str:
    """The first enlistment."""
    return dates.day(cv.military[0].since) if cv.military else ""


@value("enlist_date")
def discharged(cv: CurriculumVitae) -> str:
    """The last discharge."""
    return dates.day(cv.military[-1].until) if cv.military else ""


@value("military_rank")
def military_rank(cv: CurriculumVitae) -> str:
    """The highest rank and post, with its year."""
    if not cv.military:
        return ""
    served = cv.military[-1]
    ended = f"({dates.year(served.until)})" if served.until and served.rank else ""
    return joined(joined(served.rank, ended, by=" "), served.post)


def _policies(cv: CurriculumVitae, *, own: bool) -> str:
    return joined(
        *(
            joined(one.name, one.detail)
            for one in cv.policy
            if one.is_now and (one.code in group("own_merit")) == own
        ),
        by="; ",
    )


@value("policy_object")
def policy(cv: CurriculumVitae) -> str:
    """Every category."""
    return joined(_policies(cv, own=True), _policies(cv, own=False), by="; ")


@value("policy_object")
def wounded(cv: CurriculumVitae) -> str:
    """The class of a wounded soldier."""
    told = (
        one.detail or one.name for one in cv.policy if one.is_now and one.code in group("wounded")
    )
    return joined(*told, by="; ")


@value("policy_object")
def policy_family(cv: CurriculumVitae) -> str:
    """Categories that come by the family."""
    return _policies(cv, own=False)


@value("policy_object")
def martyr_family(cv: CurriculumVitae) -> str:
    """Whether a child of a fallen soldier, and every other category by the family."""
    is_one = any(one.is_now and one.code in group("martyr") for one in cv.policy)
    return "Có" if is_one else policy_family(cv)
