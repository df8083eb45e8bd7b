"""What an upgrade brings in step besides the tables."""

import pytest

from congvu.catalog.commands import load_codes
from congvu.cli.db import renew
from congvu.core.actors import Actor
from congvu.people.models import Person
from congvu.people.tests.factories import PostingFactory


@pytest.mark.django_db
def test_an_upgrade_works_out_how_complete_dossiers_are():
    load_codes(actor=Actor.system("test"))
    person = PostingFactory().person
    renew()
    assert Person.objects.get(pk=person.pk).completeness > 0
