"""Entries and proposals are seen with their person; so is what a dossier said before."""

from django.db import migrations

from congvu.people.migrations import _families

NAMED = " UNION ".join(
    f"""SELECT unnest(ARRAY[f.basis_id, f.end_basis_id, f.voided_by_id]) FROM people_{fact} f
        WHERE f.person_id = who"""
    for fact in _families.ALL
)

TABLES = {
    "people_dossierentry": "EXISTS (SELECT FROM people_person p WHERE p.id = person_id)",
    "people_entrychange": "EXISTS (SELECT FROM people_dossierentry e WHERE e.id = entry_id)",
    "people_changeproposal": "EXISTS (SELECT FROM people_person p WHERE p.id = person_id)",
    "people_proposedvalue": "EXISTS (SELECT FROM people_changeproposal c WHERE c.id = proposal_id)",
}


def seen_with(table: str, condition: str) -> migrations.RunSQL:
    """The policies of the tables named in the condition decide."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY seen_with ON {table} FOR ALL TO PUBLIC
            USING ({condition}) WITH CHECK ({condition});
        """,
        f"DROP POLICY seen_with ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0009_entries_and_proposals")]

    operations = [
        *(seen_with(table, condition) for table, condition in TABLES.items()),
        migrations.RunSQL(
            """
            CREATE POLICY seen_with ON people_personchange FOR SELECT TO PUBLIC
                USING (EXISTS (SELECT FROM people_person p WHERE p.id = person_id));
            """,
            "DROP POLICY seen_with ON people_personchange;",
        ),
        migrations.RunSQL(
            f"""
            -- Owner's rights: what a fact rests on is part of the fact, wherever the paper lies (a
            -- decision of the province on somebody of a department); its file stays in scope.
            CREATE FUNCTION congvu_papers_of(who uuid) RETURNS SETOF documents_paper
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
                SELECT b.* FROM documents_paper b
                WHERE EXISTS (SELECT FROM people_person p WHERE p.id = who
                              AND (p.unit_path <@ ANY((SELECT congvu_paths('people'))::ltree[])
                                   OR p.id = (SELECT congvu_person())))
                  AND b.id IN ({NAMED}
                      UNION SELECT c.basis_id FROM people_personchange c WHERE c.person_id = who)
            $$;
            """,
            "DROP FUNCTION congvu_papers_of(uuid);",
        ),
    ]
