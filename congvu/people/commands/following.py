"""People go along when their unit is merged, split or dissolved, and come back with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.documents.models import Paper
from congvu.establishment.followers import Followed, Going
from congvu.establishment.models import Unit, UnitState
from congvu.journal import commands as journal
from congvu.people.commands.facts import end_fact, open_fact
from congvu.people.commands.present import renew_people
from congvu.people.commands.taking_back import LaterFactsLean, take_back
from congvu.people.families import family
from congvu.people.models import DossierEntry, Person, Posting
from congvu.people.permissions import People
from congvu.people.selectors.leaning import leaning_on
from congvu.people.types import Change, ChangeAct

POSTS = "posts"
MOST_NAMED = 10


class NobodyChosen(DomainError):
    """Nobody to place was chosen."""


class NotUnplaced(DomainError):
    """The person's unit still stands, or never ended."""


@transaction.atomic
def follow(*, actor: Actor, going: Going, today: date) -> int:
    """Open posts in the units that took over, resting on the decision; return how many.

    Every post held in a unit that ended goes on in its heir from the day of the decision, the old
    one ending the day before. A post whose end another paper has set already stays as it is and is
    listed as unplaced, as are those of a split unit.

    Requires: people.record.change where each person is.
    Raises: Forbidden, LaterFactStands, DomainError from a broken constraint.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=set(going.to.values()))}
    heirs = {unit: units[heir] for unit, heir in going.to.items()}
    moved = _move(actor, _held(going.to, going.on), heirs, going.basis, going.on)
    renew_people(people=moved, on=today)
    return len(moved)


@transaction.atomic
def place_people(*, actor: Actor, person_ids: Sequence[UUID], unit: str, today: date) -> list[UUID]:
    """Place people of a unit that ended in `unit`, from the day it ended and by that decision.

    Requires: people.record.change where each person is and on `unit`.
    Raises: NotVisible, Forbidden, NobodyChosen, NotUnplaced, LaterFactStands.
    """
    heir: Unit = Unit.objects.one(code=unit)
    actor.require(People.RECORD_CHANGE, heir.path)
    if not person_ids:
        raise NobodyChosen(_("Choose at least one person to place."))
    held = _held_in_ended_units(actor, person_ids, today)
    if {post.person_id for post in held} != set(person_ids):
        raise NotUnplaced(_("Their unit still stands. Transfer them by a decision instead."))
    placed: list[UUID] = []
    for unit_id in sorted({post.unit_id for post in held if post.unit_id}):
        posts = [post for post in held if post.unit_id == unit_id]
        basis, on = _ended(unit_id)
        placed += _move(actor, posts, {unit_id: heir}, basis, on)
    renew_people(people=placed, on=today)
    journal.record(actor=actor, act="people.place_people", subject=heir, people=len(placed))
    return placed


@transaction.atomic
def come_back(*, actor: Actor, basis: Paper, by: Paper, today: date) -> int:
    """Take back the posts that `basis`, now revoked by `by`, opened and ended here.

    Requires: people.record.change where each person is.
    Raises: Forbidden, LaterFactsLean.
    """
    changes = _done_by(basis)
    if not changes:
        return 0
    try:
        take_back(actor=actor, changes=changes, basis=basis, by=by, keep_later=False)
    except LaterFactsLean as refusal:
        facts = leaning_facts(actor=actor, changes=changes, basis=basis)
        told = _("Later facts of people rest on this decision: %(facts)s. Take those back first.")
        raise LaterFactsLean(told % {"facts": "; ".join(facts)}) from refusal
    people = {one.person_id for one in changes}
    renew_people(people=people, on=today)
    return len(people)


def leaning_facts(*, actor: Actor, changes: Sequence[Change], basis: Paper) -> list[str]:
    """The later facts that lean on `changes` of `basis`, in words; the first of them."""
    leaning = leaning_on(actor=actor, changes=changes, basis=basis)
    people = Person.objects.in_bulk({one.person_id for one in leaning})
    told = [
        _("%(name)s: %(what)s from %(day)s (%(paper)s)")
        % {
            "name": people[one.person_id].full_name,
            "what": one.family,
            "day": one.since.strftime("%d/%m/%Y") if one.since else "–",
            "paper": one.paper,
        }
        for one in leaning[:MOST_NAMED]
        if one.person_id in people
    ]
    more = len(leaning) - len(told)
    return (
        [*told, ngettext("and %(n)s other line", "and %(n)s other lines", more) % {"n": more}]
        if more
        else told
    )


def _done_by(basis: Paper) -> list[Change]:
    """The posts that `basis` opened and ended by following units."""
    made = list(Posting.objects.standing().filter(basis=basis))
    ended = list(Posting.objects.standing().filter(end_basis=basis))
    until = {(post.person_id, post.valid.lower, post.kind, post.title): post for post in made}
    changes = [_change(post, ChangeAct.MADE, None) for post in made]
    for post in ended:
        after = until.get((post.person_id, post.valid.upper, post.kind, post.title))
        changes.append(_change(post, ChangeAct.ENDED, after.valid.upper if after else None))
    return changes


def _held(units: Iterable[int], on: date) -> list[Posting]:
    """The posts in `units` that run into the day, whose end no paper has set."""
    running = Q(valid__startswith__lt=on) | Q(valid__startswith=None)
    posts = Posting.objects.on(on).filter(running, unit__in=list(units), end_basis=None)
    return list(posts.select_related("person").order_by("pk"))


def _held_in_ended_units(actor: Actor, person_ids: Sequence[UUID], today: date) -> list[Posting]:
    standing = UnitState.objects.on(today).values("unit")
    posts = Posting.objects.visible_to(actor, People.RECORD_VIEW).on(today)
    found = posts.filter(person__in=list(person_ids), end_basis=None).exclude(unit=None)
    return list(found.exclude(unit__in=standing).select_related("person", "unit").order_by("pk"))


def _ended(unit_id: int) -> tuple[Paper, date]:
    """The decision that ended a unit, and the first day it no longer stood."""
    last = UnitState.objects.standing().filter(unit=unit_id).order_by("-valid").first()
    if last is None or last.end_basis is None:
        raise NotUnplaced(_("Their unit still stands. Transfer them by a decision instead."))
    return last.end_basis, last.valid.upper


def _move(
    actor: Actor, posts: Iterable[Posting], heirs: Mapping[int, Unit], basis: Paper, on: date
) -> list[UUID]:
    """Each post goes on in the heir of its unit; a main post makes room for itself."""
    kind = family(POSTS)
    moved = []
    for post in posts:
        if post.unit_id is None:
            continue
        values = {name: getattr(post, name) for name in kind.columns}
        values["unit"] = heirs[post.unit_id]
        if not kind.is_lined(values):
            end_fact(actor=actor, row=post, family=kind, on=on, basis=basis)
        until = post.valid.upper - timedelta(days=1) if post.valid.upper else None
        open_fact(
            actor=actor, person=post.person, family=kind, values=values, since=on, basis=basis,
            until=until,
        )  # fmt: skip
        moved.append(post.person_id)
    return moved


def _change(post: Posting, act: ChangeAct, was_until: date | None) -> Change:
    return Change(
        family=POSTS,
        person_id=post.person_id,
        row_id=post.pk,
        act=act,
        was_until=was_until,
        until_printed=post.until_printed,
    )


class PeopleFollow:
    """How people go along with the tree of units (`congvu.establishment.followers`)."""

    def follow(self, *, actor: Actor, going: Going, today: date) -> int:
        """See `follow`."""
        return follow(actor=actor, going=going, today=today)

    def count_left(self, *, actor: Actor, unit_ids: Sequence[int], on: date) -> int:
        """The people whose post in one of the units runs on or begins on `on` or later."""
        posts = Posting.objects.standing().filter(unit__in=list(unit_ids), end_basis=None)
        later = posts.filter(Q(valid__endswith__gt=on) | Q(valid__endswith=None))
        return later.values("person").distinct().count()

    def told(self, *, actor: Actor, basis: Paper) -> Followed:
        """Who would come back, and what leans on it."""
        changes = _done_by(basis)
        facts = leaning_facts(actor=actor, changes=changes, basis=basis) if changes else []
        return Followed(len({one.person_id for one in changes}), facts)

    def take_back(self, *, actor: Actor, basis: Paper, by: Paper, today: date) -> int:
        """See `come_back`."""
        return come_back(actor=actor, basis=basis, by=by, today=today)


class EntriesKeepPapers:
    """Papers that facts entered into dossiers by hand rest on too."""

    def kept(self, *, actor: Actor, paper: Paper) -> tuple[str, str] | None:
        """The dossier of the first such entry."""
        entries = DossierEntry.objects.filter(paper=paper, taken_back_by=None)
        first = entries.order_by("pk").first()
        if first is None:
            return None
        told = _("Facts entered into a dossier rest on this paper too. Take that entry back first.")
        return told, f"{reverse('people:person', args=[first.person_id])}?phan=lich-su"


PEOPLE = PeopleFollow()
ENTRIES = EntriesKeepPapers()
