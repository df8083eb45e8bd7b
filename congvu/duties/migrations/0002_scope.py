"""Duties are seen where one looks after them, or by whom they ask."""

from django.db import migrations

from congvu.core.rls import behind_scope


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [
        behind_scope("duties_duty", "duties", also="account_id = (SELECT congvu_account())"),
    ]
