"""A post may name its line in the catalogue of job positions; the printed text stays beside it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("establishment", "0004_places_move"),
        ("people", "0005_whole_dossier_in_scope"),
    ]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="position",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="establishment.jobposition",
                verbose_name="position of the catalogue",
            ),
        ),
    ]
