"""Judging and the printed table."""

import json
import sys
from pathlib import Path

import pytest

from bench import __main__ as runner
from bench.judge import Times, alternate, judge


def test_both_sides_are_timed_by_turns() -> None:
    order: list[str] = []
    times = alternate(lambda: order.append("p"), lambda: order.append("r"), runs=3)
    assert order == ["p", "r"] * 3
    assert len(times.product) == len(times.reference) == 3


def test_an_aim_is_met_when_the_median_reaches_it() -> None:
    result = judge("x", "w", Times([1.0, 2.0, 9.0], [1.0, 2.0, 3.0]), aim=1.0)
    assert result["ratio"] == 1.0
    assert result["met"]


def test_an_aim_is_met_when_only_the_best_runs_reach_it() -> None:
    assert judge("x", "w", Times([1.0, 5.0, 5.0], [1.0, 1.0, 1.0]), aim=1.0)["met"]


def test_an_aim_is_missed_when_median_and_best_miss_it() -> None:
    assert not judge("x", "w", Times([1.1, 5.0, 5.0], [1.0, 1.0, 1.0]), aim=1.0)["met"]


def test_an_aim_in_seconds_has_no_reference() -> None:
    result = judge("x", "w", Times([0.5, 2.1, 2.2], []), aim=2.0)
    assert (result["reference_seconds"], result["ratio"], result["met"]) == (None, None, True)
    assert not judge("x", "w", Times([2.1], []), aim=2.0)["met"]


def write(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.py").write_text(body)


def test_results_are_printed_as_a_list_and_a_missed_aim_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "bench"
    package.mkdir()
    for name in ("__init__", "__main__", "judge"):
        write(package, name, (runner.HERE / f"{name}.py").read_text())
    write(
        package,
        "quick_one",
        "\ndef measure():\n    import bench.judge as j\n"
        "    return j.judge('quick-one', 'w', j.Times([1.0], [1.0]), 2.0)\n",
    )
    write(package, "broken", "\ndef measure():\n    raise SystemExit('no')\n")
    monkeypatch.setattr(runner, "HERE", package)
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    assert runner.main(["quick-one", "--json"]) == 0
    printed = capsys.readouterr().out
    (result,) = json.loads(printed[printed.index("[\n") :])
    assert result["met"] is True
    assert {"name", "seconds", "reference_seconds", "ratio", "aim", "met", "peak_mb"} <= set(result)
    assert runner.main([]) == 1
    assert "MISSED" in capsys.readouterr().out
    assert runner.main(["nothing"]) == 2
