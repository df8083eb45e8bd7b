"""One content at one place is kept once, also where two send it at the same moment."""

from importlib import import_module

import pytest
from django.db import connection

from congvu.core.actors import Actor
from congvu.documents.commands import keep_file
from congvu.documents.models import StoredFile
from congvu.people.tests.factories import PaperFactory
from congvu.work.tests.test_races import at_once

SYSTEM = Actor.system("test")
MERGE = import_module("congvu.documents.migrations.0003_keep_a_file_once").MERGE


def keep(name="a.xlsx", content=b"the same", place="kh"):
    return keep_file(
        actor=SYSTEM, name=name, content=content, media_type="text/plain", unit_path=place
    )


@pytest.mark.django_db
def test_the_same_content_is_kept_once_at_each_place():
    first = keep()
    assert keep("b.xlsx") == first
    assert keep(place="kh.snv") != first
    assert keep(content=b"another") != first
    assert StoredFile.objects.count() == 3


def test_two_who_send_the_same_file_at_once_keep_it_once(committed):
    files = at_once(*[keep] * 6)
    assert {file.pk for file in files} == {StoredFile.objects.get().pk}


@pytest.mark.django_db
def test_files_doubled_before_become_one_and_papers_point_to_it():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documents_storedfile DROP CONSTRAINT stored_file_once")
    told = {"sha256": "x", "unit_path": "kh", "size": 1, "content": b"x", "media_type": ""}
    kept, doubled = (StoredFile.objects.create(name=name, **told) for name in "ab")
    paper = PaperFactory(file=doubled)
    with connection.cursor() as cursor:
        cursor.execute(MERGE)
    paper.refresh_from_db()
    assert paper.file == kept
    assert StoredFile.objects.get() == kept
