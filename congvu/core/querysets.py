"""Filters that every table of facts and every scoped table shares."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.actors import EVERYWHERE, Actor
from congvu.core.errors import NotVisible


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class OneOf(models.Lookup):
    """`unit_id__one_of=[1, 2]` or `="{1,2}"`: `in`, with the keys as one array.

    Django writes each key of `in` as a value of its own; of a thousand units the database then
    reads the statement longer than it counts. An array the database itself wrote goes as it came.
    """

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        keys = self.rhs if isinstance(self.rhs, str) else list(self.rhs)
        return f"{left} = ANY(%s)", (*left_params, keys)


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that stand at a place in the tree of units."""

    path_field = "unit_path"

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """The rows under the units where `actor` holds `permission`: the one place of scope."""
        return self.filter(self.within(actor.paths(permission)))

    @classmethod
    def within(cls, paths: tuple[str, ...]) -> Q:
        """The condition "under one of `paths`"."""
        if EVERYWHERE in paths:
            return Q()
        return Q(**{f"{cls.path_field}__under_any": list(paths)})

    def one(self, **lookup: object) -> Any:
        """The single row, or NotVisible in the words of a page that was not found."""
        try:
            return self.get(**lookup)
        except self.model.DoesNotExist as missing:
            raise NotVisible(_("Not found, or not in the units you look after.")) from missing


class PeriodQuerySet(ScopedQuerySet):
    """Rows true over a period `valid`."""

    def on(self, day: date) -> Self:
        """The rows in force on `day`."""
        return self.filter(valid__contains=day)
