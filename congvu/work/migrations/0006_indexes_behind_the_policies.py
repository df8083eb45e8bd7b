"""What the application's role can find quickly although row-level security stands before it.

Behind policies an index only answers leakproof operators: equality and order of keys, days and
text. Titles and partners need others; two functions with the owner's rights ask those indexes and
return only what the transaction may see anyway.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

from congvu.core.operations import AtOnce

SEEN = """
    (unit_path <@ ANY ((SELECT congvu_paths('work'))::ltree[])
     OR bearer_person_id = (SELECT congvu_person())
     OR partner_unit_ids && (SELECT congvu_units()))
"""

FUNCTIONS = f"""
-- Up to `most` tasks with every one of `words` (folded) in the title.
CREATE FUNCTION congvu_tasks_titled(words text[], most int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $fn$
DECLARE
    titled text;
BEGIN
    SELECT string_agg(format('title_fold LIKE %L',
               '%' || regexp_replace(word, '([\\\\%_])', '\\\\\\1', 'g') || '%'), ' AND ')
    INTO titled FROM unnest(words) AS word;
    RETURN QUERY EXECUTE
        'SELECT id FROM work_task WHERE ' || titled || $where$ AND {SEEN} LIMIT $1 $where$
        USING most;
END $fn$;

-- The tasks in which the reader's units take part.
CREATE FUNCTION congvu_partner_tasks() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$ SELECT id FROM work_task WHERE partner_unit_ids && (SELECT congvu_units()) $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("establishment", "0001_initial"),
        ("people", "0002_history_and_scope"),
        ("work", "0005_digests_by_the_system"),
    ]

    steps = [
        migrations.RemoveIndex(
            model_name="task",
            name="task_unit_path",
        ),
        migrations.RemoveIndex(
            model_name="task",
            name="task_to_accept",
        ),
        migrations.AddField(
            model_name="task",
            name="giver_place",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Cast(
                    "giver_path", models.TextField()
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["effective_due_on", "id"], name="task_by_day"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state__in", ("given", "in_hand", "returned"))),
                fields=["effective_due_on", "id"],
                name="task_with_bearer",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state", "delivered")),
                fields=["giver_place", "effective_due_on", "id"],
                name="task_to_accept",
            ),
        ),
        migrations.RunSQL(
            FUNCTIONS,
            "DROP FUNCTION congvu_tasks_titled(text[], int); DROP FUNCTION congvu_partner_tasks();",
        ),
    ]
    operations = [AtOnce(steps)]
