"""The map of units of the demo province: Khánh Hòa's real bodies, from the code lists."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import resources

from congvu.catalog.selectors import read_codes
from congvu.establishment.choices import Corps, Locality, ManagingLevel, PositionKind, UnitKind
from congvu.establishment.rules.titles import leadership_titles
from congvu.establishment.types import Description, UnitName, UnitRow

ROOT = "kh"
SINCE = date(2025, 7, 1)

_KINDS = {
    "so": UnitKind.DEPARTMENT,
    "co_quan_hanh_chinh_khac": UnitKind.DEPARTMENT,
    "ubnd": UnitKind.DEPARTMENT,
    "hdnd": UnitKind.COUNCIL,
    "dang": UnitKind.PARTY,
    "mttq": UnitKind.FRONT,
    "don_vi_su_nghiep": UnitKind.SERVICE,
}
_COMMUNES = {"xã": UnitKind.COMMUNE, "phường": UnitKind.WARD, "đặc khu": UnitKind.ZONE}
_LOCALITIES = {"phường": Locality.URBAN, "xã": Locality.RURAL, "đặc khu": Locality.ISLAND}
_MOUNTAINS = ("Khánh Sơn", "Khánh Vĩnh", "Bác Ái")
"""Former districts that counted as mountain districts; nothing official was found for communes."""
_ONLY_IN_WARDS = "X-KTHTDT"
_NOT_IN_WARDS = "X-KT"


def province_units() -> Iterator[UnitRow]:
    """The whole tree, parents before children: province, its bodies, communes, divisions."""
    yield UnitRow(ROOT, "Tỉnh Khánh Hòa", UnitKind.PROVINCE, "")
    bodies = read_codes("departments")
    former = _former_names()
    divisions = _divisions()
    for body in bodies:
        if body["level"] == "tinh":
            yield _agency(body, former)
            yield from divisions.get(body["id"], ())
    parts = [body for body in bodies if body["level"] == "xa" and body["kind"] != "hdnd"]
    old = _former_communes()
    for commune in read_codes("communes_khanh_hoa"):
        yield from _commune(commune, parts, old.get(commune["code"], ()))


def _agency(body: dict[str, str], former: dict[str, list[UnitName]]) -> UnitRow:
    return UnitRow(
        code=body["id"],
        name=body["name_2026"],
        kind=_KINDS[body["kind"]],
        parent=ROOT,
        short_name=body["abbrev"] if len(body["abbrev"]) > 2 else "",
        names=tuple(former.get(body["name_2026"], ())),
    )


def _former_names() -> dict[str, list[UnitName]]:
    """Former names by the body that took over; one that was split leads to several."""
    names: dict[str, list[UnitName]] = {}
    for row in read_codes("agency_mapping"):
        until = date.fromisoformat(row["valid_to"]) if len(row["valid_to"]) == 10 else None
        for successor in row["successor"].split("; "):
            names.setdefault(successor, []).append(UnitName(row["former_name"], until=until))
    return names


def _divisions() -> dict[str, list[UnitRow]]:
    found: dict[str, list[UnitRow]] = {}
    file = resources.files("congvu.establishment") / "data" / "divisions.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        code = f"{row['agency']}-{row['number']}"
        division = UnitRow(code, row["name"], UnitKind.DIVISION, row["agency"])
        found.setdefault(row["agency"], []).append(division)
    return found


def _former_communes() -> dict[str, list[UnitName]]:
    """The communes that went into each of today's; one that was split leads to several."""
    names: dict[str, list[UnitName]] = {}
    for row in read_codes("former_communes_khanh_hoa"):
        former = UnitName(row["old_name"], until=SINCE - timedelta(days=1))
        names.setdefault(row["new_code"], []).append(former)
    return names


def _commune(
    commune: dict[str, str], parts: list[dict[str, str]], old: Sequence[UnitName]
) -> Iterator[UnitRow]:
    kind = _COMMUNES[commune["kind"]]
    code = f"X{commune['code']}"
    full = commune["full_name"]
    also = tuple(UnitName(f"{body} {full}") for body in ("UBND", "Ủy ban nhân dân"))
    yield UnitRow(
        code,
        full,
        kind,
        ROOT,
        names=(*also, UnitName(commune["name_vi"]), *old),
        level=ManagingLevel.COMMUNE,
        locality=_locality(commune),
    )
    skipped = _NOT_IN_WARDS if kind is UnitKind.WARD else _ONLY_IN_WARDS
    for part in parts:
        if part["id"] != skipped:
            name = part["name_2026"].split(" (")[0]
            yield UnitRow(f"{code}-{part['id'][2:]}", name, UnitKind.DIVISION, code)


def _locality(commune: dict[str, str]) -> str:
    if any(district in commune["former_districts"] for district in _MOUNTAINS):
        return Locality.MOUNTAIN
    return _LOCALITIES[commune["kind"]]


def leading_position(title_code: str) -> str:
    """The code of the demo position that carries a leadership title."""
    return f"LD-{title_code}".replace("_", "-")


def positions() -> Iterator[Description]:
    """The catalogue of the demo province: one position a leadership title, and those of staff."""
    for title in leadership_titles().values():
        at_commune = title.level.startswith("commune")
        yield Description(
            code=leading_position(title.code),
            name=title.name,
            kind=PositionKind.LEADING,
            corps=Corps.PUBLIC if title.code.startswith("SERVICE") else Corps.CIVIL,
            level=ManagingLevel.COMMUNE if at_commune else ManagingLevel.PROVINCE,
            title_code=title.code,
            purpose=f"Lãnh đạo, quản lý trong phạm vi nhiệm vụ của {title.name.lower()}.",
            duties="Tổ chức thực hiện nhiệm vụ được giao; phân công, kiểm tra công việc; "
            "chịu trách nhiệm về kết quả của đơn vị phụ trách.",
            competencies=tuple((code, 4 if title.order <= 45 else 3) for code in _ALL_LEVELS),
        )
    file = resources.files("congvu.establishment") / "data" / "demo_positions.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        yield Description(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            subtype=row["subtype"],
            corps=row["corps"],
            level=ManagingLevel.PROVINCE,
            ranks=tuple(filter(None, row["ranks"].split(";"))),
            purpose=row["purpose"],
            duties=row["duties"],
            products=row["products"],
            competencies=tuple((code, int(row["level"])) for code in _STAFF_LEVELS),
        )


_STAFF_LEVELS = ("C1", "C2", "C3", "C4", "C5", "C6", "P1", "P2", "P5")
_ALL_LEVELS = (*_STAFF_LEVELS, "P3", "P4", "M1", "M2", "M3", "M4", "M5")
