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


def as_picture(file: StoredFile) -> HttpResponse:
    """A picture that was judged when it was kept, shown inside the site to this reader only."""
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer
