"""The words of a decision, from its kind and answers; always Vietnamese, whoever reads the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import override

from congvu.catalog.models import Rank
from congvu.decisions.fields import FIELDS, Type, codes_in, unit_codes
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.register import Kind, kind_of
from congvu.establishment.models import Unit
from congvu.people.models import PayStep, Person

MANY = "các ông, bà có tên trong danh sách kèm theo"
CLOSING = (
    "Thủ trưởng các cơ quan, đơn vị có liên quan và {who} chịu trách nhiệm thi hành Quyết định này"
)
CLOSING_NOBODY = (
    "Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này"
)
_CONDITION = re.compile(r"\s*\[(\w+)\]$")
_ADDRESS = {"M": "ông", "F": "bà"}
_HEADS = {"rank_now": "Ngạch hiện giữ", "step_now": "Bậc, hệ số hiện hưởng", "title_now": "Chức vụ"}


@dataclass(frozen=True)
class ListOfPeople:
    """The table of a decision about many: heads, and one row a person with its number first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def summary_of(decision: Decision) -> str:
    """The summary as the kind words it ("Về việc …")."""
    with override("vi"):
        return _filled(kind_of(decision.kind_code).about, _words(decision))


def articles_of(decision: Decision) -> list[str]:
    """The articles: the drafter's own, else those of the kind, closed by who carries it out."""
    if decision.articles:
        return list(decision.articles)
    kind = kind_of(decision.kind_code)
    with override("vi"):
        words = _words(decision)
        several = decision.lines.count() > 1
        articles = (kind.article_many,) if several else _articles(kind, decision)
        told = [_conditional(text, words) for text in articles]
        who = words.get("address", "")
        closing = CLOSING.format(who=who) if who else CLOSING_NOBODY
        return [*(_filled(text, words) for text in told if text), closing]


def people_of(decision: Decision) -> ListOfPeople | None:
    """The list of a decision about several people; None where it names one."""
    lines = _lines(decision)
    if len(lines) < 2:
        return None
    kind = kind_of(decision.kind_code)
    with override("vi"):
        # Remarks have a column only where somebody has one.
        has_notes = any(line.values.get("note") for line in lines)
        table = tuple(name for name in kind.table if has_notes or name != "note")
        heads = ["TT", "Họ và tên", "Ngày sinh", "Chức vụ, đơn vị", *map(_head, table)]
        units, steps = _units(lines), _steps(lines)
        rows = [
            (str(number), *_row(line, table, units, steps))
            for number, line in enumerate(lines, start=1)
        ]
    return ListOfPeople(tuple(heads), tuple(rows))


def _articles(kind: Kind, decision: Decision) -> tuple[str, ...]:
    """The articles of the kind, or of the act that the first question chose."""
    if not kind.articles_by:
        return kind.articles
    line = decision.lines.first()
    chosen = line.values.get(kind.questions[0].field.name, "") if line else ""
    return kind.articles_by.get(chosen, ())


def _lines(decision: Decision) -> list[DecisionLine]:
    lines = decision.lines.select_related("decision", "person__unit__parent", "person__rank")
    return list(lines.order_by("order", "pk"))


def _words(decision: Decision) -> dict[str, str]:
    """What the wording may name, in Vietnamese."""
    lines = _lines(decision)
    first = lines[0]
    words = _answers_shown(first, _units(lines))
    words |= _who(first) if len(lines) == 1 else {"who": MANY, "address": "các ông, bà"}
    words["other_units"] = ", ".join(_names_of(first.values.get("other_units", "")))
    words["count"] = f"{len(lines):02d}"
    own_day = words.get("first_day") if len(lines) == 1 else ""
    words["effective"] = own_day or decision.effective_on.strftime("%d/%m/%Y")
    if decision.target is not None:
        day = decision.target.signed_on
        signed = f" ngày {day.strftime('%d/%m/%Y')}" if day else ""
        words["target"] = f"{decision.target.number_text}{signed} của {decision.target.issuer.name}"
    words |= {
        name.capitalize(): _capital(words[name]) for name in ("who", "action") if name in words
    }
    return words


def _answers_shown(line: DecisionLine, units: Mapping[str, str]) -> dict[str, str]:
    shown: dict[str, str] = {}
    for name, text in line.values.items():
        field = FIELDS[name]
        if field.type is Type.UNIT:
            shown[name] = units.get(text, text)
        elif field.codes == "ranks" and text:
            shown[name] = f"{field.shown(text)} (mã số {text})"
        else:
            shown[name] = field.shown(text)
    return shown


def _who(line: DecisionLine) -> dict[str, str]:
    """The person as named at first and after; somebody new is told by the answers."""
    person = line.person
    sex = person.sex if person else line.values.get("sex", "")
    name = line.full_name
    mister = _ADDRESS.get(sex, "ông (bà)")
    if not name:
        return {}
    place = f", {_place(person)}" if person else ""
    return {
        "who": f"{mister} {name}{place}",
        "address": f"{mister} {name}",
        "name": name,
        "mr": mister,
        "Mr": _capital(mister),
    }


def _place(person: Person) -> str:
    """Post and unit, the agency after a part of it."""
    unit = person.unit
    agency = unit.parent.name if unit.kind == "division" and unit.parent else ""
    return ", ".join(filter(None, (person.post, unit.name, agency)))


def _conditional(text: str, words: Mapping[str, str]) -> str:
    """A sentence that ends in `[name]` is said only where that answer was given."""
    found = _CONDITION.search(text)
    if found is None:
        return text
    return _CONDITION.sub("", text) if words.get(found.group(1)) else ""


class _Blank(dict[str, str]):
    """An answer still missing is a dotted blank, as on a form."""

    def __missing__(self, key: str) -> str:
        return "……"


def _filled(text: str, words: Mapping[str, str]) -> str:
    told = {name: value for name, value in words.items() if value}
    return text.format_map(_Blank(told))


def _head(name: str) -> str:
    return _HEADS.get(name) or _capital(str(FIELDS[name].label))


def _row(
    line: DecisionLine, table: tuple[str, ...], units: Mapping[str, str], steps: Mapping[UUID, str]
) -> tuple[str, ...]:
    person = line.person
    shown = _answers_shown(line, units)
    own = _today(person, steps) if person else {}
    shown.setdefault("first_day", "")
    shown["first_day"] = shown["first_day"] or line.decision.effective_on.strftime("%d/%m/%Y")
    cells = [own.get(name) or shown.get(name, "") for name in table]
    if person is None:
        return (shown.get("full_name", ""), shown.get("born", ""), "", *cells)
    born = person.born and FIELDS["born"].shown(person.born)
    return (person.full_name, born or "", _place(person), *cells)


def _today(person: Person, steps: Mapping[UUID, str]) -> dict[str, str]:
    rank: Rank | None = person.rank
    return {
        "rank_now": rank.name if rank else "",
        "step_now": steps.get(person.pk, ""),
        "title_now": person.post,
    }


def _steps(lines: list[DecisionLine]) -> dict[UUID, str]:
    """The present step and coefficient of each person, as printed; one statement."""
    people = [line.person_id for line in lines if line.person_id]
    held = PayStep.objects.standing().filter(person__in=people, valid__upper_inf=True)
    return {one.person_id: f"{one.step} ({one.coefficient})".replace(".", ",") for one in held}


def _units(lines: list[DecisionLine]) -> dict[str, str]:
    """The names of the units that the answers mention, by code; one statement."""
    codes = {code for line in lines for code in unit_codes(line.values)}
    if not codes:
        return {}
    found = Unit.objects.filter(code__in=codes).select_related("parent")
    return {
        unit.code: f"{unit.name}, {unit.parent.name}"
        if unit.kind == "division" and unit.parent
        else unit.name
        for unit in found
    }


def _names_of(codes: str) -> list[str]:
    """The names of several units told by their codes, in that order."""
    told = codes_in(codes)
    names = dict(Unit.objects.filter(code__in=told).values_list("code", "name")) if told else {}
    return [names.get(code, code) for code in told]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
