"""Products and history of a task are read by all who see it, written by those who may change it."""

from django.db import migrations

from congvu.core.rls import in_scope

SEEN = "EXISTS (SELECT FROM work_task task WHERE task.id = task_id)"
CHANGED = f"""
    EXISTS (SELECT FROM work_task task WHERE task.id = task_id
            AND (({in_scope("work")}) OR bearer_person_id = (SELECT congvu_person())))
"""


def read_by_all(table: str) -> migrations.RunSQL:
    """Part the one policy of `table` into one for reading and one for writing."""
    return migrations.RunSQL(
        f"""
        DROP POLICY with_its_task ON {table};
        CREATE POLICY read_with_its_task ON {table} FOR SELECT TO PUBLIC USING ({SEEN});
        CREATE POLICY written_with_its_task ON {table} FOR ALL TO PUBLIC
            USING ({CHANGED}) WITH CHECK ({CHANGED});
        """,
        f"""
        DROP POLICY read_with_its_task ON {table};
        DROP POLICY written_with_its_task ON {table};
        CREATE POLICY with_its_task ON {table} FOR ALL TO PUBLIC
            USING ({SEEN}) WITH CHECK ({SEEN});
        """,
    )


class Migration(migrations.Migration):
    dependencies = [("work", "0007_find_tasks_of_units")]

    operations = [read_by_all("work_taskproduct"), read_by_all("work_taskevent")]
