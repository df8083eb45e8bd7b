"""Digests are written by whoever acts over the whole tree: the system."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("work", "0004_tell_changes")]

    operations = [
        migrations.RunSQL(
            """
            CREATE POLICY made_by_the_system ON work_digest FOR ALL TO PUBLIC
                USING (''::ltree = ANY((SELECT congvu_paths('work'))::ltree[]))
                WITH CHECK (''::ltree = ANY((SELECT congvu_paths('work'))::ltree[]));
            """,
            "DROP POLICY made_by_the_system ON work_digest;",
        ),
    ]
