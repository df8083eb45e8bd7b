"""A date known by year, month or day: a type of its own, so that no other text can stand there."""

from django.db import migrations

CREATE = r"""
CREATE DOMAIN partial_date AS text CHECK (
    VALUE ~ '^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$'
);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_functions")]

    operations = [migrations.RunSQL(CREATE, "DROP DOMAIN partial_date;")]
