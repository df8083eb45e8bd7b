"""Revocation lists of the authorities: read by everybody, written by the system alone."""

from django.db import migrations, models

from congvu.core.rls import in_scope

# Only the system's scope begins at the root of all units.
WRITES = in_scope("documents").replace("unit_path", "''::ltree")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_named_papers"),
    ]

    operations = [
        migrations.CreateModel(
            name="RevocationList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500, unique=True, verbose_name="address")),
                ("issuer", models.BinaryField()),
                ("issuer_name", models.CharField(max_length=200, verbose_name="authority")),
                ("content", models.BinaryField(default=b"")),
                ("made_at", models.DateTimeField(null=True, verbose_name="made")),
                ("due_at", models.DateTimeField(null=True, verbose_name="in force until")),
                ("fetched_at", models.DateTimeField(null=True, verbose_name="fetched")),
                ("tried_at", models.DateTimeField(null=True)),
                ("failure", models.JSONField(default=dict)),
            ],
        ),
        migrations.RunSQL(
            f"""
            ALTER TABLE documents_revocationlist ENABLE ROW LEVEL SECURITY;
            CREATE POLICY read_by_all ON documents_revocationlist FOR SELECT TO PUBLIC USING (true);
            CREATE POLICY kept_by_system ON documents_revocationlist FOR ALL TO PUBLIC
                USING ({WRITES}) WITH CHECK ({WRITES});
            """,
            """
            DROP POLICY kept_by_system ON documents_revocationlist;
            DROP POLICY read_by_all ON documents_revocationlist;
            ALTER TABLE documents_revocationlist DISABLE ROW LEVEL SECURITY;
            """,
        ),
    ]
