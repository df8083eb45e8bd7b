"""What decisions show on the pages of other rooms."""

from django.utils.translation import gettext_lazy as _

from congvu.decisions.permissions import Decisions
from congvu.people.panels import DossierPanel, RaiseAct, RetirementAct

OF_PERSON = DossierPanel(_("Decisions"), Decisions.VIEW, "decisions:person", is_for_own=True)
RAISES = RaiseAct(_("Draft the decision"), Decisions.DRAFT, "decisions:draft_raises")
RETIREMENTS = tuple(
    RetirementAct(label, Decisions.DRAFT, "decisions:draft_retirement", (("kind_code", kind),))
    for label, kind in ((_("Draft the notice"), "TBNH"), (_("Draft the decision"), "NH"))
)
