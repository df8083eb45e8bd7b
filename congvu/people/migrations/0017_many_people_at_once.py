"""Many people are updated in one statement as quickly as one.

A trigger that asks whether anybody moved was planned for the first answer, and remembered for few
people: of fifty thousand who stay it compared each with each.
"""

from django.db import migrations

from congvu.people.migrations import _families, _following


class Migration(migrations.Migration):
    dependencies = [("people", "0016_how_complete")]

    operations = [
        migrations.RunSQL(_following.follow((*_families.ALL, "hardwork")), migrations.RunSQL.noop)
    ]
