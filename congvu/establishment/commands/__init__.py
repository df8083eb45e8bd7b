"""Writing units, job positions, approved posts and quotas."""

from congvu.establishment.commands.loading import load_units

__all__ = ["load_units"]
