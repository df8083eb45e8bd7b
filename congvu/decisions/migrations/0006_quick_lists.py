"""What the list of many decisions reads: words without marks, order and counts by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_own_decisions"), ("core", "0002_partial_date")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="summary_fold",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("summary"), function="vn_fold"),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["-drafted_at", "-id"], name="decision_by_age"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["state"], include=("unit_path", "id"), name="decision_counts"
            ),
        ),
    ]
