"""What every fact about one person has, and the pieces its columns are made of."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q

from congvu.documents.models import Fact
from congvu.people.querysets import FactQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DossierFact(Fact):
    """A fact about one person."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="%(class)ss")

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        abstract = True


def one_at_a_time(
    name: str, message: "StrOrPromise", *, each: str = "", condition: Q | None = None
) -> ExclusionConstraint:
    """No two undisputed standing rows of one person (and one value of `each`) may overlap."""
    line = [("person", "="), *([(each, "=")] if each else []), ("valid", "&&")]
    return ExclusionConstraint(
        name=name,
        expressions=line,
        condition=Fact.UNDISPUTED & condition if condition else Fact.UNDISPUTED,
        violation_error_message=message,
    )


def text(label: "StrOrPromise", size: int) -> "models.CharField[str, str]":
    """A column of words, empty where nothing is said."""
    return models.CharField(label, max_length=size, blank=True, default="", db_default="")


def year(label: "StrOrPromise") -> "models.SmallIntegerField[int | None, int | None]":
    """A calendar year, perhaps unknown."""
    return models.SmallIntegerField(label, null=True, blank=True)
