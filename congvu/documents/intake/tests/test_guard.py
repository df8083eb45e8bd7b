"""Unsafe reading happens in a bounded process; its death is a refusal, not ours."""

import pytest

from congvu.documents.intake import IntakeError, run_guarded
from congvu.documents.intake.tests import samples


def code_of(function, **bounds):
    with pytest.raises(IntakeError) as caught:
        run_guarded(function, **bounds)
    return caught.value.code


def test_the_answer_comes_back():
    assert run_guarded(samples.add, 2, 3) == 5


def test_a_refusal_comes_back_with_its_words():
    with pytest.raises(IntakeError, match="9 MB"):
        run_guarded(samples.refuse)


def test_an_abort_of_the_parser_is_a_refusal():
    assert code_of(samples.abort) == "broken"


def test_an_error_in_the_parser_is_a_refusal():
    assert code_of(samples.stumble) == "broken"


def test_time_is_bounded():
    assert code_of(samples.sleep, seconds=1) == "too_slow"


def test_memory_is_bounded():
    assert code_of(samples.devour, memory_mb=500) == "too_hungry"


def test_the_process_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@host/db")
    assert "DATABASE_URL" not in run_guarded(samples.secrets)
