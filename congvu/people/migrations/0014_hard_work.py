"""Hard work and difficult areas, capacity lost: what lowers the age of retirement."""

from importlib import import_module

import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import congvu.core.paths
import congvu.core.periods
from congvu.documents.history import fact_table
from congvu.people.migrations import _families

merging = import_module("congvu.people.migrations.0008_merging")

FACTS = (*_families.ALL, "hardwork")
MOVED = "\n".join(
    f"""UPDATE people_{fact} f SET unit_path = n.unit_path FROM now_here n
        JOIN was_here w ON w.id = n.id AND w.unit_path IS DISTINCT FROM n.unit_path
        WHERE f.person_id = n.id;"""
    for fact in FACTS
)
ANALYZED = ", ".join(f"people_{fact}" for fact in FACTS)
FOLLOWS = f"""
    -- As in 0005, with the table of this migration.
    CREATE OR REPLACE FUNCTION congvu_facts_follow() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        IF EXISTS (SELECT FROM now_here n JOIN was_here w ON w.id = n.id
                   WHERE w.unit_path IS DISTINCT FROM n.unit_path) THEN
            {MOVED}
        END IF;
        RETURN NULL;
    END $$;
    CREATE OR REPLACE FUNCTION congvu_analyze_dossiers() RETURNS void LANGUAGE sql
    SECURITY DEFINER SET search_path = public
    AS $$ ANALYZE people_person, {ANALYZED} $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_revocation_lists"),
        ("people", "0013_views_of_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="HardWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="valid"),
                ),
                (
                    "since_printed",
                    congvu.core.periods.PartialDateField(
                        blank=True, db_default="", default="", max_length=10
                    ),
                ),
                (
                    "until_printed",
                    congvu.core.periods.PartialDateField(
                        blank=True, db_default="", default="", max_length=10
                    ),
                ),
                ("is_disputed", models.BooleanField(default=False)),
                ("unit_path", congvu.core.paths.PathField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("job", "hard, hazardous or dangerous work"),
                            ("area", "specially difficult area"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="work or place",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
                (
                    "end_basis",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="people.hardwork",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="hardwork_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="healthcheck",
            name="capacity_lost_percent",
            field=models.SmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="working capacity lost (%), as assessed",
            ),
        ),
        *fact_table("people_hardwork"),
        merging.movable("people_hardwork"),
        migrations.RunSQL(FOLLOWS, migrations.RunSQL.noop),
    ]
