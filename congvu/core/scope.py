"""Row-level security: telling the database for whom it answers.

Each transaction says whose rows it may show; with nothing said, the policies show none.
The settings are local to the transaction, so a pooled connection forgets them by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from congvu.core.actors import Actor

ROLE = "congvu_app"

FAMILIES = (
    "people",
    "standards",
    "decisions",
    "work",
    "plans",
    "documents",
    "duties",
    "journal",
    "web",
)
"""First words of permission codes; each family of tables is scoped by its own paths."""

_NAMES = [*(f"congvu.paths_{family}" for family in FAMILIES)]
_NAMES += ["congvu.account", "congvu.person", "congvu.units", "role"]
_SET = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _NAMES)
_GET = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in _NAMES)


def _array(values: tuple[object, ...]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"


def set_scope(actor: Actor) -> None:
    """Bind the running transaction to what `actor` may see. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SET,
            [
                *(_array(actor.family_paths(family)) for family in FAMILIES),
                str(actor.account_id or ""),
                str(actor.person_id or ""),
                _array(actor.unit_ids),
                settings.SCOPE_ROLE,
            ],
        )


@contextmanager
def scope_of(actor: Actor) -> Iterator[None]:
    """One transaction bound to `actor`; a surrounding transaction gets its own scope back.

    Requires nothing: it is what everything that is not a page (jobs, commands of the console,
    streams) runs inside.
    """
    with transaction.atomic():
        before = _current() if _is_nested() else None
        set_scope(actor)
        yield
        if before is not None:
            _restore(before)


def _is_nested() -> bool:
    return len(connection.savepoint_ids) > 0


def _current() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        row = cursor.fetchone()
    return [*(value or "" for value in row[:-1]), row[-1] or "none"]


def _restore(values: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)
