"""Pages of units and job positions."""
