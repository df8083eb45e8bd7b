"""Effects on a whole career: a status, leaving, a new dossier, a corrected column."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.errors import DomainError
from congvu.decisions.work import Work
from congvu.people.commands.facts import LaterFactStands, end_fact, open_fact
from congvu.people.commands.persons import correct_person, open_dossier
from congvu.people.families import Family, family
from congvu.people.selectors.facts import paper_named, standing_facts
from congvu.people.types import Change

ENDS_ON_LEAVING = ("posts", "service", "contracts", "allowances", "status")
"""What nobody keeps who left; rank and pay stay as the last ones held."""


class NotInService(DomainError):
    """Who left already cannot leave again."""


def status(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """Begin a status on the effective day; `until` (last day) may bound it.

    Nothing is done where the status `unless_in_force` names holds that day.
    """
    kept = effect.get("unless_in_force")
    if kept and work.subject().employmentstatuss.on(work.on).filter(status_code=kept).exists():
        return []
    values = {"status_code": effect["code"], "reason": work.value(effect.get("reason")) or ""}
    return open_fact(
        actor=work.actor,
        person=work.subject(),
        family=family("status"),
        values=values,
        since=work.on,
        until=work.value(effect.get("until")),
        basis=work.basis,
    )


def leave(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """End posts, service, contracts and allowances the day before, and begin the status of leaving.

    Raises: NotInService, LaterFactStands for what begins on that day or later.
    """
    person = work.subject()
    if person.status == "left":
        raise NotInService(_("%(name)s has left the service already.") % {"name": person.full_name})
    changes = []
    for key in ENDS_ON_LEAVING[:-1]:
        kind = family(key)
        rows = standing_facts(actor=work.actor, person=person, family=kind)
        rows = rows.filter(is_disputed=False)
        _refuse_later(work, kind, rows.filter(valid__startswith__gte=work.on).first())
        for row in rows.filter(valid__contains=work.on):
            changes += end_fact(
                actor=work.actor, row=row, family=kind, on=work.on, basis=work.basis
            )
    return changes + status(work, effect)


def _refuse_later(work: Work, kind: Family, row: Any) -> None:
    if row is None:
        return
    paper = paper_named(actor=work.actor, person_id=row.person_id, key=row.basis_id)
    raise LaterFactStands(
        _("%(what)s: one that begins on %(day)s stands already (%(paper)s). Revoke it first.")
        % {"what": kind.title, "day": row.valid.lower.strftime("%d/%m/%Y"), "paper": paper}
    )


def recruit(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """Open the dossier of whoever is recruited, at the time of the decision (NĐ 27/2026, Đ18)."""
    if work.person is not None:
        return []
    work.person = open_dossier(
        actor=work.actor,
        unit=work.answers["unit"],
        values={
            name: str(work.answers.get(name) or "")
            for name in ("full_name", "born", "sex", "personal_id", "object_kind")
        },
        basis=work.basis,
    )
    work.line.person = work.person
    work.line.save(update_fields=["person"])
    return []


def correct_column(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """Correct one column of the person; what it said before is kept."""
    column, value = work.answers["corrected_column"], work.answers["corrected_value"]
    return correct_person(
        actor=work.actor, person=work.subject(), values={column: value}, basis=work.basis
    )
