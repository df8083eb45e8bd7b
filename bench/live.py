"""How long a change of a task takes to reach 1,000 open streams.

One web process as `congvu serve` starts it, the application's role, row-level security on. The
streams are read by a client of our own over the loopback, on the same machine.
"""

import asyncio
import os
import re
import resource
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from bench.data import Prepared, prepare
from bench.judge import Times, judge

STREAMS, CHANGES, AIM_SECONDS = 1000, 21, 1.0
OPEN_AT_ONCE, OPEN_SECONDS, ARRIVE_SECONDS = 20, 120.0, 10.0
PEOPLE, TASKS = 1000, 2000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def measure() -> dict[str, Any]:
    """The slowest hundredth of all arrivals of a change, from the command's start to the client.

    Every stream has to get every change: one that is missing counts as never.
    """
    prepared = prepare(PEOPLE, TASKS)
    _allow_open_files(4 * STREAMS)
    with _server(prepared) as (port, process):
        cookie = _signed_in(prepared, port)
        change = _changer(prepared)
        slowest = asyncio.run(_run(port, cookie, change))
        peak = _peak_mb(process.pid)
    work = f"{STREAMS:,} streams, {CHANGES} changes, p99 of each"
    return judge("live", work, Times(slowest, []), AIM_SECONDS) | {"peak_mb": peak}


async def _run(port: int, cookie: str, change: Callable[[int], int]) -> list[float]:
    streams = [_Stream(port, cookie) for _number in range(STREAMS)]
    await _in_groups([stream.open for stream in streams])
    readers = [asyncio.create_task(stream.read()) for stream in streams]
    await asyncio.sleep(1.0)  # the first look-again of a fresh listener passes by
    slowest = []
    for number in range(CHANGES):
        began = time.perf_counter()
        task_id = await asyncio.to_thread(change, number)
        slowest.append(await _p99(streams, task_id, began))
    for reader in readers:
        reader.cancel()
    return slowest


async def _p99(streams: list["_Stream"], task_id: int, began: float) -> float:
    """When 99 of 100 streams had the change; infinite when a stream did not get it at all."""
    until = began + ARRIVE_SECONDS
    while time.perf_counter() < until:
        if all(task_id in stream.arrived for stream in streams):
            break
        await asyncio.sleep(0.01)
    waits = sorted(stream.arrived.get(task_id, float("inf")) - began for stream in streams)
    if waits[-1] == float("inf"):
        return waits[-1]
    return waits[len(waits) * 99 // 100 - 1]


class _Stream:
    """One reader of `/song/viec`; remembers when each task's change arrived."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.arrived: dict[int, float] = {}

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        request = (
            "GET /song/viec HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
            f"Cookie: {self.cookie}\r\n\r\n"
        )
        self.writer.write(request.encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise RuntimeError(head.decode())
        await self.reader.readuntil(b"retry: 2000\n\n")

    async def read(self) -> None:
        while line := await self.reader.readline():
            if line.startswith(b'data: {"id": '):
                self.arrived[int(line[13:].split(b"}")[0])] = time.perf_counter()


async def _in_groups(acts: list[Callable[[], Awaitable[None]]]) -> None:
    """Run all, a few at a time, as browsers come in."""
    gate = asyncio.Semaphore(OPEN_AT_ONCE)

    async def one(act: Callable[[], Awaitable[None]]) -> None:
        async with gate:
            await act()

    await asyncio.wait_for(asyncio.gather(*(one(act) for act in acts)), OPEN_SECONDS)


def _changer(prepared: Prepared) -> Callable[[int], int]:
    """The product's own command, called as a bearer would."""
    os.environ.update(prepared.environment())
    import django

    django.setup()
    from congvu.core.actors import Actor
    from congvu.core.scope import scope_of
    from congvu.work.commands import note_progress
    from congvu.work.models import Task

    system = Actor.system("bench")
    with scope_of(system):
        waiting = list(
            Task.objects.filter(state__in=("given", "in_hand")).values_list("pk", flat=True)[
                :CHANGES
            ]
        )

    def change(number: int) -> int:
        with scope_of(system):
            return note_progress(actor=system, task_id=waiting[number], percent=number).pk

    return change


@contextmanager
def _server(prepared: Prepared) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "congvu.cli", "serve", "--port", str(port)],
        env=os.environ | prepared.environment(),
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/song", process)
        yield port, process
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.perf_counter() + 30
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
            return
        except OSError:
            if process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError("the web server does not answer") from None
            time.sleep(0.1)


def _signed_in(prepared: Prepared, port: int) -> str:
    """The cookies of an account that sees the whole province."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/dang-nhap"
    token = TOKEN.search(browser.open(address).read().decode())
    fields = {
        "login": dict(prepared.accounts)["leader"],
        "password": prepared.password,
        "csrfmiddlewaretoken": token[1] if token else "",
    }
    browser.open(address, urllib.parse.urlencode(fields).encode()).close()
    cookie = "; ".join(f"{kept.name}={kept.value}" for kept in jar)
    if "sessionid" not in cookie:
        raise RuntimeError("the account of the measuring province cannot sign in")
    return cookie


def _allow_open_files(wanted: int) -> None:
    """Ask for enough open files, for this process and the server it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _peak_mb(pid: int) -> float:
    """The most memory the server held."""
    found = PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024 / 1e6 if found else 0.0
