"""Reading papers and files."""

from congvu.core.actors import Actor
from congvu.documents.models import StoredFile
from congvu.documents.permissions import Documents


def get_file(*, actor: Actor, file_id: int) -> StoredFile:
    """One file with its content.

    Raises: NotVisible.
    """
    file: StoredFile = StoredFile.objects.visible_to(actor, Documents.VIEW).one(pk=file_id)
    return file


def can_open(*, actor: Actor, file_id: int | None) -> bool:
    """Whether there is such a file and the actor may open it. One query."""
    return StoredFile.objects.visible_to(actor, Documents.VIEW).filter(pk=file_id).exists()
