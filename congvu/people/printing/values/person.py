"""Who it is."""

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae
from congvu.people.printing.values.registry import VALUES, Value, address, joined, place, value


def _own(name: str, *fields: str) -> None:
    VALUES[name] = Value(lambda cv: getattr(cv.who, name), fields)


def _day(name: str, column: str, *fields: str) -> None:
    VALUES[name] = Value(lambda cv: dates.day(getattr(cv.who, column)), fields)


def _place(name: str, column: str, *fields: str) -> None:
    VALUES[name] = Value(lambda cv: place(getattr(cv.who, column)), fields)


def _address(name: str, *fields: str) -> None:
    VALUES[name] = Value(lambda cv: address(getattr(cv.who, name)), fields)


def _body(name: str, *fields: str) -> None:
    VALUES[f"{name}_body"] = Value(lambda cv: getattr(cv.bodies, name), fields)


_body("managing", "managing_body")
_body("employing", "employing_body")
_body("base", "employing_body")
_own("staff_number", "employee_no")
_own("personal_id", "citizen_id", "dossier_id")
_day("personal_id_issued", "personal_id_issued", "citizen_id_date")
_day("born", "born", "birth_date")
_place("birth_place", "birth_place", "birth_place")
_place("home_place", "home_place", "home_place")
_address("household", "household_address")
_address("residence", "current_address")
_own("ethnic_group", "ethnic")
_own("religion", "religion")
_own("phone", "phone")
_own("social_insurance", "social_insurance_no")
_own("health_insurance", "health_insurance_no")
_own("family_background", "family_background")
_own("job_before", "job_before")
_day("joined_body", "joined_body", "join_body_date")
_day("joined_revolution", "joined_revolution", "join_body_date")
_own("strength", "strength")
_own("longest_work", "longest_work")


@value("full_name")
def full_name(cv: CurriculumVitae) -> str:
    """In capitals."""
    return cv.who.full_name.upper()


@value("name_in_use")
def name_in_use(cv: CurriculumVitae) -> str:
    """The name used every day, where it is another."""
    return cv.who.name_in_use or cv.who.full_name


@value("other_names", "name_in_use")
def other_names(cv: CurriculumVitae) -> str:
    """Every other name."""
    in_use = cv.who.name_in_use if cv.who.name_in_use != cv.who.full_name else ""
    return joined(in_use, cv.who.other_names)


@value("gender")
def sex(cv: CurriculumVitae) -> str:
    """Nam or Nữ."""
    return {"M": "Nam", "F": "Nữ"}.get(cv.who.sex, "")
