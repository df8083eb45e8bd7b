"""Plan papers and their lines are seen where the unit that keeps them is looked after."""

from django.db import migrations

from congvu.core.rls import behind_scope

TABLES = ("planpaper", "planline", "plantarget", "planreporting")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [behind_scope(f"plans_{table}", "plans") for table in TABLES]
