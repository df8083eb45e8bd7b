"""Tasks are seen in scope, by their bearer and by partners; their history is closed."""

from django.db import migrations

from congvu.core.rls import append_only, in_scope

OWN = "bearer_person_id = (SELECT congvu_person())"
VISIBLE = "EXISTS (SELECT FROM work_task task WHERE task.id = task_id)"
"""Rows that hang on a task follow it: the query inside is itself bound by the task's policies."""


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("documents", "0002_scope")]

    operations = [
        append_only("work_taskevent"),
        migrations.RunSQL(
            f"""
            ALTER TABLE work_task ENABLE ROW LEVEL SECURITY;
            CREATE POLICY in_scope ON work_task FOR ALL TO PUBLIC
                USING (({in_scope("work")}) OR ({OWN}))
                WITH CHECK (({in_scope("work")}) OR ({OWN}));
            CREATE POLICY read_by_partners ON work_task FOR SELECT TO PUBLIC
                USING (partner_unit_ids && (SELECT congvu_units()));

            ALTER TABLE work_taskproduct ENABLE ROW LEVEL SECURITY;
            CREATE POLICY with_its_task ON work_taskproduct FOR ALL TO PUBLIC
                USING ({VISIBLE}) WITH CHECK ({VISIBLE});
            ALTER TABLE work_taskevent ENABLE ROW LEVEL SECURITY;
            CREATE POLICY with_its_task ON work_taskevent FOR ALL TO PUBLIC
                USING ({VISIBLE}) WITH CHECK ({VISIBLE});
            ALTER TABLE work_digest ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON work_digest FOR SELECT TO PUBLIC
                USING (account_id = (SELECT congvu_account()));

            -- A file handed in is opened by everybody who may see the task.
            CREATE POLICY seen_with_a_task ON documents_storedfile FOR SELECT TO PUBLIC USING (
                EXISTS (SELECT FROM work_taskevent event WHERE event.file_id = documents_storedfile.id)
                OR EXISTS (SELECT FROM work_taskproduct product
                           WHERE product.file_id = documents_storedfile.id));
            """,
            """
            DROP POLICY seen_with_a_task ON documents_storedfile;
            DROP POLICY own ON work_digest;
            ALTER TABLE work_digest DISABLE ROW LEVEL SECURITY;
            DROP POLICY with_its_task ON work_taskevent;
            ALTER TABLE work_taskevent DISABLE ROW LEVEL SECURITY;
            DROP POLICY with_its_task ON work_taskproduct;
            ALTER TABLE work_taskproduct DISABLE ROW LEVEL SECURITY;
            DROP POLICY read_by_partners ON work_task;
            DROP POLICY in_scope ON work_task;
            ALTER TABLE work_task DISABLE ROW LEVEL SECURITY;
            """,
        ),
    ]
