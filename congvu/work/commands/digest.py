"""One message a morning instead of one for each event."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.access.models import Account
from congvu.access.selectors import actor_of
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.journal import commands as journal
from congvu.people.selectors import person_id_of
from congvu.work.models import Digest
from congvu.work.selectors.inbox import TO_ACCEPT, Waiting, inbox_of

LINES = 15
"""So many tasks are named; the inbox has the others."""


def send_digests(*, actor: Actor, today: date) -> int:
    """Tell every open account what waits for it; return how many were told.

    Each account is told at most once a day, however often this runs, and not at all when nothing
    waits. What it is told is kept and shown in its inbox; who has an e-mail address gets it there
    too. Each account is a transaction of its own: a run that breaks off is taken up by the next.

    Requires: to be the system.
    """
    told = 0
    with scope_of(actor):
        done = Digest.objects.filter(on=today).values("account_id")
        accounts = list(Account.objects.filter(is_active=True).exclude(pk__in=done).order_by("pk"))
    for account in accounts:
        reader = actor_of(account, on=today, person_id=person_id_of(account_id=account.pk))
        with scope_of(reader):
            lines = inbox_of(actor=reader)
        if lines:
            with scope_of(actor):
                told += _tell(actor, account, lines, today)
    return told


@transaction.atomic
def _tell(actor: Actor, account: Account, lines: list[Waiting], today: date) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Công Vụ: your work on %(day)s") % {"day": _day(today)}
        body = "\n".join(_body(lines, today))
    digest, is_new = Digest.objects.get_or_create(
        account=account, on=today, defaults={"body": body}
    )
    if is_new:
        journal.record(actor=actor, act="work.digest", subject=digest, account=account.pk)
        if account.email:
            transaction.on_commit(
                lambda: send_mail(subject, body, None, [account.email], fail_silently=True)
            )
    return is_new


def _body(lines: list[Waiting], today: date) -> list[str]:
    """How many of each kind, then the soonest by name."""
    late = sum(1 for line in lines if line.due_on and line.due_on < today)
    to_accept = sum(1 for line in lines if line.kind == TO_ACCEPT)
    count = len(lines)
    body = [ngettext("%(n)d thing waits for you.", "%(n)d things wait for you.", count)]
    body[0] %= {"n": count}
    if late:
        body.append(ngettext("%(n)d is late.", "%(n)d are late.", late) % {"n": late})
    if to_accept:
        words = ngettext("%(n)d is to be accepted.", "%(n)d are to be accepted.", to_accept)
        body.append(words % {"n": to_accept})
    for line in lines[:LINES]:
        due = f" ({_day(line.due_on)})" if line.due_on else ""
        body.append(f"- {line.title[:200]}{due}")
    if count > LINES:
        body.append(_("The others are in your inbox."))
    return body


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
