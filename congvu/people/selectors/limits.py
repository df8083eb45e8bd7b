"""Ranks, deputies and bodies of a unit against the limits of the law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.establishment.choices import COMMUNES, Corps, UnitKind
from congvu.establishment.rules import limits
from congvu.establishment.rules.limits import Limit
from congvu.establishment.selectors.tree import Node, Tree
from congvu.law.selectors import parameter
from congvu.law.types import Line, NoLawThatDay
from congvu.people.selectors.limit_groups import (
    CORPS_OF,
    STEP,
    begins,
    is_specialised,
    staffing_groups,
    units_of_group,
)
from congvu.people.selectors.staffing import Figure, figures_in


@dataclass(frozen=True)
class Held:
    """One limit of a unit: what it is of, in words, the arithmetic, and the list behind the count.

    `about` names the part it is of, where it is not the unit itself. `base_group` is the list of
    what the limit is counted of ("": everybody there; None: it counts no people), `unknown_group`
    of those whose rank is not on file. `units` and `base_units` are lists of units (`UNIT_GROUPS`)
    where units are counted, or what the limit is counted of. `of_parts`: that is divisions.
    """

    title: Promise
    limit: Limit
    group: str = ""
    about: str = ""
    code: str = ""
    base_group: str | None = None
    unknown_group: str = ""
    units: str = ""
    base_units: str = ""
    of_parts: bool = False


def used_by_corps(figures: Iterable[Figure]) -> dict[str, int]:
    """How many people count against the quota of each corps."""
    found: dict[str, int] = {}
    for one in figures:
        corps = CORPS_OF.get(one.object_kind)
        if corps:
            found[corps] = found.get(corps, 0) + one.count
    return found


def limits_of(
    *, actor: Actor, tree: Tree, key: int, on: date, figures: Sequence[Figure]
) -> list[Held]:
    """The limits that bind the unit `key` on `on`, by its kind. No statement."""
    node = tree.nodes.get(key)
    if node is None:
        return []
    sheet = _Sheet(tree, node, figures, on)
    if node.kind == UnitKind.PROVINCE:
        return sheet.of_province()
    if node.kind in COMMUNES:
        return sheet.of_commune()
    if is_specialised(node):
        return sheet.of_department()
    if node.kind == UnitKind.DIVISION:
        return sheet.of_division(node)
    return sheet.of_public_steps()


def leaders_of_province(*, actor: Actor, tree: Tree, on: date) -> list[Figure]:
    """The leaders of every unit counted, for the limits of the whole province. One statement."""
    return figures_in(actor=actor, unit_ids=list(tree.nodes), on=on, leaders_only=True)


class _Sheet:
    """The arithmetic of one unit."""

    def __init__(self, tree: Tree, node: Node, figures: Sequence[Figure], on: date) -> None:
        self.tree, self.node, self.on = tree, node, on
        self.figures = figures
        self.titles: dict[str, frozenset[str]] = {
            name: frozenset(codes) for name, codes in staffing_groups()["titles"].items()
        }

    def count(
        self,
        title: str,
        grades: str = "",
        units: Iterable[int] | None = None,
        *,
        lacks: bool = False,
    ) -> int:
        """People with a title of the group, of the grades; `lacks`: whose rank is not on file."""
        wanted = frozenset(staffing_groups()["grades"].get(grades, ()))
        places = None if units is None else frozenset(units)
        return sum(
            one.count
            for one in self.figures
            if one.title_code in self.titles[title]
            and (places is None or one.unit_id in places)
            and (one.grade == "" if lacks else not wanted or one.grade in wanted)
        )

    def of_province(self) -> list[Held]:
        """Shares and averages over the whole province."""
        agencies = units_of_group(self.tree, self.node.id, "@specialised")
        communes = units_of_group(self.tree, self.node.id, "@communes")
        bodies = units_of_group(self.tree, self.node.id, "@bodies")
        found = [
            self._share(_("Heads of departments who hold CVCC"), "province_heads", "high",
                        "province_heads_cvcc", agencies, "@specialised", least=True),
            self._share(_("Deputy heads of all departments who hold CVCC"), "province_deputies",
                        "high", "province_deputies_cvcc", agencies, "@specialised"),
            self._share(_("Deputies of all commune bodies who hold CVC"), "commune_deputies",
                        "main", "commune_deputies_cvc", bodies, "@bodies"),
            self._average(_("Deputy heads of departments"), "department_deputies", len(agencies),
                          self.count("province_deputies", units=agencies),
                          "province_deputies@specialised", base_units="specialised"),
            self._average(_("Bodies of commune People's Committees"), "commune_bodies",
                          len(communes), len(bodies), units="bodies", base_units="communes"),
            self._average(_("Deputies of commune bodies"), "commune_body_deputies", len(bodies),
                          self.count("commune_deputies", units=bodies),
                          "commune_deputies@bodies", base_units="bodies"),
            self._average(_("Vice-chairs of commune People's Committees"), "commune_vice_chairs",
                          len(communes), self.count("commune_vice_chairs"), "commune_vice_chairs",
                          base_units="communes"),
        ]  # fmt: skip
        return [one for one in found if one is not None]

    def of_department(self) -> list[Held]:
        """Its deputies, the ranks of its professional staff, and its divisions."""
        own = [self.node.id]
        found = [
            self._share(_("Head who holds CVCC"), "province_heads", "high", "province_heads_cvcc",
                        own, "@own", least=True),
            self._average(_("Deputy heads, the average of all departments"), "department_deputies",
                          1, self.count("province_deputies", units=own),
                          "province_deputies@own"),
            self._staff_share(_("Professional staff who hold CVC"), "province_staff_cvc"),
        ]  # fmt: skip
        for part in self.tree.below(self.node.id):
            found += self.of_division(part, about=part.name)
        return [one for one in found if one is not None] + self.of_public_steps()

    def of_division(self, part: Node, about: str = "") -> list[Held]:
        """The deputies of a division, or of a branch with divisions of its own."""
        if self.tree.nodes.get(part.parent_id or 0, part).kind in COMMUNES:
            return []
        under = [node.id for node in self.tree.under(part.id)]
        deputies = self.count("division_deputies", units=[part.id])
        if begins(part, "branches"):
            line = self._line("branch_deputies")
            limit = line and limits.branch_deputies(
                deputies=deputies, divisions=len(self.tree.below(part.id)), line=line
            )
            title = _("Deputies of a branch, by the number of its divisions")
        else:
            line = self._line("division_deputies")
            staff = sum(one.count for one in self.figures if one.unit_id in under)
            limit = line and limits.division_deputies(deputies=deputies, staff=staff, line=line)
            title = _("Deputies of a division, by the number of its staff")
        if not limit or (about and not (limit.count or limit.base)):
            return []
        is_branch = begins(part, "branches")
        return [
            Held(
                title,
                limit,
                "division_deputies@own",
                about,
                part.code,
                base_group=None if is_branch else "",
                base_units="parts" if is_branch else "",
                of_parts=is_branch,
            )
        ]

    def of_commune(self) -> list[Held]:
        """Its bodies, deputies and ranks; averages are held against its own number."""
        bodies = units_of_group(self.tree, self.node.id, "@bodies")
        found = [
            self._average(_("Bodies of the People's Committee, the average of the province"),
                          "commune_bodies", 1, len(bodies), units="bodies"),
            self._average(_("Deputies of its bodies, the average of the province"),
                          "commune_body_deputies", len(bodies),
                          self.count("commune_deputies", units=bodies),
                          "commune_deputies@bodies"),
            self._average(_("Vice-chairs of the People's Committee, the average of the province"),
                          "commune_vice_chairs", 1, self.count("commune_vice_chairs"),
                          "commune_vice_chairs"),
            self._share(_("Heads of bodies who hold CVC"), "commune_heads", "main",
                        "commune_heads_cvc", bodies, "@bodies", least=True),
            self._staff_share(_("Professional staff who hold CVC or higher"), "commune_staff_cvc"),
        ]  # fmt: skip
        return [one for one in found if one is not None]

    def of_public_steps(self) -> list[Held]:
        """Caps on the upper occupational steps of public employees."""
        line, steps = self._line("public_steps"), self._line("public_step_of_grade")
        people: dict[int, int] = {}
        unknown = 0
        for one in self.figures:
            if CORPS_OF.get(one.object_kind) != Corps.PUBLIC:
                continue
            step = steps.value.get(one.salary_group.split(".")[0]) if steps else None
            if step is None:
                unknown += one.count
            else:
                people[step] = people.get(step, 0) + one.count
        if line is None or not people:
            return []
        found = limits.public_steps(people=people, line=line, unknown=unknown)
        title = _("Public employees in an upper occupational step")
        return [
            Held(title, limit, f"{STEP}-{step}", about=str(_("step %(n)d") % {"n": step}),
                 base_group=Corps.PUBLIC, unknown_group=f"{STEP}-unknown")
            for step, limit in sorted(found.items(), reverse=True)
        ]  # fmt: skip

    def _line(self, code: str) -> Line | None:
        """The law of the day; None before it: there was no such limit."""
        try:
            return parameter(f"establishment.{code}", self.on)
        except NoLawThatDay:
            return None

    def _share(
        self,
        title: Promise,
        who: str,
        grades: str,
        code: str,
        units: Sequence[int] | None,
        where: str,
        *,
        least: bool = False,
    ) -> Held | None:
        line, base = self._line(code), self.count(who, units=units)
        if line is None or not base:
            return None
        rule = limits.share_at_least if least else limits.share_at_most
        limit = rule(
            count=self.count(who, grades, units),
            base=base,
            unknown=self.count(who, units=units, lacks=True),
            line=line,
        )
        return Held(
            title,
            limit,
            f"{who}-{grades}{where}",
            base_group=f"{who}{where}",
            unknown_group=f"{who}-unknown{where}",
        )

    def _average(
        self,
        title: Promise,
        code: str,
        bodies: int,
        count: int,
        group: str = "",
        *,
        units: str = "",
        base_units: str = "",
    ) -> Held | None:
        line = self._line(code)
        if line is None or not bodies:
            return None
        limit = limits.average_at_most(count=count, bodies=bodies, line=line)
        return Held(title, limit, group, units=units, base_units=base_units)

    def _staff_share(self, title: Promise, code: str) -> Held | None:
        """Civil servants who lead nobody; whose rank is not on file may hold any."""
        line = self._line(code)
        staff = [one for one in self.figures if not one.title_code and one.object_kind == "CC"]
        grades = frozenset(staffing_groups()["grades"]["professional"])
        known = sum(one.count for one in staff if one.grade in grades)
        unknown = sum(one.count for one in staff if one.grade == "")
        if line is None or not known + unknown:
            return None
        upper = frozenset(staffing_groups()["grades"]["main"])
        count = sum(one.count for one in staff if one.grade in upper)
        limit = limits.share_at_most(count=count, base=known + unknown, unknown=unknown, line=line)
        return Held(
            title, limit, "staff-main", base_group="staff-any", unknown_group="staff-unknown"
        )
