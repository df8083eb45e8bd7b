"""A line keeps the name of whom it is about, for readers the dossier is closed to by now."""

from django.db import migrations, models

NAMED = """
UPDATE decisions_decisionline line SET name = person.full_name
FROM people_person person WHERE person.id = line.person_id
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_behind_dossiers")]

    operations = [
        migrations.AddField(
            model_name="decisionline",
            name="name",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="decisionline", name="unit"),
    ]
