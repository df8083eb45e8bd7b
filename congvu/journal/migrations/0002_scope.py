"""The journal is written by everybody, read in scope or by its author, changed by nobody."""

from django.db import migrations

from congvu.core.rls import append_only, in_scope


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        append_only("journal_entry"),
        migrations.RunSQL(
            f"""
            ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
            CREATE POLICY written_by_all ON journal_entry FOR INSERT TO PUBLIC WITH CHECK (true);
            CREATE POLICY read_in_scope ON journal_entry FOR SELECT TO PUBLIC
                USING ({in_scope("journal")} OR account_id = (SELECT congvu_account()));
            REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry FROM congvu_app;
            """,
            """
            DROP POLICY written_by_all ON journal_entry;
            DROP POLICY read_in_scope ON journal_entry;
            ALTER TABLE journal_entry DISABLE ROW LEVEL SECURITY;
            """,
        ),
    ]
