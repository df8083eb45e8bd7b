"""Making one dossier of two of the same person, and undoing it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.people.choices import PersonStatus
from congvu.people.commands.present import renew_people
from congvu.people.following import followings
from congvu.people.models import DossierMerge, Person
from congvu.people.permissions import People
from congvu.people.selectors.merging import (
    COLUMNS,
    Plan,
    as_json,
    get_merge,
    leaning_on_merge,
    merge_plan,
)

_REPEATED = (
    "post", "title_code", "rank_id", "unit_id", "unit_path", "status", "has_unverified",
)  # fmt: skip
_KEPT = (*COLUMNS, "born_from", "born_to", "account_id", *_REPEATED)


class CannotFollow(DomainError):
    """A row that points to the merged person clashes with one of the survivor."""


class MergeLeanedOn(DomainError):
    """Something was done since that rests on the merge."""


@transaction.atomic
def merge_dossiers(
    *,
    actor: Actor,
    survivor_id: UUID,
    merged_id: UUID,
    choices: Mapping[str, str],
    on: date,
) -> DossierMerge:
    """Make `merged_id` part of `survivor_id`; nothing is deleted.

    `choices` say by column whose value stands: "survivor" or "merged"; where nothing is said, the
    survivor's, or the only one there is. Facts that both have stay where they are; facts that
    cannot stand beside the survivor's move as disputed.

    Requires: people.record.change where both are.
    Raises: NotVisible, Forbidden, NotTwoDossiers, CannotFollow.
    """
    plan = merge_plan(actor=actor, survivor_id=survivor_id, merged_id=merged_id, lock=True)
    survivor, merged = plan.survivor, plan.merged
    before = {"survivor": _columns(survivor), "merged": _columns(merged)}
    taken = _taken(plan, choices)
    merge = store(
        DossierMerge(
            survivor=survivor,
            merged=merged,
            merged_on=on,
            before=before,
            after=taken,
            counts=plan.counts(),
            actor_name=actor.name or actor.reason,
        )
    )
    _move(merge, plan)
    _write(merged, {"status": PersonStatus.MERGED.value, **_given_up(taken)})
    _write(survivor, taken)
    renew_people(people=[survivor.pk, merged.pk], on=on)
    journal.record(
        actor=actor,
        act="people.merge_dossiers",
        subject=survivor,
        merged=str(merged.pk),
        merge=merge.pk,
        taken=sorted(taken),
        counts=plan.counts(),
    )
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, merge_id: int, on: date) -> DossierMerge:
    """Give both dossiers back as they were; facts written since stay with the survivor.

    Requires: people.record.change where both are.
    Raises: NotVisible, Forbidden, MergeLeanedOn.
    """
    merge = get_merge(actor=actor, merge_id=merge_id)
    pair = [merge.survivor_id, merge.merged_id]
    people = Person.objects.select_for_update(of=["self"]).order_by("pk").in_bulk(pair)
    survivor, merged = people[merge.survivor_id], people[merge.merged_id]
    actor.require(People.RECORD_CHANGE, survivor.unit_path, merged.unit_path)
    merge.refresh_from_db()
    merge.survivor = survivor
    leaning = leaning_on_merge(actor=actor, merge=merge)
    if merge.undone_at is not None or leaning:
        raise MergeLeanedOn(
            " ".join(leaning) or _("This merge was undone already. Nothing is left to do.")
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_undo_merge(%s)", [merge.pk])
    names = (*merge.after, *_REPEATED)
    _write(survivor, _placed({name: merge.before["survivor"][name] for name in names}))
    _write(merged, _placed(merge.before["merged"]))
    renew_people(people=pair, on=on)
    merge.refresh_from_db()
    journal.record(
        actor=actor,
        act="people.undo_merge",
        subject=survivor,
        merged=str(merged.pk),
        merge=merge.pk,
    )
    return merge


def _columns(person: Person) -> dict[str, Any]:
    return {name: as_json(person, name) for name in _KEPT}


def _taken(plan: Plan, choices: Mapping[str, str]) -> dict[str, Any]:
    """The columns of the survivor that take the other dossier's value."""
    taken: dict[str, Any] = {}
    for one in plan.differences:
        if choices.get(one.name, one.best) == "merged":
            taken[one.name] = as_json(plan.merged, one.name)
            if one.name == "born":
                taken |= {name: as_json(plan.merged, name) for name in ("born_from", "born_to")}
    given_up = plan.survivor.personal_id if "personal_id" in taken else plan.merged.personal_id
    old = taken.get("old_id", plan.survivor.old_id)
    if given_up and len(given_up) == 9 and not old and given_up != taken.get("personal_id"):
        taken["old_id"] = given_up
    return taken


def _given_up(taken: Mapping[str, Any]) -> dict[str, Any]:
    """What only one dossier can have leaves the merged one with the value taken."""
    return {name: None for name in ("personal_id", "account_id") if name in taken}


def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns kept, at the place where their unit stands today."""
    return {**values, "unit_path": Unit.objects.get(pk=values["unit_id"]).path}


def _write(person: Person, values: Mapping[str, Any]) -> None:
    """Set columns given as a merge keeps them."""
    if values:
        Person.objects.filter(pk=person.pk).update(**values)


def _move(merge: DossierMerge, plan: Plan) -> None:
    """Have the database move the facts and all that points to the merged person."""
    facts = [
        {
            "table": piece.family.table,
            "id": piece.row.pk,
            "disputed": piece.fate == "disputed",
        }
        for piece in plan.pieces
        if piece.fate in {"moved", "disputed"}
    ]
    others = [
        {"table": one.table, "column": one.column, "unless": list(one.unless)}
        for one in followings()
        if one.follows
    ]
    told: list[Any] = [merge.pk, json.dumps(facts), json.dumps(others)]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT congvu_merge_dossiers(%s, %s, %s)", told)
    except IntegrityError as clash:
        table = getattr(getattr(clash.__cause__, "diag", None), "table_name", "")
        raise CannotFollow(
            _("Both dossiers have a line in “%(table)s” that only one may have. Settle it first.")
            % {"table": table}
        ) from clash
