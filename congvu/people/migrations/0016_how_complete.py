"""How complete a dossier is, kept for lists; filled by the first job of the next day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_prints_in_background"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="completeness",
            field=models.SmallIntegerField(
                db_default=0, default=0, verbose_name="completeness (%)"
            ),
        ),
    ]
