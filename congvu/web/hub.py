"""Fanning changes of tasks out to the open streams of one process.

One connection listens for the whole process. What it hears are keys and places; each stream
is sent only what its reader may see. Nothing is stored: the last minute is kept in memory, so
that a stream that opens or comes back a moment late misses nothing; after anything longer the
reader is told to look again (`reload`).
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.conf import settings

from congvu.core.actors import EVERYWHERE, Actor, is_within
from congvu.work.permissions import Work

CHANNEL = "congvu_work"
QUEUE = 100
"""Events that may wait for one slow reader; then they give way to one `reload`."""

KEPT_EVENTS, KEPT_SECONDS = 1000, 60.0
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0

RELOAD = b"event: reload\ndata: {}\n\n"
CLOSED = b"event: closed\ndata: {}\n\n"


@dataclass(frozen=True)
class Change:
    """One changed task as the database tells it; `paths` and `people` before and after."""

    number: int
    heard_at: float
    task_id: int
    paths: tuple[str, ...]
    partners: frozenset[int]
    people: frozenset[str]
    sent: bytes


@dataclass(eq=False)
class Stream:
    """One reader's open stream."""

    actor: Actor
    queue: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def sees(self, change: Change) -> bool:
        """Whether the reader may know of `change`: by unit, as a partner, or as its bearer."""
        actor = self.actor
        if actor.person_id and str(actor.person_id) in change.people:
            return True
        held = actor.paths(Work.TASK_VIEW)
        if held and not change.partners.isdisjoint(actor.unit_ids):
            return True
        return any(
            top == EVERYWHERE or is_within(path, top) for path in change.paths for top in held
        )

    def put(self, message: bytes) -> None:
        """Hand over one message; a reader too slow for QUEUE of them is told to look again."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            message = RELOAD
        self.queue.put_nowait(message)


class Hub:
    """The open streams of this process and the one connection that listens for them."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.kept: deque[Change] = deque(maxlen=KEPT_EVENTS)
        self.epoch = secrets.token_hex(4)
        self.number = 0
        self.listening_since: float | None = None
        self._task: asyncio.Task[None] | None = None

    def open(self, actor: Actor, *, last_id: str = "", age: float = 0.0) -> Stream:
        """A new stream of `actor`, which first gets what it may have missed.

        `last_id` is the key of the last event the browser got, `age` how many seconds ago it
        got its page.
        """
        loop = asyncio.get_running_loop()
        if self._task is None or self._task.done() or self._task.get_loop() is not loop:
            self._task = loop.create_task(self._listen())
        stream = Stream(actor)
        for message in self._missed(stream, last_id, loop.time() - age):
            stream.put(message)
        self.streams.add(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """Forget a stream."""
        self.streams.discard(stream)

    def close_all(self) -> None:
        """End every stream: the process is about to stop."""
        for stream in self.streams:
            stream.put(CLOSED)
        if self._task is not None:
            self._task.cancel()

    def hear(self, payload: str, at: float) -> None:
        """Pass on one notice of the database, heard at `at` (seconds of the loop's clock)."""
        told = json.loads(payload)
        if told.get("kind") == "reload":
            self.reload_all()
            return
        change = self._change(told, at)
        self.kept.append(change)
        for stream in self.streams:
            if stream.sees(change):
                stream.put(change.sent)

    def reload_all(self) -> None:
        """Tell every reader to look again."""
        self.kept.clear()
        for stream in self.streams:
            stream.put(RELOAD)

    def _change(self, told: dict[str, Any], at: float) -> Change:
        self.number += 1
        data = json.dumps({"id": told["id"]})
        return Change(
            number=self.number,
            heard_at=at,
            task_id=told["id"],
            paths=tuple(set(told["paths"])),
            partners=frozenset(told["partners"]),
            people=frozenset(person for person in told["people"] if person),
            sent=f"id: {self.epoch}-{self.number}\nevent: task\ndata: {data}\n\n".encode(),
        )

    def _missed(self, stream: Stream, last_id: str, since: float) -> Iterable[bytes]:
        """The messages that went by before `stream` opened."""
        epoch, _dash, number = last_id.partition("-")
        if last_id:
            oldest = self.kept[0].number if self.kept else self.number + 1
            if epoch != self.epoch or not number.isdecimal() or int(number) + 1 < oldest:
                return [RELOAD]
            late = [change for change in self.kept if change.number > int(number)]
        else:
            if self.listening_since is None:
                return []  # the listener, once it listens, makes every open stream look again
            if since < self._complete_since():
                return [RELOAD]
            late = [change for change in self.kept if change.heard_at >= since]
        return [change.sent for change in late if stream.sees(change)]

    def _complete_since(self) -> float:
        """From which moment on every change is still at hand."""
        listening = self.listening_since or 0.0
        is_full = len(self.kept) == KEPT_EVENTS
        return max(listening, self.kept[0].heard_at) if is_full else listening

    async def _listen(self) -> None:
        """Listen for ever; after each break everybody looks again for what was missed."""
        loop = asyncio.get_running_loop()
        wait = FIRST_WAIT
        while True:
            try:
                line = await psycopg.AsyncConnection.connect(**address(), autocommit=True)
                async with line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    wait = FIRST_WAIT
                    self.listening_since = loop.time()
                    self.reload_all()
                    async for notice in line.notifies():
                        self.hear(notice.payload, loop.time())
            except psycopg.OperationalError:
                self.listening_since = None
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)


def address() -> dict[str, Any]:
    """The database of the application, for a connection outside Django's pool.

    A connection pooler that hands out connections by transaction cannot listen: give the web
    processes a direct address.
    """
    known: dict[str, Any] = settings.DATABASES["default"]
    options = {key: value for key, value in known["OPTIONS"].items() if key != "pool"}
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    named = {key: known[name] for key, name in parts.items() if known[name]}
    port = {"port": known["PORT"]} if known["PORT"] else {}
    # A dead line is noticed within half a minute even when nobody says goodbye.
    alive = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    return {**options, **named, **port, **alive}


hub = Hub()
"""The hub of this process."""
