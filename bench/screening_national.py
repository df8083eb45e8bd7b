"""Screening 2,500,000 dossiers: as long as fifty times 50,000, within 8 GB. Runs when named.

The second connection is a process of its own, because Django keeps one database a process.
"""

import json
import subprocess
import sys
from typing import Any

from bench import screening
from bench.judge import Times, judge

PEOPLE = 2_500_000
RUNS = 3
AIM = 1.2
MEMORY_MB = 8192


def measure() -> dict[str, Any]:
    """The ratio of the national run to fifty provincial ones."""
    small, _memory = _timed(screening.PEOPLE)
    large, memory = _timed(PEOPLE)
    expected = [seconds * PEOPLE / screening.PEOPLE for seconds in small]
    work = f"screen {PEOPLE:,} dossiers; reference: the same of {screening.PEOPLE:,}, linearly"
    result = judge("screening-national", work, Times(large, expected), AIM)
    return result | {"peak_mb": memory, "met": result["met"] and memory <= MEMORY_MB}


def _timed(people: int) -> tuple[list[float], float]:
    """Seconds of each run in a process of its own, and the peak of the server process."""
    command = [sys.executable, "-m", "bench.screening_national", str(people)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["seconds"], told["memory_mb"]


def _run(people: int) -> dict[str, Any]:
    from bench.judge import alternate

    screening.connect(people)
    times = alternate(lambda: screening.undone(screening.product), runs=RUNS)
    memory = screening.undone(screening.product, _memory_mb)
    return {"seconds": times.product, "memory_mb": memory}


def _memory_mb(cursor: Any) -> float:
    """The peak of the database process that answered; 0 where the server is elsewhere."""
    cursor.execute("SELECT pg_backend_pid()")
    try:
        with open(f"/proc/{cursor.fetchone()[0]}/status", encoding="utf-8") as status:
            lines = dict(line.split(":", 1) for line in status if ":" in line)
    except OSError:
        return 0.0
    return float(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(_run(int(sys.argv[1]))))
