"""The history of facts: what the database itself refuses, whoever asks."""

from datetime import date

import pytest
from django.db import connection, transaction

from congvu.core.periods import from_day
from congvu.people.models import Person, Posting
from congvu.people.tests.factories import PaperFactory, PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
JAN_1 = date(2024, 1, 1)
MAY_1 = date(2024, 5, 1)


def refused():
    return pytest.raises(Exception, match=r"never (rewritten|changed)")


def test_a_fact_is_never_deleted_nor_emptied():
    posting = PostingFactory()
    with refused(), transaction.atomic():
        posting.delete()
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE people_posting CASCADE")


def test_what_a_fact_says_is_never_rewritten():
    posting = PostingFactory()
    with refused(), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(title="Giám đốc")
    with refused(), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(valid=from_day(MAY_1))


def test_the_end_is_set_once():
    posting = PostingFactory(valid=from_day(JAN_1))
    ended = Posting.objects.filter(pk=posting.pk)
    ended.update(valid=from_day(JAN_1, MAY_1), end_basis=PaperFactory())
    with refused(), transaction.atomic():
        ended.update(valid=from_day(JAN_1))


def test_facts_follow_their_person_to_another_unit():
    posting = PostingFactory()
    Person.objects.filter(pk=posting.person_id).update(unit_path="kh.khac")
    posting.refresh_from_db()
    assert posting.unit_path == "kh.khac"


def test_two_main_posts_of_one_person_cannot_overlap_even_by_a_day():
    held = PostingFactory(valid=from_day(JAN_1, MAY_1))
    with pytest.raises(Exception, match="posting_one_main_at_a_time"), transaction.atomic():
        PostingFactory(person=held.person, valid=from_day(MAY_1))
    PostingFactory(person=held.person, valid=from_day(date(2024, 5, 2)))


def test_disputed_postings_may_overlap():
    held = PostingFactory(valid=from_day(JAN_1, MAY_1))
    PostingFactory(person=held.person, valid=from_day(JAN_1), is_disputed=True)
    assert Posting.objects.filter(person=held.person).count() == 2


def test_a_personal_id_is_digits():
    with pytest.raises(Exception, match="person_personal_id_digits"), transaction.atomic():
        PersonFactory(personal_id="05612345678O")
    assert PersonFactory(personal_id="056123456780").pk
