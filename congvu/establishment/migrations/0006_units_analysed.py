"""Who loads a tree of units may have it analysed: imports join with it at once."""

from django.db import migrations

ANALYZE = """
CREATE FUNCTION congvu_analyze_units() RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public
AS $$ ANALYZE establishment_unit, establishment_unitname, establishment_unitstate $$;
"""


class Migration(migrations.Migration):
    dependencies = [("establishment", "0005_names_without_unused_columns")]

    operations = [migrations.RunSQL(ANALYZE, "DROP FUNCTION congvu_analyze_units();")]
