"""Which columns of the workbook leave only with the right to open personal data."""

from functools import cache

from congvu.catalog.selectors import read_codes
from congvu.people.families import PERSON_COLUMNS, Privacy

_CLOSED = frozenset({Privacy.SENSITIVE, Privacy.FINANCIAL, Privacy.RESTRICTED})


@cache
def privacy_of_person_column(name: str) -> Privacy:
    """The class of a person's column, as its line of `dossier_fields.csv` has it."""
    classes = {row["field_key"]: row["pii"] for row in read_codes("dossier_fields")}
    found = classes.get(PERSON_COLUMNS.get(name, ""), "")
    return Privacy(found) if found in set(Privacy) else Privacy.SENSITIVE


def is_closed(privacy: Privacy) -> bool:
    """Whether the class asks for the right to open sensitive fields and a stated purpose."""
    return privacy in _CLOSED
