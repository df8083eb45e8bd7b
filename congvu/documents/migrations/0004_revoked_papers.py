"""A paper may be revoked by another; what it ended or replaced is then given back."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.documents.history import GIVEN_BACK


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_partial_date"),
        ("documents", "0003_keep_a_file_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="revoked_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.paper",
            ),
        ),
        GIVEN_BACK,
    ]
