"""Findings and figures are seen in scope; a person's findings also by the person."""

from django.db import migrations

from congvu.core.rls import behind_scope


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]

    operations = [
        behind_scope("standards_finding", "standards", also="person_id = (SELECT congvu_person())"),
        behind_scope("standards_tally", "standards"),
    ]
