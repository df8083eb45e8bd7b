"""Merges at the same time, on connections of their own."""

from datetime import date

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.scope import scope_of
from congvu.people.commands.merging import merge_dossiers
from congvu.people.models import DossierMerge
from congvu.people.tests.factories import PersonFactory
from congvu.work.tests.test_races import at_once

ON = date(2026, 11, 21)


def merge(survivor, merged):
    actor = Actor.system("test")
    with scope_of(actor):
        return merge_dossiers(
            actor=actor, survivor_id=survivor.pk, merged_id=merged.pk, choices={}, on=ON
        )


def test_of_merges_at_once_one_is_made_and_the_others_are_told(committed):
    one, two = PersonFactory(), PersonFactory()
    results = at_once(lambda: merge(one, two), lambda: merge(two, one))
    assert sum(isinstance(result, DossierMerge) for result in results) == 1
    assert sum(isinstance(result, DomainError) for result in results) == 1
