"""Files and papers are seen in scope; the function every table of facts needs."""

from django.db import migrations

from congvu.core.rls import behind_scope
from congvu.documents.history import FUNCTION


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        behind_scope("documents_storedfile", "documents"),
        behind_scope("documents_paper", "documents"),
        FUNCTION,
    ]
