"""What people show on the page of a job position: its holders against what it asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from congvu.core.panels import Title
from congvu.establishment.panels import PositionPanel
from congvu.establishment.rules.competencies import Asked
from congvu.establishment.rules.limits import Answer
from congvu.establishment.selectors.staffing import Described
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.selectors.fitting import Holder, Judged


@dataclass(frozen=True)
class Group:
    """The holders of one answer: what it is called, its word in the address, how many."""

    title: Title
    answer: str
    meaning: str
    count: int


Told = tuple[str, Asked]
"""A competency by its name, with what is asked and found."""


@dataclass(frozen=True)
class Row:
    """One holder: the competencies by their answer."""

    person: Person
    short: list[Told]
    unknown: list[Told]
    met: list[Told]


def rows_told(found: Described, holders: Iterable[Holder]) -> list[Row]:
    """Each holder with what is short, not known and met, by the names of the competencies."""
    names = {competency.code: competency.label for competency, _level in found.competencies}

    def lines(holder: Holder, answer: Answer) -> list[Told]:
        return [(names[one.code], one) for one in holder.fit.lines if one.answer is answer]

    return [
        Row(
            one.person,
            *(lines(one, answer) for answer in (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)),
        )
        for one in holders
    ]


def groups_of(judged: Judged) -> list[Group]:
    """The answers, the worst first, with how many have each."""
    told: tuple[tuple[Answer, Title, str], ...] = (
        (Answer.NOT_MET, _("fall short"), "late"),
        (Answer.UNKNOWN, _("not all known"), "unknown"),
        (Answer.MET, _("meet everything"), "done"),
    )
    return [
        Group(title, answer, meaning, len(judged.people[answer])) for answer, title, meaning in told
    ]


HOLDERS = PositionPanel(
    title=_("Holders against the competency framework"),
    permission=People.RECORD_VIEW,
    url="people:position_people",
)
