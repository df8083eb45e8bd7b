"""Migration operations for tables of facts."""

from django.db import migrations

from congvu.core.rls import behind_scope

FUNCTION = migrations.RunSQL(
    """
    -- A fact may only be ended, replaced or voided once, and moved along with its person.
    CREATE FUNCTION congvu_fact_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before jsonb := to_jsonb(OLD) - ARRAY['unit_path', 'valid', 'end_basis_id', 'until_printed',
                                              'replaced_by_id', 'voided_by_id'];
        after jsonb := to_jsonb(NEW) - ARRAY['unit_path', 'valid', 'end_basis_id', 'until_printed',
                                             'replaced_by_id', 'voided_by_id'];
    BEGIN
        IF before <> after
           OR lower(OLD.valid) IS DISTINCT FROM lower(NEW.valid)
           OR (OLD.end_basis_id IS NOT NULL AND NEW.valid <> OLD.valid)
           OR (OLD.replaced_by_id IS NOT NULL
               AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id)
           OR (OLD.voided_by_id IS NOT NULL
               AND NEW.voided_by_id IS DISTINCT FROM OLD.voided_by_id)
        THEN
            RAISE EXCEPTION 'a fact of % is never rewritten', TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION congvu_fact_changes();",
)

GIVEN_BACK = migrations.RunSQL(
    """
    -- A fact may only be ended, replaced or voided once, and moved along with its person. What a
    -- paper ended or replaced is given back when that paper is revoked, and only then.
    CREATE OR REPLACE FUNCTION congvu_fact_changes() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public AS $$
    DECLARE
        changing text[] := ARRAY['unit_path', 'valid', 'end_basis_id', 'until_printed',
                                 'replaced_by_id', 'voided_by_id'];
        is_void boolean := false;
    BEGIN
        IF to_jsonb(OLD) - changing <> to_jsonb(NEW) - changing
           OR lower(OLD.valid) IS DISTINCT FROM lower(NEW.valid)
           OR (OLD.voided_by_id IS NOT NULL
               AND NEW.voided_by_id IS DISTINCT FROM OLD.voided_by_id)
           OR (OLD.end_basis_id IS NOT NULL
               AND (NEW.valid, NEW.end_basis_id) IS DISTINCT FROM (OLD.valid, OLD.end_basis_id)
               AND NOT EXISTS (SELECT FROM documents_paper
                               WHERE id = OLD.end_basis_id AND revoked_by_id IS NOT NULL))
        THEN
            RAISE EXCEPTION 'a fact of % is never rewritten', TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.replaced_by_id IS NOT NULL
           AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id THEN
            EXECUTE format('SELECT voided_by_id IS NOT NULL FROM %I WHERE id = $1', TG_TABLE_NAME)
                INTO is_void USING OLD.replaced_by_id;
            IF NOT is_void THEN
                RAISE EXCEPTION 'a fact of % is never rewritten', TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$;
    """,
    migrations.RunSQL.noop,
)


def fact_table(table: str) -> list[migrations.RunSQL]:
    """Close the history of `table` and put it behind the scope (own record included)."""
    return [
        migrations.RunSQL(
            f"""
            CREATE TRIGGER only_ended BEFORE UPDATE ON {table}
                FOR EACH ROW EXECUTE FUNCTION congvu_fact_changes();
            CREATE TRIGGER never_deleted BEFORE DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
            CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION congvu_refuse();
            """,
            f"""
            DROP TRIGGER only_ended ON {table};
            DROP TRIGGER never_deleted ON {table};
            DROP TRIGGER never_emptied ON {table};
            """,
        ),
        behind_scope(table, "people", also="person_id = (SELECT congvu_person())"),
    ]
