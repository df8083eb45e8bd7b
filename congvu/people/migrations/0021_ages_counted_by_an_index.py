"""The retirement forecast counts births and sexes by unit: an index alone answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0020_papers_of_hard_work")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_in_unit"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["unit", "status"],
                include=["unit_path", "id", "sex", "born_from"],
                name="person_in_unit",
            ),
        ),
    ]
