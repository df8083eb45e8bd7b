"""The tables of the forms by name: rows of texts, a text for each key a form may ask for."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae, Fact, Past, Post, Relative, Training
from congvu.people.printing.values.registry import group, joined

Row = Mapping[str, str]
Tell = Callable[[CurriculumVitae], list[Row]]


@dataclass(frozen=True)
class Rows:
    """How the rows of a table are told, and the official fields they give a place on paper."""

    tell: Tell
    fields: tuple[str, ...]


TABLES: dict[str, Rows] = {}


def rows(*fields: str) -> Callable[[Tell], Tell]:
    """Register a function under its name."""

    def register(tell: Tell) -> Tell:
        TABLES[tell.__name__] = Rows(tell, fields)
        return tell

    return register


def _period(fact: Fact) -> dict[str, str]:
    first, last = dates.since(fact), dates.until(fact)
    return {"since": first, "until": last, "span": dates.span(first, last)}


# --- training


def _course(one: Training) -> Row:
    first = dates.month(one.studied_from)
    end = dates.month(one.studied_to or one.since)
    name = one.title or one.name
    certificate = name if one.name in name else f"{name} ({one.name})"
    return {
        "since": first,
        "until": end,
        "span": dates.span(first, end),
        "school": joined(
            one.school, one.country if one.country not in group("own_country") else ""
        ),
        "field": one.field,
        "mode": one.mode,
        "degree": joined(certificate, one.grade and f"loại {one.grade}"),
        "score": one.score,
    }


def _courses(name: str, *fields: str, kinds: tuple[str, ...] = ()) -> None:
    def tell(cv: CurriculumVitae) -> list[Row]:
        return [_course(one) for one in cv.training if not kinds or one.kind in kinds]

    TABLES[name] = Rows(tell, fields)


_courses(
    "training", "degrees",
    kinds=("education", "politics", "management", "language", "it", "academic", "defence",
           "minority", "practice", "other"),
)  # fmt: skip
_courses("degrees", "degrees", kinds=("education",))
_courses("theory", "political_theory", kinds=("politics",))
_courses("management", "state_management", kinds=("management", "practice", "other"))
_courses("defence", "defence_training", kinds=("defence",))
_courses("computers", "it_level", kinds=("it",))
_courses("languages", "language_level", "minority_language", kinds=("language", "minority"))


# --- work and pay


def _position(post: Post) -> str:
    disputed = dates.DISPUTED if post.is_disputed else ""
    return joined(post.title or post.job_position, disputed, by=" ")


@rows("work_history")
def work(cv: CurriculumVitae) -> list[Row]:
    """Every post, in the order they began."""
    return [
        _period(post)
        | {
            "unit": post.unit,
            "title": _position(post),
            "what": joined(_position(post), post.unit),
        }
        for post in cv.posts
    ]


def _code_on(cv: CurriculumVitae, fact: Fact) -> str:
    """The code of the rank one had when `fact` began."""
    held = [rank for rank in cv.ranks if not rank.is_disputed]
    begun = [rank for rank in held if rank.since[:7] <= fact.since[:7]]
    return (begun[-1] if begun else held[0]).code if held else ""


@rows("salary_history")
def salary(cv: CurriculumVitae) -> list[Row]:
    """Pay steps and pay by position, in the order they began."""
    found: list[tuple[str, Row]] = []
    for step in cv.pay:
        code, number = _code_on(cv, step), dates.number(step.step)
        above = f" + {dates.number(step.overframe_percent, '%')}" if step.overframe_percent else ""
        found.append(
            (
                step.since,
                _period(step)
                | {
                    "code": code,
                    "step": number,
                    "code_step": joined(code, number, by="/"),
                    "coefficient": dates.number(step.coefficient) + above,
                    "amount": "",
                },
            )
        )
    for paid in cv.position_pay:
        number = dates.number(paid.step)
        found.append(
            (
                paid.since,
                _period(paid)
                | {
                    "code": paid.code,
                    "step": number,
                    "code_step": joined(paid.code, number, by="/"),
                    "coefficient": "",
                    "amount": dates.dong(paid.amount_vnd),
                },
            )
        )
    return [row for _since, row in sorted(found, key=lambda pair: pair[0])]


MODES = {"percent": "Phần trăm", "coefficient": "Hệ số", "amount": "Mức tiền"}


@rows("other_allowance")
def allowances(cv: CurriculumVitae) -> list[Row]:
    """Every allowance."""
    return [
        _period(one)
        | {
            "name": joined(one.name, one.note),
            "percent": dates.number(one.percent, "%"),
            "coefficient": dates.number(one.coefficient),
            "mode": MODES.get(one.mode, ""),
            "amount": dates.dong(one.amount_vnd),
        }
        for one in cv.allowances
    ]


# --- what was said of the work


@rows("evaluations", "rewards")
def record(cv: CurriculumVitae) -> list[Row]:
    """Year by year: rating, titles of emulation, rewards."""
    years: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rating in cv.ratings:
        years[str(rating.year)]["rating"].append(rating.level)
    for reward in cv.rewards:
        emulation = reward.kind in group("emulation")
        years[reward.year]["emulation" if emulation else "reward"].append(reward.name)
    return [
        {
            "year": year,
            **{key: "; ".join(told.get(key, [])) for key in ("rating", "emulation", "reward")},
        }
        for year, told in sorted(years.items())
    ]


@rows("disciplines")
def discipline(cv: CurriculumVitae) -> list[Row]:
    """Every measure."""
    return [
        _period(one) | {"name": one.name, "violation": one.violation, "issuer": one.issuer}
        for one in cv.discipline
    ]


# --- family and own history


def _relatives(name: str, side: str) -> None:
    def tell(cv: CurriculumVitae) -> list[Row]:
        found = [one for one in cv.relatives if one.side == side]
        found.sort(key=lambda one: (one.order, one.birth_year or 0))
        return [_relative(one, cv.who.sex) for one in found]

    TABLES[name] = Rows(
        tell,
        ("relation", "member_name", "member_birth_year", "member_detail", "member_old_regime"),
    )


def _relative(one: Relative, sex: str) -> Row:
    spouse = {"M": "vợ", "F": "chồng"}.get(sex)
    return {
        "relation": one.relation.replace("vợ/chồng", spouse) if spouse else one.relation,
        "name": one.name,
        "born": str(one.birth_year or ""),
        "detail": relative_detail(one),
    }


def relative_detail(one: Relative) -> str:
    """The long fourth column, put together from its parts."""
    parts = (
        ("Quê quán", one.home_place),
        ("Nghề nghiệp, đơn vị công tác", one.occupation),
        ("Nơi ở", one.residence),
        ("Tổ chức", one.organisations),
        ("Nước cư trú", one.country if one.country not in group("own_country") else ""),
        ("Ở nước ngoài", one.abroad),
        ("Chế độ cũ, tiền án tiền sự", one.old_regime),
        ("Đã mất năm", str(one.deceased_year or "")),
    )
    told = [
        f"{label}{' ' if label.endswith('năm') else ': '}{text}" for label, text in parts if text
    ]
    told = told[:1] + [words[0].lower() + words[1:] for words in told[1:]]
    return joined(*told, one.detail, by="; ")


_relatives("own_family", "own")
_relatives("spouse_family", "spouse")


def _past(name: str, kind: str, field: str, tell: Callable[[Past], str]) -> None:
    def told(cv: CurriculumVitae) -> list[Row]:
        return [_period(one) | {"what": tell(one)} for one in cv.history if one.kind == kind]

    TABLES[name] = Rows(told, (field,))


def _past_words(one: Past) -> str:
    return joined(one.post, one.organisation, one.place, one.detail)


_past("old_regime_posts", "old_regime", "old_regime_work", _past_words)
_past("foreign_ties", "foreign_body", "foreign_orgs", _past_words)
