"""Posts and quotas of the demo province: about as many as there are people, never quite."""

from collections import Counter
from datetime import date
from random import Random

from django.db.models import Count

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.documents.choices import PaperKind
from congvu.documents.commands import record_paper
from congvu.documents.models import Paper
from congvu.establishment.commands import (
    approve_table,
    describe_position,
    give_quota_table,
    load_competencies,
)
from congvu.establishment.demo import ROOT, SINCE, leading_position, positions
from congvu.establishment.models import Unit
from congvu.establishment.types import PostsRow, QuotaRow
from congvu.people.models import Posting
from congvu.people.selectors.limit_groups import CORPS_OF

ISSUER = "Ủy ban nhân dân tỉnh"
MORE_OR_LESS = (-1, 0, 0, 0, 0, 1, 1, 2)
"""How far what is approved lies from who is there, one line as likely as the other."""


def load_demo_posts(*, actor: Actor, today: date, seed: int) -> int:
    """Describe the positions, approve posts and give quotas by two invented decisions."""
    on = max(SINCE, date(today.year, 1, 1))
    load_competencies(actor=actor)
    about_posts = _paper(actor, "15/QĐ-UBND", "Phê duyệt vị trí việc làm (số liệu minh họa)", on)
    known = {}
    for position in positions():
        describe_position(actor=actor, description=position, basis=about_posts, on=on, today=today)
        known[fold(clean(position.name))] = position.code
    chance = Random(seed)  # noqa: S311 - a demo is drawn, no secret
    rows = _posts(known, today, chance)
    made = approve_table(actor=actor, rows=rows, year=on.year, basis=about_posts, on=on)
    about_quota = _paper(actor, "16/QĐ-UBND", "Giao biên chế (số liệu minh họa)", on)
    quotas = _quotas(today, chance)
    return made + give_quota_table(actor=actor, rows=quotas, year=on.year, basis=about_quota, on=on)


def _paper(actor: Actor, number: str, title: str, on: date) -> Paper:
    return record_paper(
        actor=actor, kind=PaperKind.DECISION, number=number, title=title, issuer=ISSUER,
        signed_on=on, unit_path=ROOT,
    )  # fmt: skip


def _posts(known: dict[str, str], today: date, chance: Random) -> list[PostsRow]:
    held: Counter[tuple[str, str]] = Counter()
    posts = Posting.objects.on(today).filter(is_main=True, is_disputed=False)
    counted = posts.exclude(unit=None).values_list("unit__code", "title_code", "title")
    for unit, title_code, title, count in counted.annotate(n=Count("pk")).order_by("unit__order"):
        code = leading_position(title_code) if title_code else known.get(fold(clean(title)), "")
        if code:
            held[unit, code] += count
    return [
        PostsRow(unit, code, count if code.startswith("LD-") else _near(count, chance))
        for (unit, code), count in held.items()
    ]


def _quotas(today: date, chance: Random) -> list[QuotaRow]:
    """By agency: the first two labels of the path."""
    given: Counter[tuple[str, str]] = Counter()
    posts = Posting.objects.on(today).filter(is_main=True, is_disputed=False)
    paths = posts.exclude(unit=None).values_list("unit__path", "person__object_kind")
    agencies = _agencies()
    for path, kind, count in paths.annotate(n=Count("pk")).order_by("unit__path"):
        code, corps = agencies.get(".".join(path.split(".")[:2])), CORPS_OF.get(kind)
        if code and corps:
            given[code, corps] += count
    return [QuotaRow(code, corps, _near(count, chance)) for (code, corps), count in given.items()]


def _agencies() -> dict[str, str]:
    return dict(Unit.objects.filter(parent__code=ROOT).values_list("path", "code"))


def _near(count: int, chance: Random) -> int:
    return max(count + chance.choice(MORE_OR_LESS), 1)
