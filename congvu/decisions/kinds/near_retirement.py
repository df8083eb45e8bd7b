"""Posts shortly before retirement: how many months an appointment or a move has to leave."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.periods import last_of_months
from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import law_of, parameter
from congvu.people.families import family
from congvu.people.rules import retirement
from congvu.people.rules.retirement import Retirement, months_left, retirement_of
from congvu.people.selectors.facts import standing_facts

SYSTEM = Actor.system("decisions.check")


def months_problems(case: Case) -> list[Problem]:
    """What stands against an appointment, a further term or a rotation so near to retirement.

    Law: appointment.months_left, reappointment.months_left, rotation.months_left
    """
    rule = _RULES.get(case.decision.kind_code)
    if rule is None or case.person is None:
        return []
    if not case.person.born or not case.person.sex:
        return [Problem(_("Birth date or sex is not on file: the day of retirement is unknown."))]
    law = law_of(*retirement.CODES)
    return rule(case, retirement_of(law, case.person.born, case.person.sex, on=case.on))


def _appointment(case: Case, found: Retirement) -> list[Problem]:
    """A first appointment is refused below the months of special cases; another may be equal."""
    is_first = case.person is not None and not case.person.title_code
    return _short(case, found, "appointment.months_left", is_refused=is_first)


def _rotation(case: Case, found: Retirement) -> list[Problem]:
    return _short(case, found, "rotation.months_left", is_refused=True)


def _short(case: Case, found: Retirement, code: str, *, is_refused: bool) -> list[Problem]:
    law = parameter(code, case.on)
    left = months_left(found, case.on)
    if left >= law.value["least"]:
        return []
    text = _(
        "%(left)d months are left to retirement (%(day)s); %(least)d are needed, %(special)d in"
        " special cases."
    )
    words = text % {"left": left, "day": _shown(found), **law.value}
    return [Problem(words, is_blocking=is_refused and left < law.value["special"], law=law)]


def _further_term(case: Case, found: Retirement) -> list[Problem]:
    """A further term is one of enough months, and ends with service at the latest."""
    law, left = parameter("reappointment.months_left", case.on), _left_after_term(case, found)
    if left < law.value:
        text = _(
            "%(left)d months are left from the end of the term to retirement (%(day)s): below"
            " %(least)d the post is held on until then, not anew."
        )
        words = text % {"left": left, "day": _shown(found), "least": law.value}
        return [Problem(words, is_blocking=True, law=law)]
    ends = last_of_months(case.on, case.answers["term_months"])
    if ends and ends > found.age_last_day:
        text = _("The new term ends with the last day of service, %(day)s, at the latest.")
        return [Problem(text % {"day": _shown(found)}, is_blocking=True, law=law)]
    return []


def _held_on(case: Case, found: Retirement) -> list[Problem]:
    """A post is held on without a new term only shortly before retirement, and up to it."""
    law, left = parameter("reappointment.months_left", case.on), _left_after_term(case, found)
    if left >= law.value:
        text = _(
            "%(left)d months are left from the end of the term to retirement (%(day)s): from"
            " %(least)d on it takes a reappointment."
        )
        words = text % {"left": left, "day": _shown(found), "least": law.value}
        return [Problem(words, is_blocking=True, law=law)]
    if case.answers["until"] > found.age_last_day:
        text = _("The post is held on until the last day of service, %(day)s, at the latest.")
        return [Problem(text % {"day": _shown(found)}, is_blocking=True, law=law)]
    return []


def _left_after_term(case: Case, found: Retirement) -> int:
    """Months from the end of the present term, else from the day before the decision."""
    day_before = case.on - timedelta(days=1)
    posts = family("posts")
    rows = standing_facts(actor=SYSTEM, person=case.person, family=posts, on=day_before)  # type: ignore[arg-type]
    held = rows.filter(kind="main").first()
    ends: date = (held and held.term_ends_on) or day_before
    return months_left(found, ends)


def _shown(found: Retirement) -> str:
    return found.age_last_day.strftime("%d/%m/%Y")


_RULES = {"BN": _appointment, "LC": _rotation, "BNL": _further_term, "KDBN": _held_on}
