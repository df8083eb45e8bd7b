"""Checking a signed PDF from the console."""

import pytest

from congvu.cli import main
from congvu.documents.signing.tests import papers
from congvu.documents.signing.tests.papers import NOW, WHO


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Runs `congvu check-signature` on a file of the given content, at the moment of signing."""
    monkeypatch.setattr("django.utils.timezone.localtime", lambda: NOW)
    papers.authority().write_trust(tmp_path / "trust", NOW)

    def run(content, *options):
        file = tmp_path / "quyet-dinh.pdf"
        file.write_bytes(content)
        return main.main(["check-signature", str(file), *options])

    run.trust = str(tmp_path / "trust")
    return run


def test_a_valid_paper_is_said_to_be_valid(call, capsys):
    assert call(papers.sealed(), "--trust", call.trust) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "The paper is valid" in lines[0]
    assert WHO in lines[1]
    assert len(lines) == 3


def test_the_configured_roots_are_taken(call, settings):
    settings.TRUST_ROOTS = call.trust
    assert call(papers.signed()) == 0


def test_a_changed_paper_is_shown_as_broken(call, capsys):
    changed = bytearray(papers.signed())
    changed[300] ^= 1
    assert call(bytes(changed), "--trust", call.trust) == 1
    assert "BROKEN" in capsys.readouterr().out


def test_without_roots_it_still_says_who_signed_but_trusts_nobody(call, capsys, settings):
    settings.TRUST_ROOTS = ""
    assert call(papers.signed()) == 1
    told = capsys.readouterr()
    assert WHO in told.out
    assert "CONGVU_TRUST_ROOTS" in told.err


def test_an_unsigned_paper_fails(call, capsys):
    assert call(papers.paper(), "--trust", call.trust) == 1
    assert "no electronic signature" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"no paper", b"%PDF-1.7"])
def test_what_is_no_paper_is_refused_in_words(call, capsys, content):
    assert call(content, "--trust", call.trust) == 1
    assert "PDF" in capsys.readouterr().err


def test_a_missing_file_or_folder_is_named(call, capsys, tmp_path):
    assert main.main(["check-signature", str(tmp_path / "missing.pdf"), "--trust", call.trust]) == 1
    assert "missing.pdf" in capsys.readouterr().err
    assert call(papers.signed(), "--trust", str(tmp_path / "nowhere")) == 1
    assert "nowhere" in capsys.readouterr().err
