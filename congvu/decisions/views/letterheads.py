"""How the papers of a body begin."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.core.pages import go_to, needs, render_page
from congvu.decisions.commands.letterheads import letterhead_of, set_letterhead, symbol_of
from congvu.decisions.commands.numbering import continue_book
from congvu.decisions.forms.drafting import Head
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import DECISION
from congvu.decisions.selectors.pages import bodies_with_heads, get_body, last_number


@require_GET
@needs(Decisions.CHECK)
def letterhead_list(request: Any) -> HttpResponse:
    """The bodies of the actor, and whether it is said how their papers begin."""
    context = {"bodies": bodies_with_heads(actor=request.actor, on=request.today)}
    return render_page(request, "decisions/letterhead_list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Decisions.CHECK)
def letterhead(request: Any, unit_id: int) -> HttpResponse:
    """Say how the papers of one body begin."""
    unit = get_body(actor=request.actor, unit_id=unit_id)
    head = letterhead_of(actor=request.actor, unit=unit)
    form = Head(
        request.POST if request.method == "POST" else None,
        initial=_known(request.actor, unit, head, request.today.year),
    )
    if form.is_valid():
        try:
            _keep(request, unit, form)
        except Forbidden:
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. The next papers of the body begin like this."))
            return go_to(request, "decisions:letterheads")
    context = {"unit": unit, "form": form, "head": head}
    status = 422 if form.errors else 200
    return render_page(request, "decisions/letterhead.html", context, status=status)


def _known(actor: Actor, unit: Any, head: Any, year: int) -> dict[str, Any]:
    told = {name: getattr(head, name) for name in Head.base_fields if name != "last_number"}
    symbol = symbol_of(DECISION, head)
    last = last_number(actor=actor, issuer=unit, symbol=symbol, year=year)
    return told | {"bases": "\n".join(head.bases), "last_number": last}


@transaction.atomic
def _keep(request: Any, unit: Any, form: Head) -> None:
    head = set_letterhead(actor=request.actor, unit=unit, **form.arguments())
    last = form.cleaned_data["last_number"]
    if last is not None:
        continue_book(
            actor=request.actor,
            issuer=unit,
            symbol=symbol_of(DECISION, head),
            year=request.today.year,
            last=last,
        )
