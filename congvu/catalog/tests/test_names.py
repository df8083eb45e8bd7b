"""Names of code lists: Vietnamese, with English beside where a list is shown on a page."""

import pytest
from django.utils.translation import override

from congvu.catalog.commands import load_codes
from congvu.catalog.models import Rank
from congvu.catalog.selectors import names_of, read_codes
from congvu.core.actors import Actor
from congvu.establishment.rules.titles import leadership_titles

SHOWN = (
    "ranks",
    "education_levels",
    "political_theory",
    "state_management",
    "it_levels",
    "foreign_language_levels",
    "languages",
    "evaluation_levels",
    "discipline_kinds",
    "object_kinds",
    "employment_status",
    "religions",
)


@pytest.mark.parametrize("name", SHOWN)
def test_every_row_that_pages_show_has_an_english_name(name):
    assert [row["code"] for row in read_codes(name) if not row["name_en"]] == []


def test_every_leadership_title_has_an_english_name():
    assert [title.code for title in leadership_titles().values() if not title.name_en] == []


def test_a_name_is_in_the_language_of_each_reader():
    name = names_of("ranks")["01.002"]
    with override("vi"):
        assert str(name) == "Chuyên viên chính"
    with override("en"):
        assert str(name) == "Principal expert"


def test_a_name_without_english_stays_vietnamese():
    with override("en"):
        assert str(names_of("ethnic_groups")["02"]) == "Tày"


@pytest.mark.django_db
def test_a_loaded_rank_is_called_by_both_names():
    load_codes(actor=Actor.system("test"))
    rank = Rank.objects.get(pk="01.003")
    with override("en"):
        assert rank.label == "Expert"
    with override("vi"):
        assert rank.label == "Chuyên viên"
