"""Writing into a dossier by hand: the office writes, the person proposes; one form for both."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import go_to, needs, render_page, signed_in
from congvu.people import fact_forms
from congvu.people.choices import ProposalAct
from congvu.people.commands import deadlines, entries
from congvu.people.commands.proposals import propose_change
from congvu.people.families import FAMILIES, Family, Privacy
from congvu.people.groups import GROUPS, OF_THE_OFFICE, privacy_of, tab_of
from congvu.people.permissions import People
from congvu.people.selectors.dossier import get_person, reader_of
from congvu.people.selectors.facts import get_fact
from congvu.people.selectors.sensitive import open_for_keeping
from congvu.people.types import NewFact, Proposed
from congvu.people.views.beginning import act_on_dossier
from congvu.people.views.dossier import refuse_strangers

Write = Callable[[Any], object]


@require_http_methods(["GET", "POST"])
@signed_in
def fact_add(request: Any, person_id: UUID, key: str) -> HttpResponse:
    """Add a fact, or propose one for the own dossier."""
    person, kind = _writer(request, person_id), _family(request, key)
    form = fact_forms.FactForm(
        _data(request), family=kind, actor=request.actor, on=request.today,
        given=request.GET.dict(),
    )  # fmt: skip
    return _answer(
        request,
        person,
        form,
        title=_("Add: %(what)s") % {"what": kind.title},
        back=_tab(kind),
        asked=lambda: Proposed(ProposalAct.ADD.value, form.fact),
        write=lambda paper: entries.enter_fact(
            actor=request.actor,
            person_id=person_id,
            fact=form.fact,
            paper=paper,
            today=request.today,
        ),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def fact_correct(request: Any, person_id: UUID, key: str, row_id: int) -> HttpResponse:
    """Correct a fact, days included, or propose it for the own dossier."""
    person, kind = _writer(request, person_id), _family(request, key)
    row = _row(request, person, kind, row_id)
    form = fact_forms.FactForm(
        _data(request), family=kind, actor=request.actor, on=request.today, row=row
    )
    return _answer(
        request,
        person,
        form,
        row=row,
        title=_("Correct: %(what)s") % {"what": kind.title},
        back=_tab(kind),
        asked=lambda: Proposed(ProposalAct.CORRECT.value, form.fact, row),
        write=lambda paper: entries.enter_correction(
            actor=request.actor,
            person_id=person_id,
            row_id=row_id,
            fact=form.fact,
            paper=paper,
            today=request.today,
        ),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def fact_end(request: Any, person_id: UUID, key: str, row_id: int) -> HttpResponse:
    """End a fact, or propose its end for the own dossier."""
    person, kind = _writer(request, person_id), _family(request, key)
    row = _row(request, person, kind, row_id)
    form = fact_forms.EndForm(_data(request))

    def asked() -> Proposed:
        last = form.cleaned_data["until"].isoformat()
        fact = NewFact(kind.key, {}, until=last, texts={"until": last})
        return Proposed(ProposalAct.END.value, fact, row)

    return _answer(
        request,
        person,
        form,
        row=row,
        title=_("End: %(what)s") % {"what": kind.title},
        back=_tab(kind),
        asked=asked,
        write=lambda paper: entries.enter_end(
            actor=request.actor,
            person_id=person_id,
            key=key,
            row_id=row_id,
            last_day=form.cleaned_data["until"],
            paper=paper,
            today=request.today,
        ),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def column_change(request: Any, person_id: UUID, name: str) -> HttpResponse:
    """Correct what the dossier says of the person, or propose it for the own dossier."""
    person = _writer(request, person_id)
    if name not in fact_forms.CHANGEABLE:
        raise Http404
    if request.method == "GET":
        open_for_keeping(actor=request.actor, person=person, name=name)
    form = fact_forms.ColumnForm(
        _data(request), names=fact_forms.columns_with(name), actor=request.actor,
        on=request.today, person=person,
    )  # fmt: skip

    def asked() -> Proposed:
        fact = NewFact("person", {}, texts=form.texts)
        return Proposed(ProposalAct.COLUMN.value, fact, column=name, columns=form.texts)

    return _answer(
        request,
        person,
        form,
        title=_("Correct personal data"),
        back=GROUPS[0].key,
        asked=asked,
        write=lambda paper: entries.enter_columns(
            actor=request.actor,
            person_id=person_id,
            values=form.texts,
            paper=paper,
            today=request.today,
        ),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def entry_undo(request: Any, person_id: UUID, entry_id: int) -> HttpResponse:
    """Take a mistaken entry back; what leans on it is said."""
    return act_on_dossier(
        request,
        person_id,
        lambda: entries.take_entry_back(
            actor=request.actor, person_id=person_id, entry_id=entry_id, today=request.today
        ),
        _("The entry was taken back; the dossier says what it said before."),
    )


def _answer(
    request: Any,
    person: Any,
    form: Any,
    *,
    title: str,
    back: str,
    asked: Callable[[], Proposed],
    write: Write,
    row: Any = None,
) -> HttpResponse:
    """Take both forms; the office's writing goes in, the person's becomes a proposal."""
    is_own = request.actor.person_id == str(person.pk)
    kinds = fact_forms.OWN_KINDS if is_own else fact_forms.OFFICE_KINDS
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    paper_form = fact_forms.PaperForm(*sent, kinds=kinds)
    refusal = _governed(request, person, row)
    if not refusal and all([form.is_valid(), paper_form.is_valid()]):
        try:
            if not is_own:
                write(paper_form.paper)
                messages.success(request, _("Entered into the dossier."))
                return _back(request, person.pk, back)
            note = request.POST.get("message", "")[:500]
            made = propose_change(
                actor=request.actor,
                asked=asked(),
                paper=paper_form.paper,
                note=note,
                today=request.today,
            )
            messages.success(request, _("Proposed to the keeper of your dossier."))
            return go_to(request, "people:proposal", made.pk)
        except DomainError as refused:
            form.add_error(None, str(refused))
    wrong = bool(form.errors or paper_form.errors)
    context = {
        "form": form,
        "paper_form": paper_form,
        "person": person,
        "is_own": is_own,
        "title": title,
        "back": back,
        "governed": refusal,
        "judge_by": deadlines.judge_by(today=request.today),
    }
    return render_page(
        request,
        "people/fact_form.html",
        context,
        partial="form",
        status=422 if wrong or (refusal and request.method == "POST") else 200,
    )


def _governed(request: Any, person: Any, row: Any) -> str:
    """Why the fact is not for this page; "" where it is."""
    if row is None:
        return ""
    try:
        entries.refuse_governed(actor=request.actor, person=person, row=row)
    except DomainError as refusal:
        return str(refusal)
    return ""


def _writer(request: Any, person_id: UUID) -> Any:
    """The person, where the reader keeps the dossier or owns it; 403 otherwise."""
    refuse_strangers(request, person_id)
    person = get_person(actor=request.actor, person_id=person_id)
    if request.actor.person_id != str(person_id):
        request.actor.require(People.RECORD_CHANGE, person.unit_path)
    return person


def _family(request: Any, key: str) -> Family:
    kind = next((one for one in FAMILIES if one.key == key), None)
    if kind is None or kind.key in OF_THE_OFFICE:
        raise Http404
    if kind.privacy is Privacy.RESTRICTED and not request.actor.holds(People.RECORD_CHANGE):
        raise Http404
    return kind


def _row(request: Any, person: Any, kind: Family, row_id: int) -> Any:
    """The fact; opening a masked one in its form is a reading of it."""
    row = get_fact(actor=request.actor, person=person, family=kind, row_id=row_id)
    reader = reader_of(request.actor, person)
    privacy = privacy_of(kind, row)
    if not reader.sees(privacy):
        raise Http404
    if reader.is_masked(kind, privacy) and request.method == "GET":
        open_for_keeping(actor=request.actor, person=person, name=kind.key)
    return row


def _data(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def _tab(kind: Family) -> str:
    return tab_of(kind.key)


def _back(request: Any, person_id: UUID, tab: str) -> HttpResponse:
    answer = go_to(request, "people:person", person_id)
    name = "HX-Redirect" if request.htmx else "Location"
    answer[name] = f"{answer[name]}?phan={tab}"
    return answer
