"""Archives of printed dossiers are seen by who asked for them, and by the system's jobs."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from congvu.core.rls import in_scope

# Only the system's scope begins at the root of all units.
OWN = f"""account_id = (SELECT congvu_account())
          OR {in_scope("people").replace("unit_path", "''::ltree")}"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_hard_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("printing", "being printed"),
                            ("ready", "ready"),
                            ("failed", "not printed"),
                            ("gone", "deleted"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("order", models.JSONField()),
                ("done", models.IntegerField(default=0)),
                ("refused", models.IntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=500)),
                ("content", models.BinaryField(default=b"")),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-asked_at"], name="print_run_own")],
            },
        ),
        migrations.RunSQL(
            f"""
            ALTER TABLE people_printrun ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON people_printrun FOR ALL TO PUBLIC
                USING ({OWN}) WITH CHECK ({OWN});
            """,
            """
            DROP POLICY own ON people_printrun;
            ALTER TABLE people_printrun DISABLE ROW LEVEL SECURITY;
            """,
        ),
    ]
