"""The stream of changes of tasks, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET

from congvu.access.models import Account
from congvu.access.selectors import actor_of
from congvu.core.actors import Actor
from congvu.core.pages import signed_in
from congvu.people.selectors import person_id_of
from congvu.web.hub import CLOSED, Stream, hub

CHECK_SECONDS = 60.0
"""How long a reader whose access has ended may still get events."""

PULSE_SECONDS = 20.0
"""Proxies close streams that are silent for longer."""

LONGEST_AGE_SECONDS = 3600.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@signed_in
@require_GET
async def work_stream(request: Any) -> HttpResponseBase:
    """Keys of tasks that have just changed, as far as the reader may see them."""
    age = request.GET.get("age", "")
    stream = hub.open(
        request.actor,
        last_id=request.headers.get("Last-Event-ID", ""),
        age=min(int(age) / 1000 + 1, LONGEST_AGE_SECONDS) if age.isdecimal() else 0.0,
    )
    body = _events(stream, request.session.session_key)
    return StreamingHttpResponse(body, content_type="text/event-stream", headers=HEADERS)


async def _events(stream: Stream, session_key: str) -> AsyncIterator[bytes]:
    """What is sent until the reader leaves, signs out or loses access."""
    loop = asyncio.get_running_loop()
    try:
        # Finding out who asks took a connection; a stream must not keep it for hours.
        await sync_to_async(_give_back_connection)()
        yield b"retry: 2000\n\n"
        check_at = loop.time() + CHECK_SECONDS
        while True:
            if loop.time() >= check_at:
                actor = await sync_to_async(_checked)(session_key)
                if actor is None:
                    yield CLOSED
                    return
                stream.actor = actor
                check_at = loop.time() + CHECK_SECONDS
            message = await _next(stream)
            yield message
            if message is CLOSED:
                return
    finally:
        hub.close(stream)


async def _next(stream: Stream) -> bytes:
    try:
        return await asyncio.wait_for(stream.queue.get(), PULSE_SECONDS)
    except TimeoutError:
        return b": still here\n\n"


def _give_back_connection() -> None:
    connection.close()


def _checked(session_key: str) -> Actor | None:
    """The same as `actor_of_session`, with the connection given back before the next long wait."""
    try:
        return actor_of_session(session_key)
    finally:
        _give_back_connection()


def actor_of_session(session_key: str) -> Actor | None:
    """Who the session belongs to as of now; None once it ended or the account was closed."""
    engine = import_module(settings.SESSION_ENGINE)
    session = engine.SessionStore(session_key).load()
    if BACKEND_SESSION_KEY not in session:
        return None
    account = Account.objects.filter(pk=session[SESSION_KEY], is_active=True).first()
    if account is None or not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
    ):
        return None
    person_id = person_id_of(account_id=account.pk)
    today = timezone.localdate()  # noqa: TID251 - a stream outlives the day it was opened on
    return actor_of(account, on=today, person_id=person_id)
