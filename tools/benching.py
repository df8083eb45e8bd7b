"""`run.py bench`: the measurements of `bench/`, each in a process of its own."""

from tools.places import PYTHON
from tools.setup import prepare
from tools.steps import run


def bench(names: list[str], *, as_json: bool) -> int:
    """Measure what is named, or everything; 1 when an aim is missed.

    Raises: Trouble
    """
    prepare("test")
    return run([PYTHON, "-m", "bench", *names, *(["--json"] if as_json else [])])[0]
