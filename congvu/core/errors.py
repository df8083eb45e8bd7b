"""Refusals: what the system says when it may not, cannot or must not do a thing."""


class DomainError(Exception):
    """An act refused by a rule; its text tells the reader what is wrong and what to do."""


class NotVisible(DomainError):
    """The row does not exist, or not for this actor: answered as 404."""


class Forbidden(DomainError):
    """The row may be seen, the act is not allowed: answered as 403."""
