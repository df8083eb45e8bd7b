"""Taking a proposal's typed texts through the form again: when looked at, and when accepted."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate
from congvu.people.choices import ProposalAct
from congvu.people.fact_forms import FactForm
from congvu.people.families import family
from congvu.people.selectors.proposals import row_asked_about
from congvu.people.types import NewFact, Proposed


class NoLongerFits(DomainError):
    """What was proposed cannot be written any more: a code left its list, the fact fell."""


def read_proposal(*, actor: Actor, proposal: Any, on: date) -> Proposed:
    """The proposal as the form takes it on `on`.

    Raises: NoLongerFits.
    """
    texts = {value.column: value.text for value in proposal.values.all()}
    if proposal.act == ProposalAct.COLUMN:
        fact = NewFact("person", {}, texts=texts)
        return Proposed(proposal.act, fact, column=proposal.column, columns=texts)
    row = row_asked_about(actor=actor, proposal=proposal)
    if proposal.row_id is not None and row is None:
        raise NoLongerFits(_("The fact asked about no longer stands. Refuse, and say so."))
    if proposal.act == ProposalAct.END:
        return Proposed(proposal.act, NewFact(proposal.family, {}, until=proposal.until), row)
    days = {"since": _typed(proposal.since), "until": _typed(proposal.until)}
    form = FactForm({**texts, **days}, family=family(proposal.family), actor=actor, on=on)
    if not form.is_valid():
        wrong = "; ".join(
            f"{form.fields[name].label}: {told[0]}"
            for name, told in form.errors.items()
            if name in form.fields
        )
        raise NoLongerFits(_("It no longer fits: %(what)s") % {"what": wrong})
    return Proposed(proposal.act, form.fact, row)


def _typed(printed: str) -> str:
    return str(PartialDate(printed)) if printed else ""
