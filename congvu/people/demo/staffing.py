"""Who sits where: how many people each unit of the demo province has, and in which posts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from congvu.establishment.types import UnitRow
from congvu.people.demo.chance import data, happens

_COMMUNE_WORDS: Mapping[str, str] = {"commune": "xã", "ward": "phường", "zone": "đặc khu"}
_DRIVERS = 15


@dataclass(frozen=True, slots=True)
class Seat:
    """One post to be filled: `career` names its part of careers.yaml.

    `leads`: whether its holder leads others; `below` is then the post a holder held before.
    """

    unit: UnitRow
    division: UnitRow | None
    title: str
    career: str
    object_kind: str
    leads: bool
    below: str = ""


def seats(people: int, units: Sequence[UnitRow], chance: Random) -> Iterator[Seat]:
    """Yield `people` seats, unit by unit in the order of the tree, leaders first.

    Offices are filled to the quota of their kind (or a share of it where people are few); whoever
    is left works in the public services kept under communes and departments.
    """
    divisions: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in units:
        if unit.kind == "division":
            divisions[unit.parent].append(unit)
    agencies = [unit for unit in units if unit.kind not in ("division", "province")]
    quotas = [_quota(unit, len(divisions[unit.code])) for unit in agencies]
    in_offices = min(people, round(sum(quotas)))
    office = _share_out(in_offices, quotas)
    served = [_service_weight(unit) for unit in agencies]
    services = _share_out(people - in_offices, served)
    for unit, count, in_services in zip(agencies, office, services, strict=True):
        yield from _office_seats(unit, divisions[unit.code], count, chance)
        yield from _service_seats(unit, in_services)


def _quota(unit: UnitRow, divisions: int) -> float:
    line = data("careers")["quota"].get(unit.kind, {"base": 4, "division": 4})
    return float(line["base"] + line["division"] * divisions)


def _services(unit: UnitRow) -> dict[str, Any] | None:
    for line in data("careers")["services"]:
        if unit.code in line.get("codes", ()) or unit.kind in line.get("kinds", ()):
            found: dict[str, Any] = line
            return found
    return None


def _service_weight(unit: UnitRow) -> float:
    line = _services(unit)
    return float(line["weight"]) if line else 0.0


def _share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, in the proportion of `weights`."""
    whole = sum(weights)
    if not total or not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(number) for number in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: total - sum(counts)]:
        counts[place] += 1
    return counts


def _office_seats(
    unit: UnitRow, divisions: Sequence[UnitRow], count: int, chance: Random
) -> Iterator[Seat]:
    """Leaders of the unit, heads and deputies of its divisions, then everybody else."""
    posts = list(_leaders(unit))[:count]
    left = count - len(posts)
    heads = [_division_leader(unit, part, "head") for part in divisions][:left]
    left -= len(heads)
    deputies = [_division_leader(unit, part, "deputy") for part in divisions][: left // 5]
    left -= len(deputies)
    rest = [
        _staff_seat(unit, divisions[number % len(divisions)] if divisions else None, chance)
        for number in range(left)
    ]
    yield from posts
    order = {part.code: place for place, part in enumerate(divisions)}
    inside = [*heads, *deputies, *rest]
    inside.sort(key=lambda seat: order.get(seat.division.code, -1) if seat.division else -1)
    yield from inside


def _line_for(lines: Sequence[dict[str, Any]], name: str, kind: str = "") -> dict[str, Any]:
    """The line whose opening of a name fits, else the one for every name of that kind."""
    for line in lines:
        if (not kind or kind in line["kinds"]) and (
            not line["names"] or name.startswith(tuple(line["names"]))
        ):
            return line
    return {"head": "Trưởng ban", "deputy": "Phó Trưởng ban", "deputies": 1}


def _leaders(unit: UnitRow) -> Iterator[Seat]:
    line = _line_for(data("careers")["leaders"], unit.name, unit.kind)
    word = _COMMUNE_WORDS.get(unit.kind, "")
    is_top = "UBND tỉnh" in line["head"]
    for role in ("head", *["deputy"] * line["deputies"]):
        career = "commune_leader" if word else f"unit_{role}"
        kind = "VC" if unit.kind == "service" else "CB" if word or is_top else "CC"
        career = "province_leader" if is_top else career
        below = line["deputy"] if role == "head" and not word else ""
        yield Seat(unit, None, f"{line[role]} {word}".strip(), career, kind, True, below)


def _division_leader(unit: UnitRow, division: UnitRow, role: str) -> Seat:
    line = _line_for(data("careers")["division_leaders"], division.name)
    is_commune = unit.kind in _COMMUNE_WORDS
    is_elected = division.name.startswith("Đảng ủy")
    career = f"{'commune_' if is_commune else ''}division_{role}"
    if is_commune and is_elected:
        career = "commune_leader"
    kind = "VC" if unit.kind == "service" else "CB" if is_elected else "CC"
    below = line["deputy"] if role == "head" and not is_commune else ""
    return Seat(unit, division, line[role], career, kind, True, below)


def _staff_seat(unit: UnitRow, division: UnitRow | None, chance: Random) -> Seat:
    titles = data("careers")["titles"]
    if happens(chance, _DRIVERS):
        return Seat(unit, division, titles["driver"], "driver", "HD111", False)
    for line in data("careers")["special_staff"]:
        name = division.name if division else unit.name
        if unit.code in line.get("units", ()) or name.startswith(tuple(line.get("names", ("~",)))):
            kind = "VC" if unit.kind == "service" else "CC"
            title = titles.get(line["career"], "Kiểm lâm viên")
            return Seat(unit, division, title, line["career"], kind, False)
    career = "commune_staff" if unit.kind in _COMMUNE_WORDS else "staff"
    return Seat(unit, division, "", career, "VC" if unit.kind == "service" else "CC", False)


def _service_seats(unit: UnitRow, count: int) -> Iterator[Seat]:
    line = _services(unit)
    jobs = line["jobs"] if line else ["lecturer"]
    for number in range(count):
        job = jobs[number % len(jobs)]
        yield Seat(unit, None, data("careers")["titles"][job], job, "VC", False)
