"""A duty is kept by the unit it was asked for, not by its place: units move."""

from django.db import migrations

BY_UNIT = """
UPDATE duties_duty AS duty SET key = unit.id::text FROM establishment_unit AS unit
WHERE duty.kind = 'standards.missing_data' AND duty.done_at IS NULL
  AND duty.key = duty.unit_path::text AND unit.path = duty.unit_path
"""


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0002_scope"),
        ("duties", "0002_scope"),
        ("establishment", "0004_places_move"),
    ]

    operations = [migrations.RunSQL(BY_UNIT, migrations.RunSQL.noop)]
