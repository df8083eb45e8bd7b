"""Saved views keep their columns too; a dossier may be merged into another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_position_of_a_posting")]

    operations = [
        migrations.AlterField(
            model_name="savedview", name="query", field=models.CharField(max_length=3000)
        ),
        migrations.AlterField(
            model_name="person",
            name="status",
            field=models.CharField(
                choices=[
                    ("serving", "serving"),
                    ("left", "left the service"),
                    ("merged", "merged into another dossier"),
                ],
                default="serving",
                max_length=10,
            ),
        ),
    ]
