"""Every field of the dossier has its place: new families of facts, more of the person."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import congvu.catalog.fields
import congvu.core.paths
import congvu.core.periods
from congvu.core.operations import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_partial_date"),
        ("documents", "0004_revoked_papers"),
        ("establishment", "0001_initial"),
        ("people", "0003_quick_lists"),
    ]

    steps = [
        migrations.CreateModel(
            name="Allowance",
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
                    "kind_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="allowance_kinds",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="allowance",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("percent", "percent"),
                            ("coefficient", "coefficient of the base wage"),
                            ("amount", "amount in đồng"),
                        ],
                        max_length=12,
                        verbose_name="way of paying",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="percent",
                    ),
                ),
                (
                    "coefficient",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="coefficient",
                    ),
                ),
                (
                    "amount_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount (đồng)"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="note"
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
                        to="people.allowance",
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
                        name="allowance_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("replaced_by", None), ("voided_by", None), ("is_disputed", False)
                        ),
                        expressions=[("person", "="), ("kind_code", "="), ("valid", "&&")],
                        name="allowance_once_a_kind",
                        violation_error_message="This person already has this allowance in that period.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("words", models.TextField(max_length=4000, verbose_name="assessment")),
                (
                    "by",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="assessed by",
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
                        to="people.assessment",
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
                        name="assessment_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssetDeclaration",
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
                ("year", models.SmallIntegerField(verbose_name="year")),
                (
                    "kept_at",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="kept at",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=100,
                        verbose_name="reference",
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
                        to="people.assetdeclaration",
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
                        name="assetdeclaration_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetencyLevel",
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
                ("competency_code", models.CharField(max_length=40, verbose_name="competency")),
                (
                    "level",
                    models.SmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="level",
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
                        to="people.competencylevel",
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
                        name="competencylevel_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
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
                            ("declared", "declared by the person"),
                            ("agency", "confirmed by the agency"),
                            ("population", "checked against the population database"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=200, verbose_name="by"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="result"
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
                        to="people.confirmation",
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
                        name="confirmation_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
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
                    "kind_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="object_kinds",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="kind of contract",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=60, verbose_name="number"
                    ),
                ),
                (
                    "employer",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="employer",
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
                        to="people.contract",
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
                        name="contract_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierPaper",
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
                    "component_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="dossier_components",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="component",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="note"
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
                        to="people.dossierpaper",
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
                        name="dossierpaper_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmploymentStatus",
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
                    "status_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="employment_status",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="reason"
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
                        to="people.employmentstatus",
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
                        name="employmentstatus_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("replaced_by", None), ("voided_by", None), ("is_disputed", False)
                        ),
                        expressions=[("person", "="), ("valid", "&&")],
                        name="status_one_at_a_time",
                        violation_error_message="This person already has a status then.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMember",
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
                    "side",
                    models.CharField(
                        choices=[("own", "own side"), ("spouse", "spouse's side")],
                        default="own",
                        max_length=8,
                        verbose_name="side",
                    ),
                ),
                (
                    "relation_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="family_relations",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="relation",
                    ),
                ),
                ("full_name", models.CharField(max_length=200, verbose_name="full name")),
                (
                    "birth_year",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="year of birth"),
                ),
                (
                    "deceased_year",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="year of death"),
                ),
                (
                    "personal_id",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=12,
                        verbose_name="personal ID",
                    ),
                ),
                (
                    "home_place",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="home place",
                    ),
                ),
                (
                    "occupation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=500,
                        verbose_name="occupation, post, work unit",
                    ),
                ),
                (
                    "residence",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="residence",
                    ),
                ),
                (
                    "organisations",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="organisations",
                    ),
                ),
                (
                    "country_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="countries",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="lives in (country)",
                    ),
                ),
                (
                    "abroad",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="abroad: nationality, work",
                    ),
                ),
                (
                    "old_regime",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=500,
                        verbose_name="former regime, convictions",
                    ),
                ),
                (
                    "is_same_agency",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="works in the same agency"
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=2000,
                        verbose_name="as printed",
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
                        to="people.familymember",
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
                        name="familymember_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("personal_id", ""),
                            ("personal_id__regex", "^\\d{9}(\\d{3})?$"),
                            _connector="OR",
                        ),
                        name="family_member_personal_id_digits",
                        violation_error_message="A personal ID has 12 digits (an old one 9).",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthCheck",
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
                    "class_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="health_classes",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="health class",
                    ),
                ),
                (
                    "height_cm",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="height (cm)"),
                ),
                (
                    "weight_kg",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="weight (kg)",
                    ),
                ),
                (
                    "blood_group",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="blood_groups",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="blood group",
                    ),
                ),
                (
                    "clinic",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="examined at",
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=500,
                        verbose_name="conclusion",
                    ),
                ),
                (
                    "has_disability",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="has a disability"
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
                        to="people.healthcheck",
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
                        name="healthcheck_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Income",
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
                ("year", models.SmallIntegerField(verbose_name="year")),
                (
                    "salary_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="salary (đồng)"),
                ),
                (
                    "other_vnd",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="other income (đồng)"
                    ),
                ),
                (
                    "other_source",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="other sources",
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
                        to="people.income",
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
                        name="income_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "organisation_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="organisations",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="organisation",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="organisation as printed",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="post held there",
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
                        to="people.membership",
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
                        name="membership_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("replaced_by", None), ("voided_by", None), ("is_disputed", False)
                        ),
                        expressions=[("person", "="), ("organisation_code", "="), ("valid", "&&")],
                        name="membership_once_at_a_time",
                        violation_error_message="This person is already a member of that organisation then.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilitaryService",
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
                    "highest_rank",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=100,
                        verbose_name="highest rank",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="highest post",
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
                        to="people.militaryservice",
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
                        name="militaryservice_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalHistory",
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
                            ("detention", "arrest, imprisonment"),
                            ("old_regime", "work for the former regime"),
                            ("foreign_body", "ties with foreign organisations"),
                            ("relative_abroad", "relatives abroad"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="organisation",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="place, seat",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="post, work done",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=2000,
                        verbose_name="details",
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
                        to="people.personalhistory",
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
                        name="personalhistory_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedPost",
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
                    "title",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="post planned for",
                    ),
                ),
                (
                    "title_code",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="leadership title",
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=40, verbose_name="term"
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
                        to="people.plannedpost",
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
                        name="plannedpost_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyObject",
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
                    "code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="policy_objects",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="policy category",
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="class, details",
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
                        to="people.policyobject",
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
                        name="policyobject_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionPay",
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
                    "position_code",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="code of the job position",
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="job position",
                    ),
                ),
                ("step", models.SmallIntegerField(blank=True, null=True, verbose_name="step")),
                (
                    "amount_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount (đồng)"),
                ),
                (
                    "paid_percent",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="percent paid"),
                ),
                (
                    "overframe_percent",
                    models.SmallIntegerField(
                        blank=True, null=True, verbose_name="percent above the last step"
                    ),
                ),
                (
                    "overframe_since",
                    models.DateField(
                        blank=True, null=True, verbose_name="above the last step since"
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
                        to="people.positionpay",
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
                        name="positionpay_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("replaced_by", None), ("voided_by", None), ("is_disputed", False)
                        ),
                        expressions=[("person", "="), ("valid", "&&")],
                        name="position_pay_once",
                        violation_error_message="This person already has such pay then.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Property",
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
                            ("house_given", "house allotted or rented"),
                            ("house_owned", "house bought or built"),
                            ("land_given", "land allotted"),
                            ("land_owned", "land bought"),
                            ("land_business", "land for production or business"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="type"
                    ),
                ),
                (
                    "area_m2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="area (m²)",
                    ),
                ),
                (
                    "certificate",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=100,
                        verbose_name="certificate",
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
                        to="people.property",
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
                        name="property_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RaiseDelay",
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
                ("months", models.SmallIntegerField(verbose_name="months")),
                (
                    "reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=300, verbose_name="reason"
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
                        to="people.raisedelay",
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
                        name="raisedelay_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__gt", 0)),
                        name="raise_delay_positive",
                        violation_error_message="Give the number of months.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reward",
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
                    "kind_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="reward_kinds",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="reward",
                    ),
                ),
                ("year", models.SmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=60,
                        verbose_name="number of the decision",
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="given by",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="for what",
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
                        to="people.reward",
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
                        name="reward_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TripAbroad",
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
                    "country_code",
                    congvu.catalog.fields.CodeField(
                        blank=True,
                        code_list="countries",
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="country",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "paid_by",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="paid by",
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
                        to="people.tripabroad",
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
                        name="tripabroad_period_not_empty",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="discipline",
            name="issuer",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="decided by"
            ),
        ),
        migrations.AddField(
            model_name="discipline",
            name="violation",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="main violation"
            ),
        ),
        migrations.AddField(
            model_name="partymembership",
            name="admitted_at",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="place of admission",
            ),
        ),
        migrations.AddField(
            model_name="partymembership",
            name="card_number",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=20, verbose_name="Party card"
            ),
        ),
        migrations.AddField(
            model_name="paystep",
            name="counted_from",
            field=models.DateField(blank=True, null=True, verbose_name="next raise counts from"),
        ),
        migrations.AddField(
            model_name="paystep",
            name="overframe_since",
            field=models.DateField(blank=True, null=True, verbose_name="above the last step since"),
        ),
        migrations.AddField(
            model_name="paystep",
            name="paid_percent",
            field=models.SmallIntegerField(blank=True, null=True, verbose_name="percent paid"),
        ),
        migrations.AddField(
            model_name="person",
            name="birth_commune",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="communes_khanh_hoa",
                db_default="",
                default="",
                max_length=40,
                verbose_name="birth place: commune today",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="birth_place",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="birth place"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="birth_province",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="provinces",
                db_default="",
                default="",
                max_length=40,
                verbose_name="birth place: province today",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="current_address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="present address",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="current_commune",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="communes_khanh_hoa",
                db_default="",
                default="",
                max_length=40,
                verbose_name="present address: commune",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="current_province",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="provinces",
                db_default="",
                default="",
                max_length=40,
                verbose_name="present address: province",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="family_background",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="family_background",
                db_default="",
                default="",
                max_length=40,
                verbose_name="family origin",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="first_work_on",
            field=congvu.core.periods.PartialDateField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="first day of work",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="health_insurance",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=20,
                verbose_name="health insurance card",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="home_commune",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="communes_khanh_hoa",
                db_default="",
                default="",
                max_length=40,
                verbose_name="home place: commune today",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="home_province",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="provinces",
                db_default="",
                default="",
                max_length=40,
                verbose_name="home place: province today",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="household_address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="registered residence",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="household_commune",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="communes_khanh_hoa",
                db_default="",
                default="",
                max_length=40,
                verbose_name="registered residence: commune",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="household_province",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="provinces",
                db_default="",
                default="",
                max_length=40,
                verbose_name="registered residence: province",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="identity_account",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=60,
                verbose_name="electronic identity account",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="job_before",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="occupation before recruitment",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="joined_body_on",
            field=congvu.core.periods.PartialDateField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="joined the present body",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="joined_revolution_on",
            field=congvu.core.periods.PartialDateField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="joined the revolution",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="longest_work",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="work done longest",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="marital_status",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="marital_status",
                db_default="",
                default="",
                max_length=40,
                verbose_name="marital status",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="name_in_use",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="name in use"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="nationality",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="countries",
                db_default="",
                default="",
                max_length=40,
                verbose_name="nationality",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="office_phone",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=40,
                verbose_name="office telephone",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="other_names",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="other names"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="personal_id_issued_at",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="ID issued at"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="personal_id_issued_on",
            field=models.DateField(blank=True, null=True, verbose_name="ID issued on"),
        ),
        migrations.AddField(
            model_name="person",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="social_insurance",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=20,
                verbose_name="social insurance number",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="strength",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="strength"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="tax_code",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=20, verbose_name="tax code"
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="began_by",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="decision_kinds",
                db_default="",
                default="",
                max_length=40,
                verbose_name="began by",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("main", "main post"),
                    ("concurrent", "concurrent post"),
                    ("acting", "acting"),
                    ("seconded", "seconded"),
                    ("party", "post in the Party"),
                    ("party_also", "concurrent post in the Party"),
                    ("deputy", "elected deputy"),
                ],
                db_default="main",
                default="main",
                max_length=16,
                verbose_name="kind of post",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="main_duty",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="main duty"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="country_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="countries",
                db_default="",
                default="",
                max_length=40,
                verbose_name="country",
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="expires_on",
            field=models.DateField(blank=True, null=True, verbose_name="valid until"),
        ),
        migrations.AddField(
            model_name="qualification",
            name="field_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=10,
                verbose_name="code of the field",
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="grade_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="graduation_grades",
                db_default="",
                default="",
                max_length=40,
                verbose_name="grade",
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="mode_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="training_modes",
                db_default="",
                default="",
                max_length=40,
                verbose_name="mode of study",
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="number",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=60,
                verbose_name="number of the paper",
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="school",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="school"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="score",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=20, verbose_name="score"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="studied_from",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10, verbose_name="studied from"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="studied_to",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10, verbose_name="studied to"
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="title",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="degree or certificate",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="body",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="recruiting body",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="kind_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="recruitment_kinds",
                db_default="",
                default="",
                max_length=40,
                verbose_name="way of recruitment",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="position",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="position recruited for",
            ),
        ),
        migrations.AlterField(
            model_name="discipline",
            name="kind_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="discipline_kinds",
                db_default="",
                default="",
                max_length=20,
                verbose_name="measure",
            ),
        ),
        migrations.AlterField(
            model_name="discipline",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="discipline",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="partymembership",
            name="official_on",
            field=models.DateField(blank=True, null=True, verbose_name="official from"),
        ),
        migrations.AlterField(
            model_name="partymembership",
            name="official_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10, verbose_name="official from"
            ),
        ),
        migrations.AlterField(
            model_name="partymembership",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="partymembership",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="paystep",
            name="coefficient",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="coefficient"
            ),
        ),
        migrations.AlterField(
            model_name="paystep",
            name="overframe_percent",
            field=models.SmallIntegerField(
                blank=True, null=True, verbose_name="percent above the last step"
            ),
        ),
        migrations.AlterField(
            model_name="paystep",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="paystep",
            name="step",
            field=models.SmallIntegerField(blank=True, null=True, verbose_name="step"),
        ),
        migrations.AlterField(
            model_name="paystep",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="born",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10, verbose_name="born"
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="ethnic_group",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="ethnic_groups",
                db_default="",
                default="",
                max_length=10,
                verbose_name="ethnic group",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="object_kind",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="object_kinds",
                db_default="",
                default="",
                max_length=20,
                verbose_name="kind of staff",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="religion",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="religions",
                db_default="",
                default="",
                max_length=10,
                verbose_name="religion",
            ),
        ),
        migrations.AlterField(
            model_name="posting",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="posting",
            name="term_ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="term ends"),
        ),
        migrations.AlterField(
            model_name="posting",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="establishment.unit",
            ),
        ),
        migrations.AlterField(
            model_name="posting",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="qualification",
            name="code",
            field=models.CharField(blank=True, max_length=20, verbose_name="level"),
        ),
        migrations.AlterField(
            model_name="qualification",
            name="family",
            field=models.CharField(
                choices=[
                    ("education", "education"),
                    ("politics", "political theory"),
                    ("management", "state management"),
                    ("language", "foreign language"),
                    ("it", "information technology"),
                    ("general", "general education"),
                    ("academic", "academic title"),
                    ("defence", "defence and security"),
                    ("minority", "minority language"),
                    ("practice", "practising licence"),
                    ("other", "other training"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="qualification",
            name="level",
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="qualification",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="qualification",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="rankheld",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="rankheld",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="yearrating",
            name="level_code",
            field=congvu.catalog.fields.CodeField(
                blank=True,
                code_list="evaluation_levels",
                db_default="",
                default="",
                max_length=10,
                verbose_name="rating",
            ),
        ),
        migrations.AlterField(
            model_name="yearrating",
            name="since_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="yearrating",
            name="until_printed",
            field=congvu.core.periods.PartialDateField(
                blank=True, db_default="", default="", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_main", True), ("kind", "main")),
                    models.Q(("is_main", False), models.Q(("kind", "main"), _negated=True)),
                    _connector="OR",
                ),
                name="posting_main_is_its_kind",
            ),
        ),
    ]
    operations = [AtOnce(steps)]
