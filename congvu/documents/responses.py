"""Sending a kept file back to a browser, never for it to run."""

from urllib.parse import quote

from django.http import HttpResponse

from congvu.documents.models import StoredFile


def as_attachment(file: StoredFile) -> HttpResponse:
    """The file as a download: nothing of it is shown or run inside the site."""
    answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
