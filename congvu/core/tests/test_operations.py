"""Many operations of a migration, laid out once."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from congvu.core.operations import AtOnce

KEY = ("id", models.BigAutoField(primary_key=True))
BEFORE = migrations.CreateModel("Shelf", [KEY, ("name", models.CharField(max_length=10))])
STEPS = [
    migrations.AlterField("shelf", "name", models.CharField(max_length=20)),
    migrations.AddField("shelf", "room", models.IntegerField(null=True)),
    migrations.CreateModel(
        "Box", [KEY, ("shelf", models.ForeignKey("core.Shelf", models.PROTECT))]
    ),
    migrations.AddField("shelf", "best", models.ForeignKey("core.Box", models.PROTECT, null=True)),
]
AFTER = {
    "core_shelf": [("id", 0), ("name", 20), ("room", 0), ("best_id", 0)],
    "core_box": [("id", 0), ("shelf_id", 0)],
}


def tables() -> dict[str, list[tuple[str, int]]]:
    """The columns of the tables made here, with the longest text each takes (0: no text)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, coalesce(character_maximum_length, 0)"
            " FROM information_schema.columns WHERE table_name IN ('core_shelf', 'core_box')"
            " ORDER BY table_name DESC, ordinal_position"
        )
        rows = cursor.fetchall()
    return {table: [row[1:] for row in rows if row[0] == table] for table, *_ in rows}


def run(operation: migrations.operations.base.Operation, state: ProjectState) -> ProjectState:
    """Change the database as a migration does; answers with the models afterwards."""
    after = state.clone()
    operation.state_forwards("core", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("core", editor, state, after)
    return after


@pytest.mark.django_db
def test_steps_at_once_change_tables_and_models_as_one_by_one() -> None:
    before = run(BEFORE, ProjectState())
    assert "room" not in {f.name for f in before.apps.get_model("core.shelf")._meta.fields}
    after = run(AtOnce(STEPS), before)
    assert tables() == AFTER
    one_by_one = before.clone()
    for step in STEPS:
        step.state_forwards("core", one_by_one)
    assert after.models == one_by_one.models
    assert after.apps.get_model("core.shelf")._meta.get_field("best").related_model is (
        after.apps.get_model("core.box")
    )


@pytest.mark.django_db
def test_steps_at_once_are_taken_back_from_the_last_to_the_first() -> None:
    before = run(BEFORE, ProjectState())
    whole = AtOnce(STEPS)
    after = run(whole, before)
    with connection.schema_editor() as editor:
        whole.database_backwards("core", editor, after, before)
    assert tables() == {"core_shelf": [("id", 0), ("name", 10)]}
