"""What keeps the list of people quick behind row-level security.

The count reads one index alone, and names are found by a function with the owner's rights: behind
policies an index only answers leakproof operators, and looking for a word is none.
"""

import django.db.models.deletion
from django.db import migrations, models

NAMED = r"""
-- Up to `most` people each of `words` (folded) begins a word of whose name.
CREATE FUNCTION congvu_people_named(words text[], most int) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $fn$
DECLARE
    named text;
    found uuid[];
BEGIN
    SELECT string_agg(format('(name_fold LIKE %L OR name_fold LIKE %L)',
               plain || '%', '% ' || plain || '%'), ' AND ')
    INTO named
    FROM (SELECT regexp_replace(word, '([\\%_])', '\\\1', 'g') AS plain
          FROM unnest(words) AS word) AS plains;
    EXECUTE 'SELECT ARRAY(SELECT id FROM people_person WHERE ' || named || $where$
        AND (unit_path <@ ANY ((SELECT congvu_paths('people'))::ltree[])
             OR id = (SELECT congvu_person())) LIMIT $1) $where$
        INTO found USING most;
    RETURN found;
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("establishment", "0001_initial"),
        ("people", "0002_history_and_scope"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_unit"),
        migrations.AlterField(
            model_name="person",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="establishment.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["unit", "status"], include=["unit_path", "id"], name="person_in_unit"
            ),
        ),
        migrations.RunSQL(NAMED, "DROP FUNCTION congvu_people_named(text[], int);"),
    ]
