"""The new families of facts are closed, in scope, and follow their person like the others."""

from django.db import migrations

from congvu.documents.history import fact_table
from congvu.people.migrations import _families

MOVED = "\n".join(
    f"""UPDATE people_{fact} f SET unit_path = n.unit_path FROM now_here n
        JOIN was_here w ON w.id = n.id AND w.unit_path IS DISTINCT FROM n.unit_path
        WHERE f.person_id = n.id;"""
    for fact in _families.ALL
)
ANALYZED = ", ".join(f"people_{fact}" for fact in _families.ALL)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_whole_dossier")]

    operations = [
        *(step for fact in _families.LATER for step in fact_table(f"people_{fact}")),
        migrations.RunSQL(
            f"""
            DROP TRIGGER facts_follow ON people_person;
            -- Owner's rights: the facts leave the old unit's scope together with their person. Once
            -- a statement, so that a thousand people move as quickly as one.
            CREATE OR REPLACE FUNCTION congvu_facts_follow() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = public AS $$
            BEGIN
                IF EXISTS (SELECT FROM now_here n JOIN was_here w ON w.id = n.id
                           WHERE w.unit_path IS DISTINCT FROM n.unit_path) THEN
                    {MOVED}
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER facts_follow AFTER UPDATE ON people_person
                REFERENCING OLD TABLE AS was_here NEW TABLE AS now_here
                FOR EACH STATEMENT EXECUTE FUNCTION congvu_facts_follow();
            CREATE OR REPLACE FUNCTION congvu_analyze_dossiers() RETURNS void LANGUAGE sql
            SECURITY DEFINER SET search_path = public
            AS $$ ANALYZE people_person, {ANALYZED} $$;
            """,
            migrations.RunSQL.noop,
        ),
    ]
