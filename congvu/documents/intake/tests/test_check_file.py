"""Files are told apart by content and refused before anything is opened."""

import os

import pytest

from congvu.documents.intake import IntakeError, check_file
from congvu.documents.intake import sniff as limits
from congvu.documents.intake.tests import samples

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path, name="", **options):
    with pytest.raises(IntakeError) as caught:
        check_file(path, name, **options)
    return caught.value


def written(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "Kế hoạch".encode(), "txt"),
        ("a.md", "# Kế hoạch".encode(), "md"),
        ("khong_duoi", "Kế hoạch".encode(), "txt"),
        ("a.txt", "Kế hoạch".encode("utf-16"), "txt"),
        ("a.pdf", b"%PDF-1.7\n...", "pdf"),
    ],
)
def test_kind_comes_from_the_content(tmp_path, name, data, kind):
    assert check_file(written(tmp_path, name, data)).kind == kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.docx", b"%PDF-1.7", "wrong_type"),
        ("a.pdf", "Kế hoạch".encode(), "wrong_type"),
        ("a.pdf", b"\xff\xd8\xff\xe0 picture", "wrong_type"),
        ("a.jpg", b"\xff\xd8\xff\xe0 picture", "scanned"),
        ("a.doc", OLE + b"\0" * 100, "old_office"),
        ("a.docx", OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", b"PK\x03\x04 cut off", "broken"),
        ("a.bin", b"\0\x01\x02" * 50, "unknown_type"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path, name, data, code):
    assert refusal(written(tmp_path, name, data)).code == code


def test_a_missing_file_is_refused_in_words(tmp_path):
    assert refusal(tmp_path / "nowhere.txt").code == "unreadable"


def test_the_size_limit_counts_and_nothing_is_read(tmp_path):
    path = tmp_path / "big.pdf"
    path.touch()
    os.truncate(path, 200_000_000)
    found = refusal(path)
    assert (found.code, found.params) == ("too_large", {"size": 200, "limit": 50})
    os.truncate(path, limits.LIMIT_MB * 1_000_000)
    assert refusal(path).code == "empty"


def test_every_refusal_has_a_whole_sentence():
    found = IntakeError("too_large", size=200, limit=50)
    assert "200 MB" in str(found)
    assert "%(" not in str(found)


def test_office_files_are_told_apart(tmp_path):
    word = samples.archive(tmp_path / "a.docx", {samples.WORD: "<w/>"})
    book = samples.archive(tmp_path / "a.xlsx", {samples.BOOK: "<w/>"})
    other = samples.archive(tmp_path / "a.zip", {"readme.txt": "x"})
    assert (check_file(word).kind, check_file(book).kind) == ("docx", "xlsx")
    assert refusal(other).code == "unknown_type"
    assert refusal(book, "danh_sach.docx").code == "wrong_type"


def test_macros_and_outside_links_are_noted_not_followed(tmp_path):
    members = {samples.WORD: "<w/>", "word/vbaProject.bin": "x"}
    members["word/_rels/settings.xml.rels"] = samples.RELATION
    path = samples.archive(tmp_path / "a.docm", members)
    assert check_file(path).notes == ("macros", "external_links")
    links = {samples.BOOK: "<w/>", "xl/externalLinks/externalLink1.xml": "<x/>"}
    assert check_file(samples.archive(tmp_path / "a.xlsx", links)).notes == ("external_links",)


@pytest.mark.parametrize(
    "members",
    [
        {"xl/calcChain.xml": "<x/>"},
        {"xl/worksheets/sheet1.xml": '<c r="A1"><f>SUM(B1:B9)</f><v>3</v></c>'},
        {"xl/worksheets/sheet1.xml": '<x:c r="A1"><x:f t="shared" si="0"/></x:c>'},
    ],
)
def test_formulas_are_noted(tmp_path, members):
    path = samples.archive(tmp_path / "a.xlsx", {samples.BOOK: "<w/>"} | members)
    assert check_file(path).notes == ("formulas",)


def test_a_book_without_formulas_is_not_said_to_have_some(tmp_path):
    members = {samples.BOOK: "<w/>", "xl/worksheets/sheet1.xml": "<font/><c><v>1</v></c>"}
    assert check_file(samples.archive(tmp_path / "a.xlsx", members)).notes == ()


def test_macros_of_an_old_book_are_noted(tmp_path):
    streams = "Workbook".encode("utf-16-le") + "_VBA_PROJECT_CUR".encode("utf-16-le")
    path = written(tmp_path, "a.xls", OLE + b"\0" * 600 + streams)
    assert check_file(path, allowed=("xls",)).notes == ("macros",)


def test_a_hyperlink_is_no_outside_link(tmp_path):
    link = samples.RELATION.replace("attachedTemplate", "hyperlink")
    members = {samples.WORD: "<w/>", "word/_rels/document.xml.rels": link}
    assert check_file(samples.archive(tmp_path / "a.docx", members)).notes == ()


def test_bombs_are_refused_by_the_list_of_the_zip(tmp_path):
    heavy = {samples.WORD: b"\0" * (limits.SMALL_UNPACKED_MB * 1_000_000 + 1)}
    many = {samples.WORD: "<w/>"} | {f"word/{n}": "" for n in range(limits.MAX_ENTRIES)}
    for members in (heavy, many):
        assert refusal(samples.archive(tmp_path / "a.docx", members)).code == "bomb"


def test_a_file_inside_a_file_counts_by_its_size_and_is_not_opened(tmp_path):
    chart = samples.archive(tmp_path / "b.xlsx", {samples.BOOK: b"\0" * 90_000_000}).read_bytes()
    members = {samples.WORD: "<w/>", "word/embeddings/Microsoft_Excel_Worksheet.xlsx": chart}
    assert check_file(samples.archive(tmp_path / "a.docx", members)).kind == "docx"
    members["word/embeddings/more.xlsx"] = b"\0" * (limits.SMALL_UNPACKED_MB * 1_000_000)
    assert refusal(samples.archive(tmp_path / "a.docx", members)).code == "bomb"


def test_a_heavy_but_honest_file_passes_up_to_what_can_be_read(tmp_path, monkeypatch):
    noise = os.urandom(400_000) * 55  # 22 MB that pack to little less than their size
    path = samples.archive(tmp_path / "a.docx", {samples.WORD: noise})
    assert path.stat().st_size > 1_000_000
    assert check_file(path).kind == "docx"
    monkeypatch.setattr(limits, "MAX_UNPACKED_MB", 22)
    assert check_file(path).kind == "docx"
    monkeypatch.setattr(limits, "MAX_UNPACKED_MB", 21)
    too_large = refusal(path)
    assert (too_large.code, too_large.params) == ("unpacks_large", {"size": 22, "limit": 21})
