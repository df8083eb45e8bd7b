"""Two dossiers that look alike may be said to be of two people, for good or until taken back."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

BOTH_KEPT = """2 = (SELECT count(*) FROM people_person p
                  WHERE p.id IN (first_id, second_id)
                    AND p.unit_path <@ ANY ((SELECT congvu_paths('people'))::ltree[]))"""

SCOPE = f"""
ALTER TABLE people_differentpeople ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON people_differentpeople FOR ALL TO PUBLIC
    USING ({BOTH_KEPT}) WITH CHECK ({BOTH_KEPT});
CREATE FUNCTION congvu_only_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.undone_at IS NOT NULL
       OR to_jsonb(OLD) - 'undone_at' <> to_jsonb(NEW) - 'undone_at' THEN
        RAISE EXCEPTION 'only undone, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_undone BEFORE UPDATE ON people_differentpeople
    FOR EACH ROW EXECUTE FUNCTION congvu_only_undone();
CREATE TRIGGER never_deleted BEFORE DELETE ON people_differentpeople
    FOR EACH ROW EXECUTE FUNCTION congvu_refuse();
"""

BACK = """
DROP TRIGGER never_deleted ON people_differentpeople;
DROP TRIGGER only_undone ON people_differentpeople;
DROP FUNCTION congvu_only_undone();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_workbook_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="DifferentPeople",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("actor_name", models.CharField(max_length=200)),
                ("said_on", models.DateField()),
                (
                    "said_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("first", "second"),
                        name="told_apart_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="told_apart_in_one_order",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SCOPE, BACK),
    ]
