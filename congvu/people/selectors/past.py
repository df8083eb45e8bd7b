"""What happened to a dossier: made, ended, corrected, fallen; by which paper, by whose hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.journal.models import Entry
from congvu.people.families import FAMILIES, Family
from congvu.people.groups import privacy_of
from congvu.people.models import Person
from congvu.people.selectors.dossier import DOTS, Reader, basis_in_words
from congvu.people.selectors.sensitive import classes
from congvu.people.selectors.whole import Whole
from congvu.people.types import Basis
from congvu.people.values import in_words, value_text

MOST = 200


@dataclass(frozen=True)
class Event:
    """One thing done to a dossier; `entry_id` where the office may still take it back."""

    at: datetime
    what: str
    family: str
    text: str
    before: str
    basis: Basis | None
    who: str
    entry_id: int | None = None


def past_of(*, actor: Actor, person: Person, whole: Whole, reader: Reader) -> list[Event]:
    """The changes of a dossier that was read whole, latest first: one statement, for the hands."""
    hands = _hands(whole)
    entries = {one.paper_id: one.pk for one in whole.entries if one.taken_back_by_id is None}
    found = [*_of_rows(whole, reader, hands, entries), *_of_person(person, whole, reader, hands)]
    found.sort(key=lambda event: event.at, reverse=True)
    return found[:MOST]


def _hands(whole: Whole) -> Mapping[int, str]:
    """Who recorded each paper, as far as the reader may follow the journal."""
    told = Entry.objects.filter(
        subject_kind="documents.paper",
        subject_id__in=[str(key) for key in whole.papers],
        act="documents.record_paper",
    )
    return {int(key): name for key, name in told.values_list("subject_id", "actor_name")}


def _of_rows(
    whole: Whole, reader: Reader, hands: Mapping[int, str], entries: Mapping[int, int]
) -> Iterator[Event]:
    for kind in FAMILIES:
        rows = {row.pk: row for row in whole.rows[kind.key]}
        follows = {row.replaced_by_id: row for row in rows.values() if row.replaced_by_id}
        for row in rows.values():
            if reader.sees(privacy_of(kind, row)):
                yield from _of_row(kind, row, follows.get(row.pk), whole, reader, hands, entries)


def _of_row(
    kind: Family,
    row: Any,
    former: Any,
    whole: Whole,
    reader: Reader,
    hands: Mapping[int, str],
    entries: Mapping[int, int],
) -> Iterator[Event]:
    def event(what: str, paper_id: int, at: datetime, before: str = "") -> Event:
        paper = whole.papers.get(paper_id)
        is_masked = text == DOTS
        basis = basis_in_words(paper) if paper and not is_masked else None
        return Event(
            at, what, str(kind.title), text, before, basis, hands.get(paper_id, ""),
            entries.get(paper_id),
        )  # fmt: skip

    text = _text(kind, row, whole, reader)
    made = _("corrected") if former is not None else _("entered")
    before = _text(kind, former, whole, reader) if former is not None else ""
    yield event(made, row.basis_id, row.recorded_at, before)
    for what, paper_id in ((_("ended"), row.end_basis_id), (_("taken back"), row.voided_by_id)):
        if paper_id is not None and paper_id != row.basis_id:
            paper = whole.papers.get(paper_id)
            yield event(what, paper_id, paper.recorded_at if paper else row.recorded_at)


def _text(kind: Family, row: Any, whole: Whole, reader: Reader) -> str:
    if reader.is_masked(kind, privacy_of(kind, row)):
        return DOTS
    return " · ".join(filter(None, in_words(kind, row, whole.names)))


def _of_person(
    person: Person, whole: Whole, reader: Reader, hands: Mapping[int, str]
) -> Iterator[Event]:
    """Columns that were corrected: what they said before, and then."""
    later: dict[str, str] = {}
    for change in reversed(whole.changes):
        paper = whole.papers.get(change.basis_id)
        for name, before in change.before.items():
            column: Any = Person._meta.get_field(name)
            now = later.get(name, _plain(column, getattr(person, column.attname)))
            said = _plain(column, column.to_python(before) if before else "")
            later[name] = said
            is_masked = name in classes() and not reader.is_own
            yield Event(
                change.recorded_at,
                _("corrected"),
                str(column.verbose_name),
                DOTS if is_masked else now,
                DOTS if is_masked else said,
                basis_in_words(paper) if paper and not is_masked else None,
                hands.get(change.basis_id, ""),
            )


def _plain(column: Any, value: Any) -> str:
    return value_text(column, value, {}, getattr(column, "code_list", ""))
