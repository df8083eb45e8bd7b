"""The number books of bodies: the next number, and numbers given outside the system."""

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.decisions.models import NumberBook
from congvu.decisions.permissions import Decisions
from congvu.establishment.models import Unit
from congvu.journal import commands as journal


class NumberGiven(DomainError):
    """The book has gone past that number."""


def take_number(*, issuer: Unit, symbol: str, year: int) -> int:
    """The next number of the body's book, which stays locked until the transaction ends."""
    book = _locked(issuer, symbol, year)
    book.last += 1
    book.save(update_fields=["last"])
    return int(book.last)


@transaction.atomic
def continue_book(*, actor: Actor, issuer: Unit, symbol: str, year: int, last: int) -> None:
    """Say the last number the body gave outside the system: the next decision follows it.

    Requires: decisions.decision.check on the issuer.
    Raises: Forbidden, NumberGiven for a number before the last one of the book.
    """
    actor.require(Decisions.CHECK, issuer)
    book = _locked(issuer, symbol, year)
    if last < book.last:
        raise NumberGiven(
            _("Number %(last)d/%(symbol)s of %(year)d is given already: type that or a later one.")
            % {"last": book.last, "symbol": symbol, "year": year}
        )
    if last == book.last:
        return
    before, book.last = book.last, last
    book.save(update_fields=["last"])
    journal.record(
        actor=actor, act="decisions.continue_book", subject=book, before=before, after=last
    )


def _locked(issuer: Unit, symbol: str, year: int) -> NumberBook:
    told = {"issuer": issuer, "symbol": symbol, "year": year}
    NumberBook.objects.bulk_create(
        [NumberBook(**told, unit_path=issuer.path)], ignore_conflicts=True
    )
    book: NumberBook = NumberBook.objects.select_for_update(of=["self"]).get(**told)
    return book
