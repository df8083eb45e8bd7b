"""One content at one place is kept once; what was doubled before becomes one file."""

from django.db import migrations, models

# Every table that points to a file is found by its key: the rooms above are not named here. Their
# history only learns another number for the very same bytes, so its triggers rest meanwhile.
MERGE = """
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TEMP TABLE doubled ON COMMIT DROP AS
    SELECT id, first FROM (
        SELECT id, min(id) OVER (PARTITION BY sha256, unit_path) AS first FROM documents_storedfile
    ) file WHERE id <> first;
DO $$
DECLARE key record;
BEGIN
    FOR key IN
        SELECT conrelid::regclass AS "table", attname AS "column"
        FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'documents_storedfile'::regclass
          AND EXISTS (SELECT FROM doubled)
    LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', key."table");
        EXECUTE format('UPDATE %s SET %I = first FROM doubled WHERE %2$I = doubled.id',
                       key."table", key."column");
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', key."table");
    END LOOP;
    DELETE FROM documents_storedfile WHERE id IN (SELECT id FROM doubled);
END $$;
DROP TABLE doubled;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_scope")]

    operations = [
        migrations.RunSQL(MERGE, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="storedfile", name="stored_file_sha256"),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(
                fields=["sha256", "unit_path"], name="stored_file_once"
            ),
        ),
    ]
