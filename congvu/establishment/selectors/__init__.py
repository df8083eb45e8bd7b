"""Reading units, positions, posts and quotas."""

from congvu.establishment.selectors.units import (
    agencies_of,
    agencies_on,
    get_unit,
    heirs_of,
    names_of_units,
    search_units,
    top_path,
    units_by_text,
    units_named,
    units_on,
)

__all__ = [
    "agencies_of",
    "agencies_on",
    "get_unit",
    "heirs_of",
    "names_of_units",
    "search_units",
    "top_path",
    "units_by_text",
    "units_named",
    "units_on",
]
