"""The staff list from the console, on the same path as on the web."""

from datetime import date

import pytest

from congvu.cli import main
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person, StaffImport
from congvu.people.tests.lists import hoa, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(codes, monkeypatch, tmp_path):
    """Runs `congvu import people` on a list of the given rows, on the test database."""
    monkeypatch.setattr("congvu.cli.database.connect", lambda role: None)
    unit = UnitFactory()

    def run(*rows, options=(), content=None):
        file = tmp_path / "danh-sach.xlsx"
        file.write_bytes(content or workbook([hoa(unit, **row) for row in rows]))
        typed = ["import", "people", str(file), "--unit", unit.code, "--on", "2026-11-21"]
        return main.main([*typed, *options])

    return run


def test_a_clean_list_opens_dossiers(call, capsys):
    assert call({}) == 0
    assert "1 rows: 1 new, 0 changed" in capsys.readouterr().out
    assert Person.objects.get().full_name == "Nguyễn Thị Thử Hoa"
    assert StaffImport.objects.get().on == date(2026, 11, 21)


def test_checking_takes_nothing(call, capsys):
    assert call({}, options=["--check"]) == 0
    assert "1 rows: 1 new" in capsys.readouterr().out
    assert not Person.objects.exists()


def test_refused_rows_go_into_a_file_and_fail_the_call(call, capsys, tmp_path):
    other = {"id": "056180000002", "number": "KH.0002", "born": "31/02/1980"}
    errors = tmp_path / "loi.xlsx"
    assert call({}, other, options=["--errors", str(errors)]) == 1
    assert "1 refused" in capsys.readouterr().out
    assert errors.stat().st_size
    assert Person.objects.count() == 1


def test_a_file_that_is_no_list_is_told_in_words(call, capsys):
    assert call(content=b"%PDF-1.4 nothing to import") == 1
    assert capsys.readouterr().err.strip()
    assert not Person.objects.exists()


def test_a_file_without_a_list_is_told_in_words_and_not_kept(call, capsys):
    assert call(content="Xin chào các bạn".encode()) == 1
    assert call(content=b"PK\x03\x04 cut off") == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not StaffImport.objects.exists()


def test_an_unknown_unit_is_told_in_words(call, capsys):
    assert call({}, options=["--unit", "KHONG"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not StaffImport.objects.exists()
