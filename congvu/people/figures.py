"""Shares of the staff that resolutions set aims for, over the dossiers an actor may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.core.periods import years_before
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.models import Person, Qualification
from congvu.people.permissions import People

YOUNG = 40


@dataclass(frozen=True)
class Share:
    """`part` of `whole` people; dossiers that do not say are in the whole, not in the part."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nobody."""
        return self.part * 100 / self.whole if self.whole else None


def shares(*, actor: Actor, on: date) -> dict[str, Share]:
    """The shares by code: women, under_40, minority, degree, politics_intermediate. One query."""
    people = Person.objects.visible_to(actor, People.RECORD_VIEW).serving()
    counted = people.aggregate(
        whole=Count("pk"),
        women=Count("pk", filter=Q(sex="F")),
        under_40=Count("pk", filter=Q(born_from__gt=years_before(on, YOUNG))),
        minority=Count("pk", filter=Q(ethnic_group__in=_minorities())),
        degree=Count("pk", filter=_holds(QualificationFamily.EDUCATION, "CM-DH")),
        politics_intermediate=Count("pk", filter=_holds(QualificationFamily.POLITICS, "TC")),
    )
    whole = counted.pop("whole")
    return {code: Share(part, whole) for code, part in counted.items()}


def _minorities() -> list[str]:
    return [row["code"] for row in read_codes("ethnic_groups") if row["is_minority"] == "1"]


def _holds(family: QualificationFamily, code: str) -> Q:
    """Holds a qualification of `family` at least as high as `code` of its list."""
    rows = read_codes(CODE_LISTS[family])
    level = next(int(row["rank"]) for row in rows if row["code"] == code)
    held = Qualification.objects.standing().filter(
        person=OuterRef("pk"), family=family, level__gte=level
    )
    return Q(Exists(held))
