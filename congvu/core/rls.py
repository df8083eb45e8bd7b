"""Migration operations that put a table behind row-level security and close its history."""

from django.db import migrations


def in_scope(family: str) -> str:
    """The condition "this row stands where the transaction may see `family`"."""
    return f"unit_path <@ ANY((SELECT congvu_paths('{family}'))::ltree[])"


def behind_scope(table: str, family: str, *, also: str = "") -> migrations.RunSQL:
    """Let the application's role see and write rows of `table` inside its scope only.

    The table carries `unit_path`; `also` is a further condition that lets a row through.
    """
    condition = f"({in_scope(family)})" + (f" OR ({also})" if also else "")
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY in_scope ON {table} FOR ALL TO PUBLIC
            USING ({condition}) WITH CHECK ({condition});
        """,
        f"DROP POLICY in_scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> migrations.RunSQL:
    """Refuse every UPDATE, DELETE and TRUNCATE on `table`, whoever asks."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
        CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION congvu_refuse();
        """,
        f"DROP TRIGGER never_changed ON {table}; DROP TRIGGER never_emptied ON {table};",
    )


def only_ended(table: str) -> migrations.RunSQL:
    """Let rows of `table`, a table of facts, only be ended, replaced or voided; never deleted.

    The function that watches over them comes with `congvu.documents.history`.
    """
    return migrations.RunSQL(
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
    )
