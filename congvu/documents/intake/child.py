"""The process that reads one unsafe file; started by `guard`, never imported."""

import os
import sys


def main(memory_mb: int, seconds: int) -> int:
    """Read the task from standard input, do it within the bounds, answer in JSON."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.path[:] = os.environ.pop("CONGVU_CHILD_PATH", "").split(os.pathsep)
    answers, sys.stdout = os.fdopen(os.dup(1), "wb"), sys.stderr
    try:
        return _work(answers)
    except MemoryError:
        return 77


def _work(answers) -> int:  # type: ignore[no-untyped-def]
    import importlib
    import json
    import pickle

    from congvu.documents.intake.errors import IntakeError

    module, name, args = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    try:
        value = getattr(importlib.import_module(module), name)(*args)
        answers.write(json.dumps({"value": value}).encode())
    except IntakeError as error:
        answers.write(json.dumps({"code": error.code, "params": error.params}).encode())
        return 3
    finally:
        answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
