"""The ten groups of the official dossier (NĐ 27/2026), and who may see what of a family.

Groups and classes follow `dossier_fields.csv`; only the titles on screen stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import read_codes
from congvu.people.choices import PostingKind
from congvu.people.families import FAMILIES, PERSON_COLUMNS, Family, Privacy, family

YOUTH_UNION = "DTN"
PARTY_POSTS = (PostingKind.PARTY, PostingKind.PARTY_ALSO)


@dataclass(frozen=True)
class Group:
    """One group of the dossier: its number in the decree, its address word, its title."""

    number: int
    key: str
    title: Promise

    @property
    def families(self) -> tuple[Family, ...]:
        """Its families, in the order of the registry."""
        return tuple(one for one in FAMILIES if group_number(one) == self.number)


GROUPS = (
    Group(1, "co-ban", _("Basic data")),
    Group(2, "gia-dinh", _("Family")),
    Group(3, "ban-than", _("Own history")),
    Group(4, "cong-tac", _("Service and posts")),
    Group(5, "dao-tao", _("Training")),
    Group(6, "luong-danh-gia", _("Rank, pay, rating, reward, discipline")),
    Group(7, "to-chuc", _("Party and mass organisations")),
    Group(8, "chinh-sach", _("Armed forces, policy")),
    Group(9, "tai-san", _("Property, income")),
    Group(10, "suc-khoe", _("Health")),
)
_NO_LINE = {"raise_delays": 6, "competencies": 6, "hard_work": 4}
"""Families of our own that no line of the official list covers."""


@cache
def official_fields() -> Mapping[str, Mapping[str, str]]:
    """The lines of `dossier_fields.csv` by key."""
    return {row["field_key"]: row for row in read_codes("dossier_fields")}


@cache
def _numbers() -> Mapping[str, int]:
    first = {one.key: one.covers[0] for one in FAMILIES if one.covers}
    told = {key: int(official_fields()[line]["group_no"]) for key, line in first.items()}
    return {**told, **_NO_LINE}


def group_number(family: Family) -> int:
    """The group a family belongs to: that of the first line it covers."""
    return _numbers()[family.key]


def tab_of(family_key: str) -> str:
    """The address word of the group a family stands in."""
    number = group_number(family(family_key))
    return next(one.key for one in GROUPS if one.number == number)


def group_of(key: str) -> Group:
    """The group of that address word; the first one where there is none."""
    return next((one for one in GROUPS if one.key == key), GROUPS[0])


def privacy_of_column(name: str) -> Privacy:
    """The class of a column of the person."""
    return Privacy(official_fields()[PERSON_COLUMNS[name]]["pii"])


def privacy_of_family(key: str) -> Privacy:
    """The class of the family `key` as a whole; "person" is no family."""
    return next((one.privacy for one in FAMILIES if one.key == key), Privacy.ORDINARY)


OF_THE_OFFICE = frozenset({"confirmations"})
"""Families nobody types: acts of their own write them."""


def privacy_of(family: Family, row: Any) -> Privacy:
    """The class of one row: its family's, or a stricter one of its own.

    Posts in the Party and membership of mass organisations other than the Youth Union are
    sensitive; internal assessments, and papers whose rule says so, are restricted.
    """
    if family.key == "posts" and row.kind in PARTY_POSTS:
        return Privacy.SENSITIVE
    if family.key == "memberships" and row.organisation_code != YOUTH_UNION:
        return Privacy.SENSITIVE
    if family.key == "assessments" and row.is_internal:
        return Privacy.RESTRICTED
    if family.key == "papers" and row.component_code in restricted_components():
        return Privacy.RESTRICTED
    return family.privacy


def stricter_rows(key: str) -> Q:
    """The rows of the family `key` that are classed stricter than it: `privacy_of` as a condition.

    For lists and files, which tell many dossiers by one statement a family.
    """
    return {
        "posts": Q(kind__in=PARTY_POSTS),
        "memberships": ~Q(organisation_code=YOUTH_UNION),
        "assessments": Q(is_internal=True),
        "papers": Q(component_code__in=restricted_components()),
    }.get(key, Q(pk__in=[]))


ROWS_OF_THEIR_OWN = frozenset({"party_post", "party_concurrent_post", "socio_org_date"})
"""Official lines whose class `privacy_of` tells row by row."""


@cache
def restricted_components() -> frozenset[str]:
    """Components of the dossier that only the office may see."""
    rows = read_codes("dossier_components")
    return frozenset(row["code"] for row in rows if "restricted" in row["rule"])
