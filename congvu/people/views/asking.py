"""What the address of a list of people asks for, told back as chips, headings and links."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.pages import day_of
from congvu.people import forms
from congvu.people.columns.cells import View
from congvu.people.columns.conditions import Condition
from congvu.people.columns.registry import OFTEN, Column, Kind, columns
from congvu.people.permissions import People
from congvu.people.selectors.search import Wanted, places_named, unit_at

_KNOWN = (
    "q",
    "unit",
    "unit_name",
    "rank",
    "age",
    "sex",
    "who",
    "retires",
    "complete",
    "unverified",
    "sort",
)
_MANY = ("f", "c")
_OLD_ORDERS = {"full_name": "name", "unit": "unit", "born": "age", "age": "age"}


@dataclass(frozen=True)
class Chip:
    """One filter in words, and the list without it."""

    words: str
    url: str


@dataclass(frozen=True)
class Heading:
    """The head of a column; `url` sorts by it, `sorted` says how it is sorted now."""

    title: str
    url: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Asked:
    """A list as its address asks for it."""

    actor: Actor
    search: forms.PersonSearch
    wanted: Wanted
    query: QueryDict
    on: date
    purpose: str

    @cached_property
    def opened(self) -> list[str]:
        """The sensitive columns shown open, or asked for."""
        return self.guarded if self.purpose else []

    @cached_property
    def guarded(self) -> list[str]:
        """The sensitive columns chosen, filtered or sorted by."""
        chosen = [column.key for column in self.wanted.columns if column.is_guarded]
        return list(dict.fromkeys([*chosen, *self.wanted.guarded]))

    @cached_property
    def view(self) -> View:
        """How the rows are told."""
        wanted = self.wanted
        return View(self.actor, wanted.columns, self.on, wanted.is_past, bool(self.purpose))

    @cached_property
    def kept(self) -> str:
        """What a saved view keeps: filters, columns, order; neither the day nor the page."""
        query = self.query.copy()
        query.pop("on", None)
        return query.urlencode()

    @property
    def is_refused(self) -> bool:
        """Whether it filters by what the actor has no right to open."""
        return bool(self.wanted.guarded) and not self.actor.holds(People.SENSITIVE_OPEN)

    @property
    def is_waiting(self) -> bool:
        """Whether it filters by what is not opened for a purpose yet."""
        return bool(self.wanted.guarded) and not self.purpose

    @property
    def address(self) -> str:
        """What is asked, as in an address."""
        return self.query.urlencode()

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the search form keeps without showing it."""
        kept = ("f", "c", "on", "sort", "unit")
        return [(name, value) for name in kept for value in self.query.getlist(name)]

    @property
    def hidden_but_columns(self) -> list[tuple[str, str]]:
        """All that is asked but for the columns."""
        return [(name, value) for name, told in self.query.lists() if name != "c" for value in told]

    @property
    def everything(self) -> list[tuple[str, str]]:
        """All that is asked."""
        return [(name, value) for name, told in self.query.lists() for value in told]

    def list_with(self, condition: Condition | None) -> str:
        """The list with one more filter."""
        query = self.query.copy()
        if condition is not None:
            query.appendlist("f", str(condition))
        return _list(query)

    @cached_property
    def chips(self) -> list[Chip]:
        """Every filter that holds."""
        plain = [Chip(f"{name}: {told}", self._without(key)) for key, name, told in self._plain()]
        further = [Chip(one.words, self._without("f", str(one))) for one in self.wanted.conditions]
        return [*plain, *further]

    def _plain(self) -> list[tuple[str, str, str]]:
        wanted, fields = self.wanted, self.search.fields
        unit = unit_at(actor=self.actor, path=wanted.unit) if wanted.unit else None
        told = [
            ("q", _("Name or number"), wanted.text),
            ("unit", _("Unit"), unit.name if unit else wanted.unit),
            ("unit_name", _("Unit"), self._unit_named()),
            ("rank", _("Rank"), str(names_of("ranks").get(wanted.rank, wanted.rank))),
            ("age", _("Age"), _chosen(fields["age"], self.query.get("age", ""))),
            ("sex", _("Sex"), _chosen(fields["sex"], wanted.sex)),
            ("who", _("In service or not"), _chosen(fields["who"], wanted.who)),
            ("retires", _("Retires in"), self.query.get("retires", "") if wanted.retires else ""),
            ("complete", _("Completeness"), self._complete(fields["complete"])),
            ("unverified", _("Remarks"), _("unverified") if wanted.is_unverified else ""),
        ]
        if wanted.age_from is None and wanted.age_to is None:
            told = [one for one in told if one[0] != "age"]
        return [one for one in told if one[2]]

    def _complete(self, field: Any) -> str:
        asked = self.query.get("complete", "")
        return _chosen(field, asked) if self.wanted.complete != (None, None) else ""

    def _unit_named(self) -> str:
        name = self.wanted.unit_name
        if not name:
            return ""
        count = len(places_named(actor=self.actor, name=name))
        return _("%(name)s (%(n)d found)") % {"name": name, "n": count}

    def _without(self, key: str, value: str = "") -> str:
        query = self.query.copy()
        query.setlist(key, [one for one in query.getlist(key) if value and one != value])
        return _list(query)

    @cached_property
    def headings(self) -> list[Heading]:
        """The heads of the columns, each a link that sorts by it, or the other way round."""
        return [self._heading(column) for column in self.wanted.columns]

    def _heading(self, column: Column) -> Heading:
        order = _OLD_ORDERS.get(column.key, column.key)
        now = self.wanted.order
        sorted_as = {order: "ascending", f"-{order}": "descending"}.get(now, "")
        # The older stand first: sorted by birth date from the earliest on.
        first = f"-{order}" if order == "age" else order
        turned = {first: order if order == "age" else f"-{order}"}
        query = self.query.copy()
        query["sort"] = turned.get(now, first)
        if query["sort"] == "name":
            del query["sort"]
        may_sort = bool(column.lookup)
        guarded = column.is_guarded and not self.opened
        url = "" if guarded or not may_sort else _list(query)
        return Heading(
            column.title, url, sorted_as, column.kind in {Kind.NUMBER, Kind.AGE, Kind.MONTH}
        )

    @property
    def told(self) -> list[tuple[str, str]]:
        """What a file says of itself."""
        day = str(date_format(self.on, "SHORT_DATE_FORMAT"))
        filters = [(_("Filter"), chip.words) for chip in self.chips]
        return [(_("As on"), day), *filters]


def asked_of(request: Any) -> Asked:
    """What `request` asks for; sensitive columns are open where the session says what for."""
    on = day_of(request)
    search = forms.PersonSearch(request.GET)
    may = request.actor.holds(People.SENSITIVE_OPEN)
    purpose = str(request.session.get("people_purpose", "")) if may else ""
    wanted = search.read(request.actor, on, today=request.today, is_opened=bool(purpose))
    return Asked(request.actor, search, wanted, _clean(request.GET, wanted), on, purpose)


def column_groups(*, with_guarded: bool) -> list[tuple[str, list[Column]]]:
    """Every column by its family, those asked for most first."""
    offered = [one for one in columns().values() if with_guarded or not one.is_guarded]
    known = {one.key: one for one in offered}
    groups: dict[str, list[Column]] = {
        _("Often used"): [known[key] for key in OFTEN if key in known]
    }
    for column in offered:
        title = str(column.source.title) if column.source else _("The person")
        groups.setdefault(title, []).append(column)
    return list(groups.items())


def _clean(told: QueryDict, wanted: Wanted) -> QueryDict:
    """The address with what was understood, and nothing else."""
    query = QueryDict(mutable=True)
    for name in (*_KNOWN, "on"):
        value = told.get(name)
        if value:
            query[name] = str(value)
    query.setlist("f", [str(one) for one in wanted.conditions])
    if told.getlist("c"):
        query.setlist("c", [column.key for column in wanted.columns])
    return query


def _list(query: QueryDict) -> str:
    told = query.urlencode()
    return f"{reverse('people:list')}?{told}" if told else reverse("people:list")


def _chosen(field: Any, value: str) -> str:
    if not value:
        return ""
    choices = getattr(field, "choices", None) or field.widget.choices
    return str(dict(choices).get(value, value))
