"""One decision: its page, and every act on it from check to issue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, render_page, signed_in
from congvu.decisions.choices import Act, State
from congvu.decisions.commands.asking import ask_for_dossiers, ask_next, settle_retirement
from congvu.decisions.commands.drafting import drop_draft, return_decision, submit_decision
from congvu.decisions.commands.elsewhere import SentPaper, added_elsewhere, signed_elsewhere
from congvu.decisions.commands.issuing import check_decision, issue_decision
from congvu.decisions.commands.letterheads import letterhead_of
from congvu.decisions.commands.signing import add_revision, seal_decision, sign_decision
from congvu.decisions.forms import acts as forms
from congvu.decisions.keys import seal, signature
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors.decisions import get_decision
from congvu.decisions.selectors.pages import WholeDecision, signers_for, whole_decision
from congvu.decisions.views.keys import key_of, policy, trust, words_of
from congvu.decisions.views.own import part_of, part_page
from congvu.decisions.wording import recipients_of

FormOf = Callable[[Any, WholeDecision, Any, Any], Any]


@dataclass(frozen=True)
class Doing:
    """How one act is asked for and done; `is_main`: it is the step that comes next."""

    act: Act
    word: Any
    icon: str
    form_of: FormOf | None
    do: Callable[[Any, int, Any], object]
    said: Any
    is_main: bool = True

    @property
    def asks(self) -> bool:
        """Whether it is said once more, or asks something, before it is done."""
        return self.form_of is not None


def _plain(form: Any) -> FormOf:
    return lambda request, whole, data, files: form(data, files)


def _submit_form(request: Any, whole: WholeDecision, data: Any, files: Any) -> forms.Submit:
    decision = whole.decision
    head = letterhead_of(actor=request.actor, unit=decision.issuer)
    signers = signers_for(actor=request.actor, decision=decision, on=request.today)
    known = {
        "signer": decision.signer_account_id,
        "signer_name": decision.signer_name,
        "signer_post": decision.signer_post or head.head_post,
        "signing_mode": decision.signing_mode,
    }
    return forms.Submit(data, signers=signers, initial=known)


def _check(request: Any, key: int, form: Any) -> object:
    return check_decision(actor=request.actor, decision_id=key, today=request.today)


def _return(request: Any, key: int, form: Any) -> object:
    return return_decision(actor=request.actor, decision_id=key, **form.cleaned_data)


def _drop(request: Any, key: int, form: Any) -> object:
    return drop_draft(actor=request.actor, decision_id=key, **form.cleaned_data)


def _submit(request: Any, key: int, form: Any) -> object:
    return submit_decision(actor=request.actor, decision_id=key, **form.arguments())


@sensitive_variables("key", "form")
def _sign(request: Any, decision_id: int, form: Any) -> object:
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    now = timezone.localtime(request.now)
    print_and_sign = signature(
        actor=request.actor,
        head=letterhead_of(actor=request.actor, unit=decision.issuer),
        key=key_of(form),
        policy=policy(request.actor, now),
        now=now,
        picture=form.cleaned_data["picture"] or None,
    )
    return sign_decision(
        actor=request.actor, decision_id=decision_id, today=request.today, sign=print_and_sign
    )


@sensitive_variables("key", "form")
def _seal(request: Any, decision_id: int, form: Any) -> object:
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    now = timezone.localtime(request.now)
    put = seal(
        actor=request.actor,
        decision=decision,
        head=letterhead_of(actor=request.actor, unit=decision.issuer),
        key=key_of(form),
        policy=policy(request.actor, now),
        now=now,
        picture=form.cleaned_data["picture"] or None,
    )
    return seal_decision(actor=request.actor, decision_id=decision_id, seal=put)


def _issue(request: Any, key: int, form: Any) -> object:
    issued = issue_decision(actor=request.actor, decision_id=key, today=request.today)
    settle_retirement(actor=request.actor, decision_id=key, today=request.today, now=request.now)
    ask_for_dossiers(actor=request.actor, decision_id=key, today=request.today, now=request.now)
    return issued


def _add(request: Any, decision_id: int, form: Any) -> object:
    """A paper signed with another program: by the signer, by the body, or added later."""
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    told = {
        "actor": request.actor,
        "paper": SentPaper(form.name, form.cleaned_data["paper"]),
        "trust": trust(request.actor),
        "now": timezone.localtime(request.now),
    }
    add = added_elsewhere(**told)
    if decision.state == State.SUBMITTED:
        head = letterhead_of(actor=request.actor, unit=decision.issuer)
        sign = signed_elsewhere(head=head, **told)
        return sign_decision(
            actor=request.actor, decision_id=decision_id, today=request.today, sign=sign
        )
    if decision.state == State.SIGNED:
        return seal_decision(actor=request.actor, decision_id=decision_id, seal=add)
    return add_revision(
        actor=request.actor, decision_id=decision_id, add=add, reason=form.cleaned_data["reason"]
    )


DOINGS: Mapping[str, Doing] = {
    "kiem-tra": Doing(Act.CHECK, _("Right, checked"), "circle-check", None, _check,
                      _("Checked. Now lay it before the signer.")),
    "trinh-ky": Doing(Act.SUBMIT, _("Lay before the signer"), "arrow-right", _submit_form,
                      _submit, _("Laid before the signer.")),
    "ky": Doing(Act.SIGN, _("Sign"), "pencil", _plain(forms.Key), _sign,
                _("Signed. The decision has its number.")),
    "dong-dau": Doing(Act.SEAL, _("Put the seal"), "rosette-discount-check", _plain(forms.Key),
                      _seal, _("Sealed. Issue it, then the dossiers change.")),
    "ban-hanh": Doing(Act.ISSUE, _("Issue"), "check", _plain(forms.Nothing), _issue,
                      _("Issued. The dossiers say so now.")),
    "tra-lai": Doing(Act.RETURN, _("Send back"), "arrow-back-up", _plain(forms.Reason), _return,
                     _("Sent back to its drafter."), is_main=False),
    "ky-ngoai": Doing(Act.ADD, _("Send a paper signed elsewhere"), "upload",
                      _plain(forms.SignedPaper), _add, _("The signed paper is kept."),
                      is_main=False),
    "bo": Doing(Act.DROP, _("Drop the draft"), "trash", _plain(forms.Reason), _drop,
                _("Dropped."), is_main=False),
}  # fmt: skip


@require_GET
@signed_in
def decision(request: Any, decision_id: int) -> HttpResponse:
    """One decision whole; else what it says of the reader, or of people whose dossiers are kept."""
    part = part_of(request, decision_id)
    return part_page(request, part) if part else _page(request, decision_id)


@sensitive_post_parameters("pin", "password")
@require_http_methods(["GET", "POST"])
@needs(Decisions.VIEW)
def decision_act(request: Any, decision_id: int, act: str) -> HttpResponse:
    """One act: its form on the decision's page, then the act; a refusal comes back on the form."""
    doing = DOINGS.get(act)
    if doing is None:
        raise Http404
    if request.method == "GET":
        return _page(request, decision_id, opened=act)
    whole = whole_decision(actor=request.actor, decision_id=decision_id)
    form = doing.form_of(request, whole, request.POST, request.FILES) if doing.form_of else None
    if form is not None and not form.is_valid():
        return _page(request, decision_id, opened=act, form=form, status=422)
    try:
        doing.do(request, decision_id, form)
    except (NotVisible, Forbidden):
        raise
    except DomainError as refusal:
        words = words_of(refusal)
        if form is not None:
            form.add_error(None, words)
        return _page(request, decision_id, opened=act, form=form, refusal=words, status=422)
    ask_next(actor=request.actor, decision_id=decision_id, now=request.now)
    messages.success(request, doing.said)
    return go_to(request, "decisions:decision", decision_id)


def _page(
    request: Any,
    decision_id: int,
    *,
    opened: str = "",
    form: Any = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    whole = whole_decision(actor=request.actor, decision_id=decision_id)
    doings = {slug: doing for slug, doing in DOINGS.items() if doing.act in whole.acts}
    doing = doings.get(opened)
    if form is None and doing is not None and doing.form_of is not None:
        form = doing.form_of(request, whole, None, None)
    context = {
        "whole": whole,
        "recipients": tuple(whole.decision.recipients) or recipients_of(whole.decision),
        "decision": whole.decision,
        "kind": whole.kind,
        "doings": doings,
        "opened": opened if doing else "",
        "doing": doing,
        "form": form if doing else None,
        "refusal": refusal,
        "may_change": Act.CHANGE in whole.acts,
        "may_correct": Act.CORRECT in whole.acts,
        "may_revoke": Act.REVOKE in whole.acts,
        "may_sign": Act.SIGN in whole.acts,
    }
    return render_page(request, "decisions/decision.html", context, status=status)
