"""Two dossiers of one person become one by a recorded merge, and two again by undoing it.

A fact keeps its person for ever, but for such a merge: the trigger asks for its recorded row.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

from congvu.core.operations import AtOnce
from congvu.people.migrations import _families

MOVES = """
-- A fact changes its person by a recorded merge only, and nothing else of it changes along.
CREATE FUNCTION congvu_fact_moves() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    changing text[] := ARRAY['person_id', 'unit_path', 'is_disputed'];
BEGIN
    IF to_jsonb(OLD) - changing <> to_jsonb(NEW) - changing
       OR NOT EXISTS (
           SELECT FROM people_mergemove v JOIN people_dossiermerge m ON m.id = v.merge_id
           WHERE v.table_name = TG_TABLE_NAME AND v.row_id = OLD.id::text
             AND ((m.undone_at IS NULL AND OLD.person_id = m.merged_id
                   AND NEW.person_id = m.survivor_id)
                  OR (m.undone_at IS NOT NULL AND OLD.person_id = m.survivor_id
                      AND NEW.person_id = m.merged_id)))
    THEN
        RAISE EXCEPTION 'a fact of % is never rewritten', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

DO = """
-- Owner's rights: rows of the merged dossier follow wherever they stand, also where the officer
-- may not look (a task of another unit). Only for a recorded, unused merge of two dossiers in
-- the caller's scope. `facts` are {table, id, disputed}; `others` {table, column, unless: [...]}.
CREATE FUNCTION congvu_merge_dossiers(merge bigint, facts jsonb, others jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    m people_dossiermerge;
    place ltree;
    one record;
    kept text;
BEGIN
    SELECT * INTO m FROM people_dossiermerge WHERE id = merge AND undone_at IS NULL FOR UPDATE;
    IF m.id IS NULL OR EXISTS (SELECT FROM people_mergemove WHERE merge_id = merge)
       OR (SELECT count(*) FROM people_person WHERE id IN (m.survivor_id, m.merged_id)
           AND unit_path <@ ANY ((congvu_paths('people'))::ltree[])) <> 2 THEN
        RAISE EXCEPTION 'no merge to carry out' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT unit_path INTO place FROM people_person WHERE id = m.survivor_id;
    FOR one IN SELECT DISTINCT f->>'table' AS name FROM jsonb_array_elements(facts) f
               ORDER BY 1 LOOP
        EXECUTE format($q$
            INSERT INTO people_mergemove
                (merge_id, table_name, column_name, row_id, was_disputed, state)
            SELECT $1, %L, 'person_id', t.id::text, t.is_disputed, '{}'::jsonb
            FROM %I t JOIN jsonb_array_elements($2) f
              ON f->>'table' = %L AND (f->>'id')::bigint = t.id
            WHERE t.person_id = $3 $q$, one.name, one.name, one.name)
            USING merge, facts, m.merged_id;
        EXECUTE format($q$
            UPDATE %I t SET person_id = $1, unit_path = $2,
                is_disputed = t.is_disputed OR (f->>'disputed')::boolean
            FROM jsonb_array_elements($3) f
            WHERE f->>'table' = %L AND (f->>'id')::bigint = t.id AND t.person_id = $4
            $q$, one.name, one.name) USING m.survivor_id, place, facts, m.merged_id;
        PERFORM congvu_merge_states(merge, one.name);
    END LOOP;
    FOR one IN SELECT o->>'table' AS name, o->>'column' AS key, o->'unless' AS once
               FROM jsonb_array_elements(others) o ORDER BY 1, 2 LOOP
        -- Only columns that hold a person's key.
        IF one.key !~ 'person' OR NOT EXISTS (
            SELECT FROM information_schema.columns c WHERE c.table_schema = 'public'
              AND c.table_name = one.name AND c.column_name = one.key AND c.data_type = 'uuid')
        THEN
            RAISE EXCEPTION '% of % is no key of a person', one.key, one.name
                USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT string_agg(format('s.%I IS NOT DISTINCT FROM t.%I', name, name), ' AND ')
            INTO kept FROM jsonb_array_elements_text(one.once) AS name;
        kept := CASE WHEN kept IS NULL THEN 'true' ELSE format(
            'NOT EXISTS (SELECT FROM %I s WHERE s.%I = $3 AND %s)', one.name, one.key, kept) END;
        EXECUTE format($q$
            INSERT INTO people_mergemove
                (merge_id, table_name, column_name, row_id, was_disputed, state)
            SELECT $1, %L, %L, t.id::text, false, '{}'::jsonb FROM %I t
            WHERE t.%I = $2 AND ($3::uuid IS NOT NULL) AND %s $q$,
            one.name, one.key, one.name, one.key, kept) USING merge, m.merged_id, m.survivor_id;
        EXECUTE format($q$
            UPDATE %I t SET %I = $1 FROM people_mergemove v
            WHERE v.merge_id = $2 AND v.table_name = %L AND v.column_name = %L
              AND v.row_id = t.id::text $q$, one.name, one.key, one.name, one.key)
            USING m.survivor_id, merge;
    END LOOP;
    RETURN (SELECT count(*) FROM people_mergemove WHERE merge_id = merge);
END $$;

CREATE FUNCTION congvu_merge_states(merge bigint, told text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    EXECUTE format($q$
        UPDATE people_mergemove v SET state = to_jsonb(t) - 'unit_path' FROM %I t
        WHERE v.merge_id = $1 AND v.table_name = %L AND v.row_id = t.id::text
          AND v.state = '{}'::jsonb $q$, told, told) USING merge;
END $$;

-- The moved rows of a merge that say something else today than when they were moved.
CREATE FUNCTION congvu_merge_changed(merge bigint) RETURNS TABLE (table_name text, row_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT DISTINCT v.table_name::text AS name FROM people_mergemove v
               WHERE v.merge_id = merge AND v.state <> '{}'::jsonb LOOP
        RETURN QUERY EXECUTE format($q$
            SELECT %L::text, v.row_id::text FROM people_mergemove v JOIN %I t
              ON t.id::text = v.row_id
            WHERE v.merge_id = $1 AND v.table_name = %L
              AND v.state <> to_jsonb(t) - 'unit_path' $q$, one.name, one.name, one.name)
            USING merge;
    END LOOP;
END $$;

-- Owner's rights, as above: gives every row back that the survivor still has of the merge.
CREATE FUNCTION congvu_undo_merge(merge bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    m people_dossiermerge;
    place ltree;
    one record;
BEGIN
    SELECT * INTO m FROM people_dossiermerge WHERE id = merge AND undone_at IS NULL FOR UPDATE;
    IF m.id IS NULL OR EXISTS (SELECT FROM congvu_merge_changed(merge))
       OR (SELECT count(*) FROM people_person WHERE id IN (m.survivor_id, m.merged_id)
           AND unit_path <@ ANY ((congvu_paths('people'))::ltree[])) <> 2 THEN
        RAISE EXCEPTION 'no merge to undo' USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE people_dossiermerge SET undone_at = now() WHERE id = merge;
    SELECT unit_path INTO place FROM people_person WHERE id = m.merged_id;
    FOR one IN SELECT DISTINCT table_name AS name, column_name AS key,
                      state <> '{}'::jsonb AS is_fact
               FROM people_mergemove WHERE merge_id = merge ORDER BY 1, 2 LOOP
        EXECUTE format('UPDATE %I t SET %I = $1', one.name, one.key)
            || CASE WHEN one.is_fact THEN ', unit_path = $4, is_disputed = v.was_disputed'
                    ELSE '' END
            || format($q$ FROM people_mergemove v
                WHERE v.merge_id = $2 AND v.table_name = %L AND v.column_name = %L
                  AND v.row_id = t.id::text AND t.%I = $3 AND $4 IS NOT NULL $q$,
                one.name, one.key, one.key)
            USING m.merged_id, merge, m.survivor_id, place;
    END LOOP;
END $$;

-- Where somebody's facts stand: the dossier itself, or the one it was merged into.
CREATE FUNCTION congvu_standing_dossier(person uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
    further uuid;
BEGIN
    LOOP
        SELECT survivor_id INTO further FROM people_dossiermerge
            WHERE merged_id = person AND undone_at IS NULL;
        IF NOT FOUND THEN
            RETURN person;
        END IF;
        person := further;
    END LOOP;
END $$;
"""

UNDO = """
DROP FUNCTION congvu_standing_dossier(uuid);
DROP FUNCTION congvu_undo_merge(bigint);
DROP FUNCTION congvu_merge_changed(bigint);
DROP FUNCTION congvu_merge_states(bigint, text);
DROP FUNCTION congvu_merge_dossiers(bigint, jsonb, jsonb);
"""

SCOPE = """
ALTER TABLE people_dossiermerge ENABLE ROW LEVEL SECURITY;
-- Seen by who sees the survivor; made where both are in scope; never changed but by the function.
CREATE POLICY seen ON people_dossiermerge FOR SELECT TO PUBLIC
    USING (EXISTS (SELECT FROM people_person p WHERE p.id = survivor_id));
CREATE POLICY made ON people_dossiermerge FOR INSERT TO PUBLIC
    WITH CHECK (2 = (SELECT count(*) FROM people_person p
                     WHERE p.id IN (survivor_id, merged_id)
                       AND p.unit_path <@ ANY ((SELECT congvu_paths('people'))::ltree[])));
ALTER TABLE people_mergemove ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_mergemove FOR SELECT TO PUBLIC
    USING (EXISTS (SELECT FROM people_dossiermerge m WHERE m.id = merge_id));
CREATE TRIGGER never_deleted BEFORE DELETE ON people_dossiermerge
    FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
CREATE TRIGGER never_deleted BEFORE DELETE ON people_mergemove
    FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
"""


def movable(table: str) -> migrations.RunSQL:
    """Let a merge move facts of `table`; every other change stays as it was guarded."""
    return migrations.RunSQL(
        f"""
        DROP TRIGGER only_ended ON {table};
        CREATE TRIGGER only_ended BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN (OLD.person_id = NEW.person_id) EXECUTE FUNCTION congvu_fact_changes();
        CREATE TRIGGER moved_by_merge BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN (OLD.person_id <> NEW.person_id) EXECUTE FUNCTION congvu_fact_moves();
        """,
        f"""
        DROP TRIGGER moved_by_merge ON {table};
        DROP TRIGGER only_ended ON {table};
        CREATE TRIGGER only_ended BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION congvu_fact_changes();
        """,
    )


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0007_views_with_columns")]

    steps = [
        migrations.CreateModel(
            name="DossierMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("merged_on", models.DateField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("actor_name", models.CharField(max_length=200)),
                ("merged_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("undone_at", models.DateTimeField(null=True)),
                ("merged", _person()),
                ("survivor", _person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("merged",),
                        name="dossier_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("survivor", models.F("merged")), _negated=True),
                        name="dossier_merged_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                ("column_name", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=40)),
                ("was_disputed", models.BooleanField(default=False)),
                ("state", models.JSONField(default=dict)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="people.dossiermerge",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["table_name", "row_id"], name="merge_move_row")],
            },
        ),
        migrations.RunSQL(SCOPE, migrations.RunSQL.noop),
        migrations.RunSQL(MOVES, "DROP FUNCTION congvu_fact_moves();"),
        *(movable(f"people_{fact}") for fact in _families.ALL),
        migrations.RunSQL(DO, UNDO),
    ]
    operations = [AtOnce(steps)]
