"""Revocation lists are fetched every hour, so that papers are judged offline."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.documents import commands, selectors
from congvu.documents.signing import SigningRefused, load_trust
from congvu.documents.signing.fetching import fetch_list

SYSTEM = Actor.system("documents.fetch_lists")


@app.periodic(cron="13 * * * *")
@app.task(name="documents.fetch_lists", queueing_lock="documents.fetch_lists")
def fetch_lists(timestamp: int = 0) -> None:
    """Fetch the revocation lists of the trusted authorities that are not fresh any more.

    No transaction is open while the network is waited for.
    """
    now = timezone.now()  # noqa: TID251 - a job has no request
    with scope_of(SYSTEM):
        _renew_demo(now)
        _note_trusted()
        wanted = selectors.lists_to_fetch(actor=SYSTEM, now=now)
    for key, address in wanted:
        try:
            content = fetch_list(address, inside=frozenset(settings.LIST_HOSTS))
            with scope_of(SYSTEM):
                commands.keep_list(actor=SYSTEM, list_id=key, content=content, now=now)
        except SigningRefused as refusal:
            with scope_of(SYSTEM):
                commands.note_no_list(actor=SYSTEM, list_id=key, why=refusal, now=now)


def _renew_demo(now: datetime) -> None:
    """The demo's authority lies nowhere on a network: its list is made anew here."""
    if not settings.DEMO_AUTHORITY:
        return
    from congvu.documents.signing.demo_keys import DemoAuthority

    file = Path(settings.DEMO_AUTHORITY)
    if file.is_file():
        DemoAuthority.from_file(file).write_trust(Path(settings.TRUST_ROOTS), now)


def _note_trusted() -> None:
    """The lists that the certificates in the administrator's folder point to."""
    if not settings.TRUST_ROOTS:
        return
    try:
        trust = load_trust(Path(settings.TRUST_ROOTS))
    except SigningRefused:  # said to whoever checks or signs a paper
        return
    commands.note_lists(actor=SYSTEM, certificates=trust.others, roots=trust.roots)
