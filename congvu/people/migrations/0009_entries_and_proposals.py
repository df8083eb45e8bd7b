"""Entries by hand, proposed changes, internal assessments."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from congvu.core.operations import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_revoked_papers"),
        ("people", "0008_merging"),
    ]

    steps = [
        migrations.AddField(
            model_name="assessment",
            name="is_internal",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="internal: not shown to the person"
            ),
        ),
        migrations.CreateModel(
            name="DossierEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField(editable=False, null=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="people.person",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChangeProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField(editable=False)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("add", "add"),
                            ("correct", "correct"),
                            ("end", "end"),
                            ("column", "correct personal data"),
                        ],
                        max_length=12,
                        verbose_name="what is asked",
                    ),
                ),
                ("family", models.CharField(max_length=40)),
                ("row_id", models.BigIntegerField(null=True)),
                ("column", models.CharField(blank=True, max_length=60)),
                ("subject", models.CharField(max_length=120)),
                ("since", models.CharField(blank=True, max_length=10, verbose_name="from")),
                ("until", models.CharField(blank=True, max_length=10, verbose_name="to")),
                (
                    "paper_kind",
                    models.CharField(
                        choices=[
                            ("decision", "signed decision"),
                            ("certificate", "diploma or certificate"),
                            ("imported_list", "imported list"),
                            ("declaration", "the person's own declaration"),
                            ("plan", "plan paper"),
                            ("evidence", "product or evidence"),
                        ],
                        default="declaration",
                        max_length=20,
                        verbose_name="rests on",
                    ),
                ),
                ("paper_title", models.CharField(blank=True, max_length=300, verbose_name="paper")),
                (
                    "paper_number",
                    models.CharField(blank=True, max_length=60, verbose_name="number"),
                ),
                (
                    "paper_issuer",
                    models.CharField(blank=True, max_length=200, verbose_name="issued by"),
                ),
                (
                    "paper_signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed on"),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=500, verbose_name="note to the keeper"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waiting for the keeper"),
                            ("accepted", "change accepted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.BigIntegerField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="people.person",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.dossierentry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("person", "subject"),
                        name="proposal_open_once_a_fact",
                        violation_error_message="You have already proposed a change of this. Withdraw that proposal first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_refused_with_a_reason",
                        violation_error_message="Say why you refuse.",
                    ),
                ],
                "indexes": [
                    models.Index(models.F("due_on"), models.F("id"), name="proposal_by_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("family", models.CharField(max_length=40)),
                ("row_id", models.BigIntegerField()),
                ("act", models.CharField(max_length=12)),
                ("was_until", models.DateField(null=True)),
                ("until_printed", models.CharField(blank=True, max_length=10)),
                ("column", models.CharField(blank=True, max_length=60)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="people.dossierentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposedValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(max_length=60)),
                ("text", models.TextField(blank=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="people.changeproposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "column"), name="proposed_value_once"
                    ),
                ],
            },
        ),
    ]
    operations = [AtOnce(steps)]
