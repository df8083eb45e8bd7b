"""Plan papers are seen where they are kept, and by the units they give work to."""

from django.db import migrations

from congvu.core.rls import behind_scope

OWN = "reader_unit_ids && (SELECT congvu_units())"
PARTS = ("planline", "plantarget", "planreporting")


def of_own_paper(table: str) -> str:
    """A part of a paper that gives work to the reader's units."""
    return f"""EXISTS (SELECT FROM plans_planpaper paper
                       WHERE paper.id = {table}.paper_id AND paper.{OWN})"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        behind_scope("plans_planpaper", "plans", also=OWN),
        *(
            behind_scope(f"plans_{part}", "plans", also=of_own_paper(f"plans_{part}"))
            for part in PARTS
        ),
    ]
