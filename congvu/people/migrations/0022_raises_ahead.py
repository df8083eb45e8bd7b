"""The raises to come are kept, so that the list of a month is counted and not worked out."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import congvu.core.paths
from congvu.core.rls import behind_scope
from congvu.people.migrations import _families, _following

FOLLOWING = (*_families.ALL, "hardwork", "raiseahead")


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
        migrations.RunSQL(_following.follow(FOLLOWING), migrations.RunSQL.noop),
        migrations.RunSQL(_following.analyze(FOLLOWING), migrations.RunSQL.noop),
    ]
