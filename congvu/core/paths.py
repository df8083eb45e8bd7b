"""A place in the tree of units, as PostgreSQL's ltree."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PathField(models.Field):  # type: ignore[type-arg]
    """Labels joined by dots, root first: `kh.snv.vp`."""

    description = "ltree path"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "ltree"

    def get_internal_type(self) -> str:
        return "PathField"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)


@PathField.register_lookup
class Under(models.Lookup):
    """`path__under='kh.snv'`: that unit and everything below it."""

    lookup_name = "under"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} <@ {right}::ltree", (*left_params, *right_params)


@PathField.register_lookup
class UnderAny(models.Lookup):
    """`path__under_any=['kh.snv', 'kh.stc']`: under any of them; an empty list finds nothing."""

    lookup_name = "under_any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} <@ ANY(%s::ltree[])", (*left_params, list(self.rhs))


@PathField.register_lookup
class Above(models.Lookup):
    """`path__above='kh.snv.vp'`: that unit and everything it stands under."""

    lookup_name = "above"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @> {right}::ltree", (*left_params, *right_params)


def is_place(text: str) -> bool:
    """Whether the database can read `text` as a place; it need not be one of a unit."""
    return all(part.replace("_", "").isalnum() for part in text.split("."))
