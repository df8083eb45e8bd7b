"""Figures are read where their agency stands."""

from django.db import migrations

from congvu.core.rls import behind_scope


class Migration(migrations.Migration):
    dependencies = [("web", "0001_figures"), ("core", "0001_functions")]

    operations = [behind_scope("web_figure", "web")]
