"""Histories of units and posts are closed, and begin with what is there."""

from django.db import migrations

from congvu.core.rls import append_only, only_ended

FACTS = ("unitstate", "unitsuccession", "positionterms", "approvedposts", "staffquota")

STATES = """
-- Units loaded before their history was kept begin it with what they are now.
INSERT INTO documents_paper (kind, number, title, issuer, unit_path)
SELECT 'imported_list', '', 'Danh mục đơn vị khi bắt đầu lưu lịch sử', '', path
FROM establishment_unit WHERE parent_id IS NULL;

UPDATE establishment_unit u SET level = 'commune'
WHERE EXISTS (SELECT FROM establishment_unit c
              WHERE c.kind IN ('commune', 'ward', 'zone') AND u.path <@ c.path);
UPDATE establishment_unit u SET locality = CASE c.kind
    WHEN 'ward' THEN 'urban' WHEN 'zone' THEN 'island' ELSE 'rural' END
FROM establishment_unit c
WHERE c.kind IN ('commune', 'ward', 'zone') AND u.path <@ c.path;

INSERT INTO establishment_unitstate
    (unit_id, name, short_name, kind, parent_id, level, locality, valid, since_printed,
     until_printed, basis_id, is_disputed, unit_path)
SELECT u.id, u.name, u.short_name, u.kind, u.parent_id, u.level, u.locality, u.valid, '', '',
       p.id, false, u.path
FROM establishment_unit u
JOIN documents_paper p ON p.kind = 'imported_list' AND p.unit_path = subpath(u.path, 0, 1)
    AND p.title = 'Danh mục đơn vị khi bắt đầu lưu lịch sử'
WHERE NOT isempty(u.valid);

UPDATE establishment_unitname n SET is_official = true
FROM establishment_unit u WHERE u.id = n.unit_id AND n.name IN (u.name, u.short_name);
"""


class Migration(migrations.Migration):
    dependencies = [("establishment", "0002_history_and_posts"), ("documents", "0002_scope")]

    operations = [
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
        *(only_ended(f"establishment_{fact}") for fact in FACTS),
        append_only("establishment_positionrank"),
        append_only("establishment_positioncompetency"),
    ]
