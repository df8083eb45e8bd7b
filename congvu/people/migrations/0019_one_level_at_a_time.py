"""One level of a competency at a time, as every other family with lines has it.

Of levels that overlap already the one written first stands; those written later become disputed,
as an import has them that meets what nobody can resolve: a dossier still shows each with its
paper, and its keeper corrects or ends the wrong one.
"""

import django.contrib.postgres.constraints
from django.db import migrations, models

# Of a fact only its end may change; the guard rests while this one thing is noted.
DISPUTE = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE people_competencylevel DISABLE TRIGGER only_ended;
UPDATE people_competencylevel later SET is_disputed = true
WHERE NOT later.is_disputed AND later.replaced_by_id IS NULL AND later.voided_by_id IS NULL
  AND EXISTS (
      SELECT FROM people_competencylevel c
      WHERE c.person_id = later.person_id AND c.competency_code = later.competency_code
        AND c.id < later.id AND c.valid && later.valid AND NOT c.is_disputed
        AND c.replaced_by_id IS NULL AND c.voided_by_id IS NULL);
ALTER TABLE people_competencylevel ENABLE TRIGGER only_ended;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0018_months_of_delays")]

    operations = [
        migrations.RunSQL(DISPUTE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="competencylevel",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("replaced_by", None), ("voided_by", None), ("is_disputed", False)
                ),
                expressions=[("person", "="), ("competency_code", "="), ("valid", "&&")],
                name="competency_one_level_at_a_time",
                violation_error_message=(
                    "This person already has a level in that competency then."
                ),
            ),
        ),
    ]
