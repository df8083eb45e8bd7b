"""Pages with 50,000 people and 1,000,000 tasks against the signed-in frame without rows.

Each page of the widest scope is asked by turns with the frame, p50 against p50 and p95 against
p95; then the same pages at 10,000 people say how they grow.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlencode

import psycopg

from bench.data import Prepared, prepare
from bench.judge import peak_mb

ROOT = Path(__file__).resolve().parents[1]
LARGE, SMALL = (50_000, 1_000_000), (10_000, 200_000)
ROUNDS, WARM = 40, 5
RATIO, LIST_GROWTH, OTHER_GROWTH = 5.0, 2.0, 1.3
MOST_BYTES = 100_000
FRAME = "/tim"
START_SECONDS = 60


@dataclass(frozen=True)
class Place:
    """One page: its name, address, and how much it may grow from the small to the large."""

    name: str
    path: str
    growth: float = LIST_GROWTH


@dataclass(frozen=True)
class Timed:
    """Seconds of each request for one page and for the frame, and the page's size."""

    page: list[float]
    frame: list[float]
    size: int


class Visitor:
    """A signed-in browser with one connection."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def sign_in(self, username: str, password: str) -> None:
        """Sign in as a person would."""
        _status, page = self.ask("/dang-nhap")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise SystemExit("the sign-in page has no form")
        form = {"login": username, "password": password, "csrfmiddlewaretoken": token[1].decode()}
        status, _page = self.ask("/dang-nhap", form)
        if status != 302:
            raise SystemExit(f"{username} cannot sign in: {status}")

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        """One request; returns status and body, keeps cookies."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request("POST" if form else "GET", path, body, headers)
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, rest = cookie.partition("=")
            self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.read()


def measure() -> list[dict[str, Any]]:
    """One result a page for its time against the frame, and one for its growth."""
    large, small = _timed(*LARGE), _timed(*SMALL)
    results = []
    for name, (place, times) in large.items():
        results.append(_against_frame(name, times))
        results.append(_grown(place, times, small[name][1]))
    return results


def _timed(people: int, tasks: int) -> dict[str, tuple[Place, Timed]]:
    prepared = prepare(people, tasks)
    with _server(prepared) as port:
        visitor = Visitor(port)
        visitor.sign_in(dict(prepared.accounts)["officer"], prepared.password)
        return {place.name: (place, _by_turns(visitor, place)) for place in _places(prepared)}


def _places(prepared: Prepared) -> list[Place]:
    """The pages people have open all day; one dossier, task, decision stand for all."""
    with psycopg.connect(prepared.owner_url) as line:
        person = line.execute("SELECT id FROM people_person ORDER BY name_key LIMIT 1").fetchone()
        task = line.execute("SELECT max(id) FROM work_task").fetchone()
        decision = line.execute("SELECT max(id) FROM decisions_decision").fetchone()
    return [
        Place("pages-list", "/ho-so"),
        Place("pages-search", f"/ho-so?q={quote('nguyen van an')}"),
        Place("pages-profile", f"/ho-so/{person[0] if person else ''}", OTHER_GROWTH),
        Place("pages-board", "/cong-viec", OTHER_GROWTH),
        Place("pages-work-list", "/cong-viec/danh-sach"),
        Place("pages-task", f"/cong-viec/{task[0] if task else ''}", OTHER_GROWTH),
        Place("pages-home", "/", OTHER_GROWTH),
        Place("pages-dashboard", "/toan-tinh", OTHER_GROWTH),
        Place("pages-standards", "/ra-soat/", OTHER_GROWTH),
        Place("pages-units", "/don-vi"),
        Place("pages-unit", "/don-vi/SNV", OTHER_GROWTH),
        Place("pages-decisions", "/quyet-dinh"),
        Place("pages-decision", f"/quyet-dinh/{decision[0] if decision else ''}", OTHER_GROWTH),
        Place("pages-decision-new", "/quyet-dinh/moi/DD", OTHER_GROWTH),
        Place("pages-raises", "/nhan-su/nang-luong"),
        Place("pages-retirements", "/nhan-su/nghi-huu"),
    ]


def _by_turns(visitor: Visitor, place: Place) -> Timed:
    page: list[float] = []
    frame: list[float] = []
    size = 0
    for number in range(WARM + ROUNDS):
        for path, times in ((place.path, page), (FRAME, frame)):
            began = time.perf_counter()
            status, body = visitor.ask(path)
            if status != 200:
                raise SystemExit(f"{path} answers {status}")
            if number >= WARM:
                times.append(time.perf_counter() - began)
            size = len(body) if path == place.path else size
    return Timed(page, frame, size)


def _against_frame(name: str, times: Timed) -> dict[str, Any]:
    """Half of the requests, and the slowest twentieth, against the same of the frame."""
    middle = median(times.page) / median(times.frame)
    slow = _p95(times.page) / _p95(times.frame)
    # Missed only where the best half misses too, as a busy machine may slow one half.
    best = sorted(times.page)[: ROUNDS // 2]
    best_frame = sorted(times.frame)[: ROUNDS // 2]
    quick = median(best) / median(best_frame)
    fits = times.size <= MOST_BYTES
    return {
        "name": name,
        "work": f"p95 {slow:.1f} ×, {times.size / 1000:.0f} kB",
        "seconds": median(times.page),
        "reference_seconds": median(times.frame),
        "ratio": middle,
        "aim": RATIO,
        "met": fits and (max(middle, slow) <= RATIO or quick <= RATIO),
        "peak_mb": peak_mb(),
    }


def _grown(place: Place, large: Timed, small: Timed) -> dict[str, Any]:
    ratio = median(large.page) / median(small.page)
    best = min(large.page) / min(small.page)
    return {
        "name": f"{place.name}-growth",
        "work": f"{LARGE[0]} people against {SMALL[0]}",
        "seconds": median(large.page),
        "reference_seconds": median(small.page),
        "ratio": ratio,
        "aim": place.growth,
        "met": min(ratio, best) <= place.growth,
        "peak_mb": peak_mb(),
    }


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


@contextmanager
def _server(prepared: Prepared) -> Iterator[int]:
    """The product's own web server on the measuring database."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
    command = [sys.executable, "-m", "congvu.cli", "serve", "--port", str(port)]
    web = subprocess.Popen(command, cwd=ROOT, env=os.environ | prepared.environment())
    try:
        _wait(port, web)
        yield port
    finally:
        web.terminate()
        web.wait()


def _wait(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and web.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the web server does not start")
