"""What the dossiers of the invented staff hold besides the staff list, as rows of the workbook."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from congvu.people.demo.chance import data, happens, weighted
from congvu.people.demo.persons import identity
from congvu.people.demo.rows import StaffRow
from congvu.people.staff_list.values import catalog_rows
from congvu.people.workbook.layout import PEOPLE, Kind, sheet_of
from congvu.people.workbook.writing import BookWriter
from congvu.people.workbook.written import Written, coded, names_in

Cells = dict[str, Any]
Told = tuple[str, Cells]
_YEAR = 365
_RELATIVES = {"M": "VO", "F": "CHONG"}


def write_dossiers(rows: Iterable[StaffRow], seed: int, today: date, path: Path) -> int:
    """Write the workbook of the people of `rows` whose line of the list has no slip.

    Returns how many people stand in it.
    """
    chance = Random(f"dossiers {seed}")  # noqa: S311 - a demo needs the same people, not secrets
    people = 0
    sheets = [sheet_of(key) for key in (PEOPLE, *_FAMILIES)]
    columns = {
        sheet.key: [(one.name, _written(one.kind, one.code_list)) for one in sheet.columns]
        for sheet in sheets
    }
    with BookWriter(path, sheets) as book:
        for row in rows:
            if row.slip:
                continue
            people += 1
            for key, cells in _of(row, chance, today):
                told = [write(cells[name]) if name in cells else "" for name, write in columns[key]]
                book.write(key, told)
    return people


def _written(kind: Kind, code_list: str) -> Callable[[Any], Written]:
    if kind != Kind.CODE:
        return lambda value: value.strftime("%d/%m/%Y") if isinstance(value, date) else value
    names = names_in(code_list)
    known = {code: coded(name, code) for code, name in names.items()}
    return lambda code: known.get(code, code)


def _of(row: StaffRow, chance: Random, today: date) -> Iterator[Told]:
    yield PEOPLE, _person(row, chance)
    key = {"person_id": row.personal_id, "person_name": row.full_name}
    for family, tell in _FAMILIES.items():
        for cells in tell(row, chance, today):
            yield family, {**key, **cells}


@cache
def _communes() -> tuple[tuple[str, str], ...]:
    return tuple((row["code"], row["full_name"]) for row in catalog_rows("communes_khanh_hoa"))


def _said() -> Mapping[str, Any]:
    told: Mapping[str, Any] = data("dossiers")
    return told


def _person(row: StaffRow, chance: Random) -> Cells:
    code, commune = chance.choice(_communes())
    address = f"{1 + int(chance.random() * 300)} {chance.choice(_said()['streets'])}, {commune}"
    number = int(row.staff_number[2:])
    return {
        "personal_id": row.personal_id,
        "staff_number": row.staff_number,
        "full_name": row.full_name,
        "unit": f"{row.division_name or row.unit_name} [{row.division or row.unit}]",
        "birth_place": row.home_place,
        "nationality": "VN",
        "personal_id_issued_on": date(2021, 3, 1) + timedelta(days=int(chance.random() * 900)),
        "personal_id_issued_at": _said()["id_issuer"],
        "social_insurance": f"99{number:08d}",
        "tax_code": f"09{number:08d}",
        "marital_status": weighted("dossiers", "marital").draw(chance),
        "family_background": weighted("dossiers", "background").draw(chance),
        "household_address": address,
        "household_commune": code,
        "household_province": "56",
        "current_address": address,
        "current_commune": code,
        "current_province": "56",
        "first_work_on": f"{row.recruited_on:%m/%Y}",
        "joined_body_on": f"{row.recruited_on:%m/%Y}",
    }


def _status(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    yield {"status_code": "LV", "since": row.recruited_on}


def _contracts(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    if row.object_kind in ("VC", "VCQL", "HD111"):
        year = row.recruited_on.year
        yield {
            "kind_code": row.object_kind,
            "number": f"{1 + int(chance.random() * 90)}/{year}/HĐLV",
            "employer": row.unit_name,
            "since": row.recruited_on,
        }


def _allowances(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    if row.appointed_on:
        high = row.title.startswith(("Giám đốc", "Chủ tịch", "Bí thư"))
        coefficients = _said()["leader_coefficients"]
        yield {"kind_code": "CV", "mode": "hệ số", "since": row.appointed_on,
               "coefficient": coefficients["high" if high else "low"]}  # fmt: skip
    if row.object_kind in ("CC", "CB", "CCX", "CBX"):
        yield {"kind_code": "CVU", "mode": "tỷ lệ", "since": row.recruited_on,
               "percent": _said()["public_service_percent"]}  # fmt: skip


def _training(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    if row.degree.startswith("CM-") and row.degree != "CM-0":
        graduated = min(row.recruited_on, today - timedelta(days=_YEAR)).year
        schools = _said()["schools"]
        yield {
            "family": "chuyên môn", "code": coded(_degrees().get(row.degree, ""), row.degree),
            "field": row.field_of_study, "school": chance.choice(schools["any"]),
            "mode_code": weighted("dossiers", "modes").draw(chance),
            "grade_code": weighted("dossiers", "grades").draw(chance),
            "country_code": "VN", "studied_from": str(graduated - 4), "studied_to": str(graduated),
        }  # fmt: skip
    if row.object_kind in ("CC", "CB", "CCX", "CBX"):
        code = weighted("dossiers", "defence").draw(chance)
        year = today.year - 1 - int(chance.random() * 6)
        yield {"family": "quốc phòng, an ninh", "code": code, "since": str(year)}


@cache
def _degrees() -> Mapping[str, str]:
    return names_in("education_levels")


def _memberships(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    yield {"organisation_code": "CD", "since": f"{row.recruited_on:%Y}"}
    if row.sex == "F":
        yield {"organisation_code": "PN", "since": f"{row.recruited_on:%Y}"}


def _policy(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    for code, share in _said()["policy"].items():
        if happens(chance, share):
            yield {"code": code}


def _rewards(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    for year in range(max(row.recruited_on.year + 1, today.year - 4), today.year):
        if happens(chance, _said()["rewarded"]):
            code = weighted("dossiers", "rewards").draw(chance)
            day = date(year, 12, 20)
            number = f"{100 + int(chance.random() * 20)}/QĐ-KT"
            issuer = _said()["reward_issuers"][code]
            yield {"kind_code": code, "year": year, "number": number, "issuer": issuer,
                   "since": day, "paper_number": number, "paper_day": day,
                   "paper_issuer": issuer}  # fmt: skip


def _relatives(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    for relation, sex, older in (("CHA", "M", 27), ("ME", "F", 25)):
        born = row.born.year - older - int(chance.random() * 6)
        yield _relative(chance, relation, sex, born)
    if chance.random() < 0.78:
        other = "F" if row.sex == "M" else "M"
        born = row.born.year - 3 + int(chance.random() * 6)
        yield _relative(chance, _RELATIVES[row.sex], other, born)
        for _child in range(int(chance.random() * 2.6)):
            born = min(row.born.year + 25 + int(chance.random() * 9), today.year - 1)
            yield _relative(chance, "CON", chance.choice("MF"), born)


def _relative(chance: Random, relation: str, sex: str, born: int) -> Cells:
    who = identity(chance, 1, sex=sex, born=date(born, 6, 15), with_mail=False)
    return {
        "side": "bên bản thân", "relation_code": relation, "full_name": who.full_name,
        "birth_year": born, "home_place": who.home_place,
        "occupation": chance.choice(_said()["jobs"]) if relation != "CON" else "",
    }  # fmt: skip


def _health(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    tall = int(chance.gauss(167 if row.sex == "M" else 157, 5))
    yield {
        "class_code": weighted("dossiers", "health").draw(chance), "height_cm": tall,
        "weight_kg": round(tall - 105 + chance.gauss(0, 5), 1),
        "blood_group": weighted("dossiers", "blood").draw(chance),
        "clinic": chance.choice(_said()["clinics"]),
        "since": today - timedelta(days=30 + int(chance.random() * 300)),
    }  # fmt: skip


def _trips(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    if happens(chance, _said()["abroad"]):
        day = today - timedelta(days=200 + int(chance.random() * 3000))
        yield {"country_code": chance.choice(_said()["abroad_to"]),
               "purpose": chance.choice(_said()["purposes"]), "since": day,
               "until": day + timedelta(days=6)}  # fmt: skip


def _planning(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    if row.appointed_on and happens(chance, _said()["planned"]):
        yield {"title": f"Cấp trên trực tiếp của {row.title.lower()}",
               "term": chance.choice(_said()["terms"]), "since": str(today.year - 1)}  # fmt: skip


def _competencies(row: StaffRow, chance: Random, today: date) -> Iterator[Cells]:
    """Drawn apart, so that the rest of a dossier stays as it is."""
    own = Random(f"competencies {row.personal_id}")  # noqa: S311 - a demo is drawn, no secret
    said = _said()["competencies"]
    if happens(own, said["assessed"]):
        for code in said["leaders" if row.appointed_on else "staff"]:
            if happens(own, said["each"]):
                level = weighted("dossiers", "competencies", "levels").draw(own)
                yield {"competency_code": code, "level": level, "since": date(today.year, 1, 1)}


_FAMILIES: Mapping[str, Callable[[StaffRow, Random, date], Iterator[Cells]]] = {
    "status": _status,
    "contracts": _contracts,
    "allowances": _allowances,
    "training": _training,
    "memberships": _memberships,
    "policy": _policy,
    "rewards": _rewards,
    "planning": _planning,
    "relatives": _relatives,
    "trips": _trips,
    "health": _health,
    "competencies": _competencies,
}
