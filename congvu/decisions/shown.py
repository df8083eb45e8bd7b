"""What decisions show on the pages of other rooms."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.decisions.models import Decision
from congvu.decisions.permissions import Decisions
from congvu.documents.models import Paper
from congvu.people.panels import DossierPanel, RaiseAct, RetirementAct
from congvu.people.permissions import People

OF_PERSON = DossierPanel(_("Decisions"), People.RECORD_VIEW, "decisions:person", is_for_own=True)
RAISES = RaiseAct(_("Draft the decision"), Decisions.DRAFT, "decisions:draft_raises")
RETIREMENTS = tuple(
    RetirementAct(label, Decisions.DRAFT, "decisions:draft_retirement", (("kind_code", kind),))
    for label, kind in ((_("Draft the notice"), "TBNH"), (_("Draft the decision"), "NH"))
)


class DecisionsKeepPapers:
    """Decisions of the system are revoked by decisions, not taken back by hand."""

    def kept(self, *, actor: Actor, paper: Paper) -> tuple[str, str] | None:
        """The page of the decision whose paper it is."""
        decision = Decision.objects.filter(paper=paper).first()
        if decision is None:
            return None
        told = gettext("This decision was issued here. Revoke it on its page.")
        return told, reverse("decisions:decision", args=[decision.pk])


KEPT = DecisionsKeepPapers()
