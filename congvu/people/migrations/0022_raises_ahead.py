"""The raises to come are kept, so that the list of a month is counted and not worked out."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import congvu.core.paths
from congvu.core.rls import behind_scope
from congvu.people.migrations import _families

FOLLOWING = (*_families.ALL, "hardwork", "raiseahead")
TABLES = ", ".join(f"'people_{table}'" for table in FOLLOWING)
ANALYZED = ", ".join(f"people_{table}" for table in FOLLOWING)

FOLLOW = f"""
-- As in 0017, with the table of this migration.
CREATE OR REPLACE FUNCTION congvu_facts_follow() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    moved uuid[];
    one text;
BEGIN
    EXECUTE 'SELECT array_agg(n.id) FROM now_here n JOIN was_here w ON w.id = n.id
             WHERE w.unit_path IS DISTINCT FROM n.unit_path' INTO moved;
    IF moved IS NOT NULL THEN
        FOREACH one IN ARRAY ARRAY[{TABLES}] LOOP
            EXECUTE format('UPDATE %I f SET unit_path = n.unit_path FROM now_here n
                            WHERE f.person_id = n.id AND n.id = ANY($1)', one) USING moved;
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION congvu_analyze_dossiers() RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public
AS $$ ANALYZE people_person, {ANALYZED} $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0021_ages_counted_by_an_index")]

    operations = [
        migrations.CreateModel(
            name="RaiseAhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_path", congvu.core.paths.PathField()),
                ("holds", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("shown_from", models.DateField(null=True)),
                ("rank_code", models.CharField(max_length=20)),
                ("salary_group", models.CharField(max_length=20)),
                ("step", models.IntegerField(null=True)),
                ("coefficient", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("percent", models.IntegerField()),
                ("since", models.DateField(null=True)),
                ("since_printed", models.CharField(max_length=10)),
                ("ordinary_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("delay", models.IntegerField()),
                ("uncounted", models.IntegerField()),
                ("is_last", models.BooleanField()),
                ("next_step", models.IntegerField(null=True)),
                ("next_percent", models.IntegerField(null=True)),
                (
                    "next_coefficient",
                    models.DecimalField(decimal_places=2, max_digits=9, null=True),
                ),
                ("missing", models.CharField(max_length=10)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shown_from"], name="raise_ahead_shown")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        django.contrib.postgres.fields.ranges.RangeStartsWith("holds"),
                        name="raise_ahead_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        behind_scope("people_raiseahead", "people"),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
    ]
