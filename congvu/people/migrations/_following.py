"""What the database keeps in step with a person, table by table: the functions that name them all."""

from collections.abc import Iterable


def follow(tables: Iterable[str]) -> str:
    """SQL: rows of `tables` go with their person to another unit."""
    named = ", ".join(f"'people_{table}'" for table in tables)
    return f"""
CREATE OR REPLACE FUNCTION congvu_facts_follow() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    moved uuid[];
    one text;
BEGIN
    -- Planned each time, by how many there are.
    EXECUTE 'SELECT array_agg(n.id) FROM now_here n JOIN was_here w ON w.id = n.id
             WHERE w.unit_path IS DISTINCT FROM n.unit_path' INTO moved;
    IF moved IS NOT NULL THEN
        FOREACH one IN ARRAY ARRAY[{named}] LOOP
            EXECUTE format('UPDATE %I f SET unit_path = n.unit_path FROM now_here n
                            WHERE f.person_id = n.id AND n.id = ANY($1)', one) USING moved;
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
"""


def analyze(tables: Iterable[str]) -> str:
    """SQL: whoever brought many rows may have `tables` analysed."""
    named = ", ".join(f"people_{table}" for table in tables)
    return f"""
CREATE OR REPLACE FUNCTION congvu_analyze_dossiers() RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public
AS $$ ANALYZE people_person, {named} $$;
"""
