"""Accounts, what they may do, and whom one lends one's own role to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.access import commands, forms, selectors
from congvu.access.permissions import Access
from congvu.core.errors import DomainError
from congvu.core.pages import go_to, needs, page_of, render_page, signed_in
from congvu.journal.selectors import entries_of

UNPROCESSABLE = 422
SHOWN_ENTRIES = 50


@require_GET
@needs(Access.ACCOUNT_VIEW)
def account_list(request: Any) -> HttpResponse:
    """The accounts of the units the actor looks after."""
    form = forms.AccountFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    accounts = selectors.search_accounts(
        actor=request.actor, text=wanted.get("q", "").strip(), state=wanted.get("state", "")
    )
    page = page_of(request, accounts)
    page.object_list = selectors.with_roles(
        list(page.object_list), actor=request.actor, on=request.today
    )
    context = {"page": page, "form": form}
    return render_page(request, "access/account_list.html", context, partial="rows")


@require_GET
@needs(Access.ACCOUNT_VIEW)
def account(request: Any, account_id: int) -> HttpResponse:
    """One account: what it may do where, and what was done to it."""
    found = selectors.get_account(actor=request.actor, account_id=account_id)
    context = {
        "account": found,
        "grants": selectors.grants_of(actor=request.actor, account=found),
        "entries": entries_of(
            actor=request.actor, subject_kind="access.account", subject_id=str(found.pk)
        )[:SHOWN_ENTRIES],
        "may_manage": request.actor.holds(Access.ACCOUNT_MANAGE),
    }
    return render_page(request, "access/account.html", context)


@require_http_methods(["GET", "POST"])
@needs(Access.ACCOUNT_MANAGE)
def account_make(request: Any) -> HttpResponse:
    """Make an account with its first role."""
    form = forms.NewAccount(_posted(request), **_reach(request, Access.ACCOUNT_MANAGE))
    if form.is_valid():
        try:
            made = commands.open_account(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The account %(name)s is open.") % {"name": made.username})
            return go_to(request, "access:account", account_id=made.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, "access/account_make.html", form)


@require_http_methods(["GET", "POST"])
@needs(Access.ACCOUNT_MANAGE)
def grant_make(request: Any, account_id: int) -> HttpResponse:
    """Give an account a role on a unit."""
    found = selectors.get_account(actor=request.actor, account_id=account_id)
    form = forms.RoleOnUnit(_posted(request), **_reach(request, Access.ACCOUNT_MANAGE))
    if form.is_valid():
        try:
            commands.grant_role(actor=request.actor, account=found, **form.cleaned_data)
            return go_to(request, "access:account", account_id=found.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, "access/grant_make.html", form, account=found)


@require_POST
@needs(Access.ACCOUNT_MANAGE, Access.DELEGATE)
def grant_end(request: Any, grant_id: int) -> HttpResponse:
    """End a role today: the administrator's act, or taking back what one has lent oneself."""
    ended = commands.end_grant(actor=request.actor, grant_id=grant_id, last=request.today)
    if ended.delegated_by_id == request.actor.account_id:
        return go_to(request, "access:deputies")
    return go_to(request, "access:account", account_id=ended.account_id)


@require_POST
@needs(Access.ACCOUNT_MANAGE)
def account_switch(request: Any, account_id: int) -> HttpResponse:
    """Close an account, or open it again."""
    found = selectors.get_account(actor=request.actor, account_id=account_id)
    unit = selectors.unit_looked_after(actor=request.actor, account=found)
    wanted = request.POST.get("open") == "1"
    commands.set_active(actor=request.actor, account=found, unit=unit, is_active=wanted)
    return go_to(request, "access:account", account_id=found.pk)


@require_http_methods(["GET", "POST"])
@needs(Access.DELEGATE)
def deputies(request: Any) -> HttpResponse:
    """Whom one has lent one's role to, and lending it."""
    form = forms.Deputy(_posted(request), **_reach(request, Access.DELEGATE))
    if form.is_valid():
        try:
            commands.delegate(actor=request.actor, **form.cleaned_data)
            return go_to(request, "access:deputies")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    lent = selectors.lent_by(actor=request.actor, on=request.today)
    return _form_page(request, "access/deputies.html", form, lent=lent)


@require_GET
@signed_in
def me(request: Any) -> HttpResponse:
    """One's own account: roles, password, second factor, open sessions."""
    own = selectors.own_account(actor=request.actor)
    [own] = selectors.with_roles([own], actor=request.actor, on=request.today)
    needed = bool(request.actor.roles & selectors.roles_with_second_factor())
    return render_page(request, "access/me.html", {"account": own, "is_needed": needed})


def _posted(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def _reach(request: Any, permission: str) -> dict[str, Any]:
    return {"actor": request.actor, "permission": permission, "on": request.today}


def _form_page(request: Any, template: str, form: Any, **context: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render_page(request, template, {"form": form, **context}, status=status)
