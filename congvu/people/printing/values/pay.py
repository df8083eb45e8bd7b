"""Rank, pay, allowances."""

from collections.abc import Sequence

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae
from congvu.people.printing.values.registry import VALUES, Value, group, joined, last, value


@value("rank_code")
def rank(cv: CurriculumVitae) -> str:
    """The rank in force."""
    held = last(cv.ranks)
    return held.name if held else ""


@value("rank_code")
def rank_code(cv: CurriculumVitae) -> str:
    """Its code."""
    held = last(cv.ranks)
    return held.code if held else ""


@value("rank_code")
def rank_since(cv: CurriculumVitae) -> str:
    """The day of appointment to it."""
    held = last(cv.ranks)
    return dates.day(held.since) if held else ""


def _pay(name: str, column: str, unit: str, *fields: str) -> None:
    """A number of the pay step (`pay`) or pay by position (`position_pay`) in force."""
    family, _, attribute = column.partition(".")

    def tell(cv: CurriculumVitae) -> str:
        held = last(getattr(cv, family))
        told = getattr(held, attribute) if held else None
        if attribute in ("since", "overframe_since"):
            return dates.day(told or "")
        if attribute == "amount_vnd":
            return dates.dong(told)
        return told or "" if isinstance(told, str) else dates.number(told, unit)

    VALUES[name] = Value(tell, fields)


_pay("step", "pay.step", "", "salary_step")
_pay("coefficient", "pay.coefficient", "", "salary_step")
_pay("paid_since", "pay.since", "", "salary_step")
_pay("paid_percent", "pay.paid_percent", "%", "salary_step")
_pay("overframe_percent", "pay.overframe_percent", "%", "overframe")
_pay("overframe_since", "pay.overframe_since", "", "overframe")
_pay("job_position_code", "position_pay.code", "", "job_position")
_pay("position_step", "position_pay.step", "", "position_salary")
_pay("position_amount", "position_pay.amount_vnd", "", "position_salary")
_pay("position_since", "position_pay.since", "", "position_salary")
_pay("position_percent", "position_pay.paid_percent", "%", "position_salary")
_pay("position_overframe", "position_pay.overframe_percent", "%", "position_salary")
_pay("position_overframe_since", "position_pay.overframe_since", "", "position_salary")


@value("job_position")
def job_position(cv: CurriculumVitae) -> str:
    """The job position by which one is paid, else that of the post."""
    paid, post = last(cv.position_pay), last(post for post in cv.posts if post.kind == "main")
    return (paid.position if paid else "") or (post.job_position if post else "")


def _allowances(cv: CurriculumVitae, *, codes: Sequence[str] = (), but: Sequence[str] = ()) -> str:
    told = []
    for one in cv.allowances:
        if not one.is_now or one.code in but or (codes and one.code not in codes):
            continue
        worth = joined(
            dates.number(one.percent, "%"),
            dates.number(one.coefficient),
            f"{dates.dong(one.amount_vnd)} đồng" if one.amount_vnd is not None else "",
        )
        told.append(worth if codes else joined(one.name, worth, by=": "))
    return joined(*told, by="; ")


@value("position_allowance")
def position_allowance(cv: CurriculumVitae) -> str:
    """For a leading post."""
    return _allowances(cv, codes=group("post_allowance"))


@value("concurrent_allowance")
def concurrent_allowance(cv: CurriculumVitae) -> str:
    """For a concurrent post."""
    return _allowances(cv, codes=group("concurrent_allowance"))


@value("other_allowance")
def other_allowances(cv: CurriculumVitae) -> str:
    """All but those for posts."""
    return _allowances(cv, but=group("post_allowance") + group("concurrent_allowance"))


@value("other_allowance", "concurrent_allowance")
def further_allowances(cv: CurriculumVitae) -> str:
    """All but that for the leading post."""
    return _allowances(cv, but=group("post_allowance"))
