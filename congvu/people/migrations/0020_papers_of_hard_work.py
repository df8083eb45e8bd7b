"""The papers that times of hard work rest on are known with their facts, like all others."""

from django.db import migrations

from congvu.people.migrations import _families

NAMED = " UNION ".join(
    f"""SELECT unnest(ARRAY[f.basis_id, f.end_basis_id, f.voided_by_id]) FROM people_{fact} f
        WHERE f.person_id = who"""
    for fact in (*_families.ALL, "hardwork")
)

PAPERS = f"""
-- As in 0010, with the table of 0014.
CREATE OR REPLACE FUNCTION congvu_papers_of(who uuid) RETURNS SETOF documents_paper
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT b.* FROM documents_paper b
    WHERE EXISTS (SELECT FROM people_person p WHERE p.id = who
                  AND (p.unit_path <@ ANY((SELECT congvu_paths('people'))::ltree[])
                       OR p.id = (SELECT congvu_person())))
      AND b.id IN ({NAMED}
          UNION SELECT c.basis_id FROM people_personchange c WHERE c.person_id = who)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0019_one_level_at_a_time")]

    operations = [migrations.RunSQL(PAPERS, migrations.RunSQL.noop)]
