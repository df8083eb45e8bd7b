"""Reading dossiers."""

from django.db import connection


def person_id_of(*, account_id: int) -> str | None:
    """The dossier an account belongs to.

    Asked while the actor is still being made, before any scope is set: a function of the
    database's owner answers this one question past row-level security.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_person_of(%s)", [account_id])
        (found,) = cursor.fetchone()
    return str(found) if found else None
