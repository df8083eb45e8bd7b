"""Every read of this room."""

from congvu.work.selectors.progress import progress_of, progress_of_each

__all__ = ["progress_of", "progress_of_each"]
