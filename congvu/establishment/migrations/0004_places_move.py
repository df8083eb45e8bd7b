"""What stands below a unit moves along with it, in every table."""

from django.db import migrations

FOLLOW = r"""
-- Owner's rights: a unit moved to another place takes along whatever stands there or below it,
-- in every table and whoever may see it. Returns how many rows moved.
CREATE FUNCTION congvu_move_places(before ltree, after ltree) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    place record;
    moved bigint;
    total bigint := 0;
BEGIN
    IF before = '' OR after = '' OR after <@ before OR nlevel(before) = 0 THEN
        RAISE EXCEPTION 'a place cannot move from % to %', before, after
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM set_config('congvu.places_move', 'yes', true);
    FOR place IN
        SELECT c.oid::regclass AS "table", a.attname AS "column"
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.atttypid = 'ltree'::regtype AND a.attgenerated = '' AND NOT a.attisdropped
          AND a.attnum > 0 AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        ORDER BY c.relname, a.attnum
    LOOP
        EXECUTE format(
            'UPDATE %1$s SET %2$I = CASE WHEN %2$I = $1 THEN $2'
            ' ELSE $2 || subpath(%2$I, nlevel($1)) END WHERE %2$I <@ $1',
            place."table", place."column") USING before, after;
        GET DIAGNOSTICS moved = ROW_COUNT;
        total := total + moved;
    END LOOP;
    PERFORM set_config('congvu.places_move', '', true);
    RETURN total;
END $$;

-- Whether the function above is at work: told by a setting of the transaction, and by the
-- rights it runs with, which the application's role does not have.
CREATE FUNCTION congvu_places_move() RETURNS boolean LANGUAGE sql STABLE SET search_path = public
AS $$ SELECT current_setting('congvu.places_move', true) = 'yes' AND current_user = (
    SELECT pg_get_userbyid(proowner)::text FROM pg_proc
    WHERE oid = 'congvu_move_places(ltree, ltree)'::regprocedure) $$;

-- Rows that are never changed still stand where their unit stands.
CREATE OR REPLACE FUNCTION congvu_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND congvu_places_move() THEN
        IF to_jsonb(OLD) - ARRAY['unit_path', 'path', 'giver_path']
           = to_jsonb(NEW) - ARRAY['unit_path', 'path', 'giver_path'] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% on % is refused: rows of this table are never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

STAY = """
CREATE OR REPLACE FUNCTION congvu_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows of this table are never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
DROP FUNCTION congvu_places_move();
DROP FUNCTION congvu_move_places(ltree, ltree);
"""


class Migration(migrations.Migration):
    dependencies = [("establishment", "0003_closed_history")]

    operations = [migrations.RunSQL(FOLLOW, STAY)]
