"""Files, the papers facts rest on, what every fact has in common, and revocation lists."""

from congvu.documents.models.fact import Fact
from congvu.documents.models.paper import Paper, StoredFile
from congvu.documents.models.revocation import RevocationList

__all__ = ["Fact", "Paper", "RevocationList", "StoredFile"]
