"""What the wording of a decision may name: its people, units, days and amounts, in Vietnamese."""

import json
from collections.abc import Sequence

from congvu.core.actors import Actor
from congvu.core.text import fold
from congvu.decisions.column_values import words_of_answers
from congvu.decisions.fields import (
    FIELDS,
    NAMING_UNITS,
    Field,
    Type,
    unit_codes,
    units_shown,
)
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.selectors.correcting import Cell, rows_made
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import JobPosition, Unit
from congvu.people.models import PayStep, Person

_ADDRESS = {"M": "ông", "F": "bà"}
COMMON_NOUNS = frozenset({"allowance_kind", "discipline_kind", "object_kind"})
"""Names of code lists that are common nouns: small letters inside a sentence."""
_MONTHS = frozenset({"term_months", "months", "months_early", "months_in_effect"})
_COMMUNES = frozenset({UnitKind.COMMUNE, UnitKind.WARD, UnitKind.ZONE})
_END = " .;,"
_SYSTEM = Actor.system("decisions.wording")


class Names:
    """Units and present pay steps of the people and answers of a decision; a statement each."""

    def __init__(self, lines: Sequence[DecisionLine]) -> None:
        self._lines = lines
        codes = {code for line in lines for code in unit_codes(line.values)}
        found = Unit.objects.filter(code__in=codes).select_related("parent") if codes else ()
        self.units: dict[str, Unit] = {unit.code: unit for unit in found}
        self._steps: dict[object, tuple[str, str]] | None = None

    def unit(self, code: str) -> str:
        """The unit as printed, the agency after a part of it."""
        unit = self.units.get(code)
        return _unit_words(unit) if unit else code

    def step_of(self, person: Person) -> tuple[str, str]:
        """The present step and coefficient as printed; empty where none is known."""
        if self._steps is None:
            people = [line.person_id for line in self._lines if line.person_id]
            held = PayStep.objects.standing().filter(person__in=people, valid__upper_inf=True)
            self._steps = {
                one.person_id: (str(one.step), f"{one.coefficient}".replace(".", ","))
                for one in held
            }
        return self._steps.get(person.pk, ("", ""))


def words_of(decision: Decision, lines: Sequence[DecisionLine]) -> dict[str, str]:
    """What the wording may name."""
    if not lines:
        return {"effective": _day(decision)}
    first, names = lines[0], Names(lines)
    words = answers_shown(first, names)
    if len(lines) == 1:
        words |= _who(first) | _held(first, names)
    words |= _amounts(words)
    for name in ("other_units", "heirs"):
        words[name] = words.get(name, "").replace("; ", ", ")
    words["count"] = f"{len(lines):02d}"
    words["effective"] = (words.get("first_day") if len(lines) == 1 else "") or _day(decision)
    words |= _post(first, names, words) | _target(decision, first)
    words |= _position(first)
    for name in ("who", "action"):
        if words.get(name):
            words[name.capitalize()] = _capital(words[name])
    return words


def answers_shown(line: DecisionLine, names: Names) -> dict[str, str]:
    """The answers as printed by name; those that mean nothing yet are left out."""
    shown: dict[str, str] = {}
    for name, text in line.values.items():
        field = FIELDS[name]
        if field.type in NAMING_UNITS:
            shown[name] = units_shown(field, text, names.unit)
            continue
        try:
            shown[name] = _shown(field, text)
        except (ValueError, KeyError):  # typed, but not right yet
            continue
    return shown | words_of_answers(line.values)


def _shown(field: Field, text: str) -> str:
    said = field.shown(text)
    if not said:
        return ""
    if field.codes == "ranks":
        return f"{said} (mã số {text})"
    if field.name in COMMON_NOUNS:
        return said[:1].lower() + said[1:]
    if field.name in _MONTHS:
        return said.zfill(2)
    return said.rstrip(_END) if field.type is Type.TEXT else said


def place_of(person: Person) -> str:
    """Post and unit, the agency after a part of it."""
    return _joined(person.post, _unit_words(person.unit))


def _who(line: DecisionLine) -> dict[str, str]:
    """The person as named at first and after; somebody new is told by the answers."""
    person = line.person
    sex = person.sex if person else line.values.get("sex", "")
    name = line.full_name
    mister = _ADDRESS.get(sex, "ông (bà)")
    if not name:
        return {}
    place = place_of(person) if person else ""
    return {
        "who": ", ".join(filter(None, (f"{mister} {name}", place))),
        "address": f"{mister} {name}",
        "place": place,
        "name": name,
        "mr": mister,
        "Mr": _capital(mister),
    }


def _held(line: DecisionLine, names: Names) -> dict[str, str]:
    """Rank and step held until now."""
    person = line.person
    if person is None or not {"step", "overframe_percent"} & set(line.values):
        return {}
    step, coefficient = names.step_of(person)
    rank = person.rank
    return {
        "rank_held": f"{rank.name} (mã số {rank.pk})" if rank else "",
        "step_held": f"bậc {step}, hệ số lương {coefficient}" if step else "",
    }


def _amounts(words: dict[str, str]) -> dict[str, str]:
    """How much an allowance is, whichever way it is told."""
    ways = (
        ("hệ số {}", words.get("coefficient", "")),
        ("mức {}%", words.get("percent", "")),
        ("mức {} đồng/tháng", words.get("amount_vnd", "")),
    )
    return {"level": ", ".join(way.format(told) for way, told in ways if told)}


def _post(line: DecisionLine, names: Names, words: dict[str, str]) -> dict[str, str]:
    """Post and unit of the answers in one: "Giám đốc Sở Nội vụ", "Trưởng phòng Kế toán"."""
    unit = names.units.get(line.values.get("unit", ""))
    if unit is None:
        return {"post": words.get("title", "")}
    return {"post": _joined(words.get("title", ""), _unit_words(unit))}


def _target(decision: Decision, line: DecisionLine) -> dict[str, str]:
    """The decision this one is about, and what is put right in it."""
    target = decision.target
    if target is None:
        return {}
    day = target.signed_on
    signed = f" ngày {day.day:02d} tháng {day.month:02d} năm {day.year}" if day else ""
    number = f"{target.number_text}{signed} của {target.issuer.name}"
    about = target.summary[:1].lower() + target.summary[1:]
    return {
        "target": number,
        "target_whole": f"{number} {about}".rstrip(_END),
        "corrected": _corrected(target, line.values.get("corrections", "")),
    }


def _corrected(target: Decision, corrections: str) -> str:
    """What is put right, column by column: "Hệ số “0,30” sửa thành “0,35”"."""
    known = json.loads(corrections) if corrections else {}
    told = [
        (row, cell)
        for row in (rows_made(actor=_SYSTEM, decision=target, told=known) if known else ())
        for cell in row.cells
        if cell.told is not None
    ]
    codes = {cell.told for _row, cell in told if cell.kind == "unit"}
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    several = len({row.person for row, _cell in told}) > 1
    return "; ".join(
        (f"{row.person}: " if several else "")
        + f"{cell.label.lower()} “{_cell_shown(cell, cell.text)}” sửa thành"
        f" “{units.get(cell.told) or _cell_shown(cell, cell.told or '')}”"
        for row, cell in told
    )


def _cell_shown(cell: Cell, text: str) -> str:
    if cell.kind == "decimal":
        return text.replace(".", ",")
    return dict(cell.choices).get(text, text) or "để trống"


def _position(line: DecisionLine) -> dict[str, str]:
    code = line.values.get("position_code", "")
    name = JobPosition.objects.filter(code=code).values_list("name", flat=True) if code else ()
    return {"position": next(iter(name), code)}


def _unit_words(unit: Unit) -> str:
    name = unit.name
    if unit.kind in _COMMUNES:
        name = name[:1].lower() + name[1:]
    return f"{name}, {unit.parent.name}" if unit.kind == "division" and unit.parent else name


def _joined(title: str, unit: str) -> str:
    """A post with its unit; what both say is said once: "Trưởng phòng" of "Phòng Kế toán"."""
    post, place = title.split(), unit.split()
    for size in range(min(len(post), len(place)), 0, -1):
        if fold(" ".join(post[-size:])) == fold(" ".join(place[:size]).rstrip(",")):
            comma = "," if place[size - 1].endswith(",") else ""
            return " ".join([f"{title}{comma}", *place[size:]])
    return " ".join([*post, *place])


def _day(decision: Decision) -> str:
    return decision.effective_on.strftime("%d/%m/%Y")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
