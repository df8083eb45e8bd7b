"""Which database a command talks to, and as whom: set before Django reads its settings."""

import os
import sys

from congvu.cli.commands import Role
from congvu.cli.postgres import database_urls
from congvu.cli.words import _

OWNS = """
SELECT rolsuper OR rolbypassrls OR EXISTS (
    SELECT FROM pg_tables
    WHERE tableowner = current_user AND schemaname NOT IN ('pg_catalog', 'information_schema')
) FROM pg_roles WHERE rolname = current_user
"""


def connect(role: Role) -> None:
    """Choose the settings and log in as `role`, starting the embedded server if it is needed.

    Raises: DatabaseTrouble
    """
    given = bool(os.environ.get("DATABASE_URL"))
    owner, application = database_urls()
    if given and role == "application":
        _warn_about_owner(application)
    os.environ["DATABASE_OWNER_URL"] = owner
    os.environ["DATABASE_URL"] = owner if role == "owner" else application
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def _warn_about_owner(url: str) -> None:
    """Say so where the role of a given address is one that row-level security does not bind."""
    import psycopg

    with psycopg.connect(url, connect_timeout=10) as line:
        row = line.execute(OWNS).fetchone()
    if row and row[0]:
        text = _(
            "Warning: the role in DATABASE_URL owns tables or stands above row-level security."
            " Give it a role that owns nothing, and the owner in DATABASE_OWNER_URL."
        )
        print(text, file=sys.stderr)
