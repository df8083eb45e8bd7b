"""Dossiers are seen in scope or by their own person; facts are closed and follow their person."""

from django.db import migrations

from congvu.core.rls import append_only, behind_scope
from congvu.documents.history import fact_table

FACTS = (
    "posting",
    "rankheld",
    "paystep",
    "qualification",
    "partymembership",
    "service",
    "yearrating",
    "discipline",
)

FOLLOW = "\n".join(
    f"UPDATE people_{fact} SET unit_path = NEW.unit_path WHERE person_id = NEW.id;"
    for fact in FACTS
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("documents", "0002_scope")]

    operations = [
        behind_scope("people_person", "people", also="id = (SELECT congvu_person())"),
        *(step for fact in FACTS for step in fact_table(f"people_{fact}")),
        behind_scope("people_personchange", "people"),
        append_only("people_personchange"),
        behind_scope("people_staffimport", "people"),
        behind_scope("people_importrow", "people"),
        migrations.RunSQL(
            """
            ALTER TABLE people_savedview ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON people_savedview FOR ALL TO PUBLIC
                USING (account_id = (SELECT congvu_account()))
                WITH CHECK (account_id = (SELECT congvu_account()));
            """,
            """
            DROP POLICY own ON people_savedview;
            ALTER TABLE people_savedview DISABLE ROW LEVEL SECURITY;
            """,
        ),
        migrations.RunSQL(
            """
            -- That a fact rests on an imported list is part of the fact; the file stays in scope.
            CREATE POLICY imported_list_named ON documents_paper FOR SELECT TO PUBLIC
                USING (kind = 'imported_list' AND (
                    cardinality((SELECT congvu_paths('people'))) > 0
                    OR (SELECT congvu_person()) IS NOT NULL));
            """,
            "DROP POLICY imported_list_named ON documents_paper;",
        ),
        migrations.RunSQL(
            f"""
            -- Owner's rights: the facts leave the old unit's scope together with their person.
            CREATE FUNCTION congvu_facts_follow() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = public AS $$
            BEGIN
                {FOLLOW}
                RETURN NEW;
            END $$;
            CREATE TRIGGER facts_follow AFTER UPDATE OF unit_path ON people_person
                FOR EACH ROW WHEN (OLD.unit_path IS DISTINCT FROM NEW.unit_path)
                EXECUTE FUNCTION congvu_facts_follow();
            CREATE TRIGGER never_deleted BEFORE DELETE ON people_person
                FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
            -- Owner's rights: asked at sign-in, before anybody's scope is known.
            CREATE FUNCTION congvu_person_of(account bigint) RETURNS uuid LANGUAGE sql STABLE
            SECURITY DEFINER SET search_path = public
            AS $$ SELECT id FROM people_person WHERE account_id = account $$;
            -- Owner's rights: only an owner may bring the planner's figures up to date, and a
            -- large list makes them wrong at one blow.
            CREATE FUNCTION congvu_analyze_dossiers() RETURNS void LANGUAGE sql
            SECURITY DEFINER SET search_path = public
            AS $$ ANALYZE people_person, {", ".join(f"people_{fact}" for fact in FACTS)} $$;
            -- Owner's rights: a list must not open a second dossier for somebody another unit
            -- keeps. Says only which of the given numbers are taken, by nobody's name.
            CREATE FUNCTION congvu_ids_taken(ids text[]) RETURNS SETOF text LANGUAGE sql STABLE
            SECURITY DEFINER SET search_path = public
            AS $$ SELECT personal_id FROM people_person WHERE personal_id = ANY(ids) $$;
            """,
            """
            DROP TRIGGER facts_follow ON people_person;
            DROP TRIGGER never_deleted ON people_person;
            DROP FUNCTION congvu_facts_follow();
            DROP FUNCTION congvu_person_of(bigint);
            DROP FUNCTION congvu_ids_taken(text[]);
            DROP FUNCTION congvu_analyze_dossiers();
            """,
        ),
    ]
