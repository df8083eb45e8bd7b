"""Nothing ever told where a name came from, nor asked for it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("establishment", "0004_places_move")]

    operations = [
        migrations.RemoveField("unitname", "confidence"),
        migrations.RemoveField("unitname", "source"),
    ]
