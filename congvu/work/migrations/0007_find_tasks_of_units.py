"""Tasks of a few units by state and day, without gathering all of a state first."""

from django.db import migrations, models

from congvu.core.operations import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("establishment", "0001_initial"),
        ("people", "0002_history_and_scope"),
        ("work", "0006_indexes_behind_the_policies"),
    ]

    steps = [
        migrations.RemoveIndex(
            model_name="task",
            name="task_open_of_unit",
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["bearer_unit", "state", "effective_due_on", "id"], name="task_of_unit"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state", "accepted")),
                fields=["bearer_unit", "closed_on"],
                name="task_accepted_of_unit",
            ),
        ),
    ]
    operations = [AtOnce(steps)]
