"""A decision on a delay is of one month at least: said by the form and the workbook too."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0017_many_people_at_once")]

    operations = [
        migrations.AlterField(
            model_name="raisedelay",
            name="months",
            field=models.SmallIntegerField(
                validators=[django.core.validators.MinValueValidator(1)], verbose_name="months"
            ),
        ),
    ]
