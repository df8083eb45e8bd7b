from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_how_papers_begin"),
    ]

    operations = [
        migrations.RemoveField(model_name="revision", name="report"),
    ]
