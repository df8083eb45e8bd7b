"""Posts and service."""

from collections.abc import Iterable

from congvu.people.printing import dates
from congvu.people.printing.cv import CurriculumVitae, Post
from congvu.people.printing.values.registry import group, joined, last, value


def _in_kind(cv: CurriculumVitae, *kinds: str) -> list[Post]:
    return [post for post in cv.posts if post.is_now and post.kind in kinds]


def _titles(posts: Iterable[Post], *, with_unit: bool = True) -> str:
    return joined(
        *(
            joined(post.title or post.job_position, post.unit if with_unit else "")
            for post in posts
        ),
        by="; ",
    )


@value("recruit_date")
def recruited_on(cv: CurriculumVitae) -> str:
    """The first recruitment."""
    return dates.day(cv.service[0].since) if cv.service else ""


@value("recruit_body")
def recruiting_body(cv: CurriculumVitae) -> str:
    """Who recruited first."""
    return cv.service[0].body if cv.service else ""


@value("current_post")
def current_post(cv: CurriculumVitae) -> str:
    """The main post in force, or the acting one."""
    return _titles(_in_kind(cv, "main")[-1:] + _in_kind(cv, "acting"))


@value("current_post", "concurrent_post")
def all_posts(cv: CurriculumVitae) -> str:
    """Every post in force, in the office and the Party."""
    kinds = ("main", "acting", "seconded", "concurrent", "party", "party_also", "deputy")
    return _titles([post for kind in kinds for post in _in_kind(cv, kind)])


def _terms(cv: CurriculumVitae) -> list[Post]:
    """The terms of the main post in force: rows one after another of one title in one unit."""
    main = [post for post in cv.posts if post.kind == "main" and not post.is_disputed]
    terms = main[-1:] if main and main[-1].is_now else []
    for post in reversed(main[:-1]):
        if not terms or (post.title, post.unit_id, post.unit) != (
            terms[0].title, terms[0].unit_id, terms[0].unit,
        ):  # fmt: skip
            break
        terms.insert(0, post)
    return terms


@value("current_post")
def appointed_on(cv: CurriculumVitae) -> str:
    """The first day in the main post."""
    terms = _terms(cv)
    return dates.day(terms[0].since) if terms else ""


@value("current_post")
def reappointed_on(cv: CurriculumVitae) -> str:
    """The first day of its further term."""
    terms = _terms(cv)
    again = len(terms) > 1 or (terms and terms[-1].began_by in group("reappointed"))
    return dates.day(terms[-1].since) if again else ""


@value("planning_post")
def planned_post(cv: CurriculumVitae) -> str:
    """What one is planned for, as published."""
    now = [one for one in cv.planning if one.is_now]
    terms = (f"(nhiệm kỳ {one.term})" if one.term else "" for one in now)
    return joined(*(joined(one.title, term, by=" ") for one, term in zip(now, terms, strict=True)),
                  by="; ")  # fmt: skip


@value("concurrent_post")
def concurrent_post(cv: CurriculumVitae) -> str:
    """Posts held beside the main one."""
    return _titles(_in_kind(cv, "concurrent", "seconded", "deputy"))


@value("party_post")
def party_post(cv: CurriculumVitae) -> str:
    """The post in the Party."""
    return _titles(_in_kind(cv, "party"))


@value("party_concurrent_post")
def party_also(cv: CurriculumVitae) -> str:
    """Further posts in the Party."""
    return _titles(_in_kind(cv, "party_also"))


@value("main_duty")
def main_duty(cv: CurriculumVitae) -> str:
    """The duty of the main post."""
    post = last(post for post in cv.posts if post.kind == "main")
    return post.main_duty if post else ""
