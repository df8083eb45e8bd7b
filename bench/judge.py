"""Timing by turns and judging: an aim is missed only if the median misses it and the best too."""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

RUNS = 7


@dataclass(frozen=True)
class Times:
    """Seconds of each run; the reference is empty where the aim is one in seconds."""

    product: list[float]
    reference: list[float]


def alternate(
    product: Callable[[], object], reference: Callable[[], object] | None = None, runs: int = RUNS
) -> Times:
    """Time both by turns, so that whatever else the machine does falls on both alike."""
    times = Times([], [])
    for _run in range(runs):
        times.product.append(_seconds(product))
        if reference is not None:
            times.reference.append(_seconds(reference))
    return times


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def judge(name: str, work: str, times: Times, aim: float) -> dict[str, Any]:
    """The result of one benchmark: `aim` is a ratio where there is a reference, else seconds."""
    middle, best = median(times.product), min(times.product)
    reference = median(times.reference) if times.reference else None
    if reference is None:
        ratio, met = None, middle <= aim or best <= aim
    else:
        ratio = middle / reference
        met = ratio <= aim or best / min(times.reference) <= aim
    return {
        "name": name,
        "work": work,
        "seconds": middle,
        "reference_seconds": reference,
        "ratio": ratio,
        "aim": aim,
        "met": met,
        "peak_mb": peak_mb(),
    }


def peak_mb() -> float:
    """The most memory this process has held so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
