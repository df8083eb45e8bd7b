"""Writing one row, with a broken constraint turned into a refusal in the reader's words."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from congvu.core.errors import DomainError

Row = TypeVar("Row", bound=models.Model)


def store(row: Row) -> Row:
    """Check and save `row`; return it.

    Raises: DomainError with the words of the first broken rule.
    """
    try:
        # Constraints are the database's to check: it sees all rows, and a race as well.
        row.full_clean(exclude=_left_out(row), validate_constraints=False)
        with transaction.atomic():
            row.save()
    except ValidationError as broken:
        raise DomainError(" ".join(broken.messages)) from broken
    except IntegrityError as broken:
        raise DomainError(_words_of(row, broken)) from broken
    return row


def _left_out(row: models.Model) -> set[str]:
    """Fields Django's own check would ask too much of.

    What may be empty and is; and keys of other tables: the database knows them all, while a query
    sees only what lies in the actor's scope (a fact may rest on a paper of a higher body).
    """
    return {
        field.name
        for field in row._meta.concrete_fields
        if not field.generated and _is_left_out(field, getattr(row, field.attname))
    }


def _is_left_out(field: "models.Field[object, object]", value: object) -> bool:
    if value in (None, [], {}):
        return field.null or field.has_default()
    return isinstance(field, models.ForeignKey)


def _words_of(row: models.Model, broken: IntegrityError) -> str:
    """The message of the constraint the database names, when two writers raced past the check."""
    diagnosis = getattr(broken.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return str(constraint.get_violation_error_message())
    return str(broken)
