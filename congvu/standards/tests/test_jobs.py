"""The background job and the console command carry out the same screening."""

from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.cli.main import main
from congvu.establishment.tests.factories import UnitFactory
from congvu.standards import commands, jobs
from congvu.standards.choices import RunState
from congvu.standards.models import Finding, Run
from congvu.standards.permissions import Standards
from congvu.standards.tests.factories import DAY, person_with


@pytest.fixture
def asked():
    unit = UnitFactory(code="kh", kind="province")
    person_with(unit, rank="01.003", degree="CM-CD")
    return commands.request_screening(actor=actor_for(unit, may=Standards.RUN), unit=unit, on=DAY)


def test_the_job_carries_out_what_was_asked_and_repeating_it_changes_nothing(asked):
    jobs.screen(run_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.people) == (RunState.DONE, 1)
    count = Finding.objects.count()
    jobs.screen(run_id=asked.pk)
    assert Finding.objects.count() == count


def test_a_broken_job_says_so_and_leaves_nothing_half_done(asked, monkeypatch):
    def break_off(*_args):
        raise RuntimeError("lost")

    monkeypatch.setattr(commands, "_forget_details", break_off)
    with pytest.raises(RuntimeError):
        jobs.screen(run_id=asked.pk)
    asked.refresh_from_db()
    assert asked.state == RunState.FAILED
    assert "gián đoạn" in asked.failure
    assert not Finding.objects.exists()


@pytest.mark.parametrize(("language", "told"), [("vi", "Bằng đại học"), ("C", "University degree")])
def test_the_console_screens_and_prints_the_figures_in_its_own_language(
    asked, monkeypatch, capsys, language, told
):
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setattr("congvu.cli.database.connect", lambda role: None)
    assert main(["screen", "--on", "2026-01-31", "--unit", "kh"]) == 0
    assert Run.objects.get(on=date(2026, 1, 31)).state == RunState.DONE
    assert told in capsys.readouterr().out
