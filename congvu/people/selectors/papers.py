"""The papers of a dossier: which of the first ones are there, and the file of one."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.documents.models import StoredFile
from congvu.law.selectors import parameter_since
from congvu.law.types import Line as LawLine
from congvu.people.families import FAMILIES, family
from congvu.people.groups import privacy_of
from congvu.people.models import Person
from congvu.people.selectors.dossier import (
    Reader,
    get_person,
    has_own_file,
    line_of_row,
    reader_of,
)
from congvu.people.selectors.sensitive import open_for_keeping
from congvu.people.selectors.whole import Whole, whole_dossier
from congvu.people.types import Line

_FIRST = "first dossier"


@dataclass(frozen=True)
class Component:
    """One paper the first dossier is made of, and what is on file of it."""

    code: str
    name: str
    basis: str
    papers: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class FirstPapers:
    """The papers of the first dossier; `due_on` where the day of recruitment is known."""

    components: list[Component]
    due_on: date | None
    law: LawLine

    @property
    def missing(self) -> int:
        """How many are not there."""
        return sum(not one.papers for one in self.components)


def first_papers(whole: Whole, reader: Reader, on: date) -> FirstPapers:
    """The checklist of a dossier that was read whole; no statement."""
    kind = family("papers")
    rows = whole.standing(kind)
    components = [
        Component(
            row["code"],
            row["name_vi"],
            row["basis"],
            [
                line_of_row(kind, one, whole, reader, on)
                for one in rows
                if one.component_code == row["code"]
            ],
        )
        for row in read_codes("dossier_components")
        if _FIRST in row["when"]
    ]
    law = parameter_since("dossier.components_days", on)
    recruited = min(
        (row.valid.lower for row in whole.standing(family("service")) if row.valid.lower),
        default=None,
    )
    due_on = recruited + timedelta(days=law.value) if recruited else None
    return FirstPapers(components, due_on, law)


def get_paper_file(*, actor: Actor, person_id: UUID, paper_id: int) -> StoredFile:
    """The file of a paper that a fact of the dossier rests on, as far as the reader sees the fact.

    Reading the paper of a masked fact or column is a reading of it: it goes to the journal. A list
    that was imported is no paper of one person.

    Raises: NotVisible, Forbidden.
    """
    person = get_person(actor=actor, person_id=person_id)
    whole = whole_dossier(actor=actor, person=person)
    reader = reader_of(actor, person)
    for kind in FAMILIES:
        for row in whole.rows[kind.key]:
            privacy = privacy_of(kind, row)
            if row.basis_id == paper_id and reader.sees(privacy):
                if reader.is_masked(kind, privacy):
                    open_for_keeping(actor=actor, person=person, name=kind.key)
                return _file(whole, paper_id)
    corrected = [
        name for change in whole.changes if change.basis_id == paper_id for name in change.before
    ]
    for name in corrected:
        open_for_keeping(actor=actor, person=person, name=name)
    if corrected:
        return _file(whole, paper_id)
    raise _missing()


def get_photo(*, actor: Actor, person_id: UUID) -> StoredFile:
    """The photo of a dossier the actor may see.

    Raises: NotVisible.
    """
    person: Person = get_person(actor=actor, person_id=person_id)
    return _kept(person.photo_id)


def _file(whole: Whole, paper_id: int) -> StoredFile:
    paper = whole.papers.get(paper_id)
    if paper is None or not has_own_file(paper):
        raise _missing()
    return _kept(paper.file_id)


def _kept(file_id: int | None) -> StoredFile:
    """The file as far as the reader's scope reaches: it may lie in a unit left since."""
    file: StoredFile = StoredFile.objects.one(pk=file_id)
    return file


def _missing() -> NotVisible:
    return NotVisible(_("Not found, or not in the units you look after."))
