"""Searches an account keeps under a name."""

from urllib.parse import parse_qsl

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.paths import is_place
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.journal import commands as journal
from congvu.people.models import SavedView


@transaction.atomic
def save_view(*, actor: Actor, name: str, query: str) -> SavedView:
    """Keep a search for the actor's account; one of the same name is renewed."""
    owner: int = actor.account_id or 0
    kept = SavedView.objects.filter(account_id=owner, name=clean(name)).first()
    view = kept or SavedView(account_id=owner, name=clean(name))
    view.query = query
    place = dict(parse_qsl(query)).get("unit", "")
    view.place = place if is_place(place) else None
    stored = store(view)
    journal.record(actor=actor, act="people.save_view", subject=stored)
    return stored


@transaction.atomic
def drop_view(*, actor: Actor, view_id: int) -> None:
    """Forget one of the actor's own searches; one that is gone already stays gone."""
    dropped, _models = SavedView.objects.filter(
        account_id=actor.account_id or 0, pk=view_id
    ).delete()
    if dropped:
        journal.record(actor=actor, act="people.drop_view", view=view_id)
