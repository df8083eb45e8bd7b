"""Files, the papers facts rest on, and what every fact has in common."""

from congvu.documents.models.fact import Fact
from congvu.documents.models.paper import Paper, StoredFile

__all__ = ["Fact", "Paper", "StoredFile"]
