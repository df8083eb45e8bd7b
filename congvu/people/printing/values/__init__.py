"""The single values of the forms by name, with the official fields each gives a place."""

from congvu.people.printing.values import learning, life, pay, person, record, work
from congvu.people.printing.values.registry import VALUES

__all__ = ["VALUES", "learning", "life", "pay", "person", "record", "work"]
