"""A saved view keeps the unit it asks for as a place, which moves along with the unit."""

from django.db import migrations

import congvu.core.paths

FILL = r"""
UPDATE people_savedview
SET place = substring(query FROM '(?:^|&)unit=([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)(?:&|$)')::ltree
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_told_apart")]

    operations = [
        migrations.AddField(
            model_name="savedview", name="place", field=congvu.core.paths.PathField(null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
