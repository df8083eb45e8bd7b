"""The leadership title held on a day, and the way to it."""

import json
from datetime import date

from django.utils.translation import gettext_lazy as _

from congvu.core.facts import Expression, Kind, Scan, fact
from congvu.core.languages import words_of
from congvu.establishment.rules.titles import LeadershipTitle, leadership_titles
from congvu.law.selectors import parameter
from congvu.people.facts.bounds import earliest_end, latest_start, standing, whole_months

TERM = "appointment.term_months"
COURSE = "leaders_course.months_after_appointment"

POSTING = Scan(
    name="posting",
    sql=f"""
        SELECT t.person_id, t.title_code, lower(t.valid) AS since{{columns}}
        FROM people_posting t
        WHERE t.is_main AND t.valid @> %(on)s::date AND {standing("t")} AND {{limits}}
    """,
    limited="t.person_id",
    path="t.unit_path",
)
GROUPS = {
    "": _("leads nobody"),
    "S2": _("heads of department and above"),
    "S3": _("other leaders"),
    "S4": _("chairs and vice-chairs of a commune"),
}
_LENGTH_LOW = f"greatest(age({earliest_end('e')}, {latest_start('e')}), interval '0')"
_LENGTH_HIGH = "age(upper(e.valid), coalesce(lower(e.valid), '1900-01-01'))"


def _counted(on: date) -> Expression:
    """Which posts count as lower or equivalent for which title."""
    titles = leadership_titles()
    counted = {code: sorted(counts_for(title)) for code, title in titles.items()}
    return Expression("", params={"counted_posts": json.dumps(counted)})


EARLIER = Scan(
    name="earlier_post",
    sql=f"""
        SELECT e.person_id{{columns}}
        FROM (
            SELECT e.person_id, posting.since AS present,
                   coalesce((%(counted_posts)s::jsonb -> posting.title_code) ? e.title_code, FALSE)
                       AS counts,
                   e.title_code = '' AND e.unit_id IS NULL AS is_untold,
                   lower(e.valid) AS began, {_LENGTH_LOW} AS shortest, {_LENGTH_HIGH} AS longest
            FROM people_posting e JOIN posting USING (person_id)
            WHERE posting.title_code <> '' AND e.is_main AND upper(e.valid) <= posting.since
              AND {standing("e")} AND {{limits}}
        ) e
        GROUP BY e.person_id
    """,
    limited="e.person_id",
    path="e.unit_path",
    needs=("posting",),
    build=_counted,
)


def counts_for(title: LeadershipTitle) -> set[str]:
    """Titles whose time counts as time in the post below `title` or an equivalent one.

    The posts directly below, posts of their precedence at the same level, and equal or higher ones.
    """
    known = leadership_titles()
    lower = [known[code] for code in title.next_lower]
    return {
        code
        for code, other in known.items()
        if code in title.next_lower
        or other.order <= title.order
        or any((other.level, other.order) == (post.level, post.order) for post in lower)
    }


def _by_title(name: str, values: dict[str, object]) -> tuple[str, dict[str, str]]:
    return f"(%({name})s::jsonb ->> t.title_code)", {name: json.dumps({"": "", **values})}


@fact(
    code="leadership.title",
    scan=POSTING,
    kind=Kind.CODE,
    label=_("leadership title"),
    sources="people.Posting.title_code (main post)",
    unknown_when=_("the dossier has no post in force"),
    names={"": _("leads nobody")}
    | {
        c: words_of({"name_vi": t.name, "name_en": t.name_en})
        for c, t in leadership_titles().items()
    },
)
def title(on: date) -> Expression:
    """The code of the title; empty for a post that leads nobody."""
    return Expression("t.title_code")


@fact(
    code="leadership.group",
    scan=POSTING,
    kind=Kind.CODE,
    label=_("group of leadership titles"),
    sources="people.Posting.title_code, establishment/data/leadership_titles.csv",
    unknown_when=_("the dossier has no post in force"),
    names=GROUPS,
)
def group(on: date) -> Expression:
    """S2 head of a department and above, S3 other titles, S4 chairs of a commune; empty: none."""
    groups = {code: known.theory_group for code, known in leadership_titles().items()}
    sql, params = _by_title("title_groups", dict(groups))
    return Expression(sql, params=params)


@fact(
    code="leadership.rests_on_lower_post",
    scan=POSTING,
    kind=Kind.YES_NO,
    label=_("the title has a post directly below it"),
    sources="people.Posting.title_code, establishment/data/leadership_titles.csv",
    unknown_when=_("the dossier has no post in force"),
)
def rests_on_lower_post(on: date) -> Expression:
    """Whether the list of titles names posts directly below this one."""
    resting = [code for code, known in leadership_titles().items() if known.next_lower]
    return Expression("t.title_code = ANY(%(resting_titles)s)", params={"resting_titles": resting})


@fact(
    code="leadership.appointed_on",
    scan=POSTING,
    kind=Kind.DAY,
    label=_("appointed on"),
    sources="people.Posting.valid (main post)",
    unknown_when=_("the day of appointment is missing, or a year only that does not decide"),
)
def appointed_on(on: date) -> Expression:
    """The first day of the present post."""
    return Expression("lower(t.valid)", latest_start("t"))


@fact(
    code="leadership.course_due_on",
    scan=POSTING,
    kind=Kind.DAY,
    label=_("leaders' course due on"),
    sources="people.Posting.valid (main post)",
    unknown_when=_("the day of appointment is missing, or a year only that does not decide"),
)
def course_due_on(on: date) -> Expression:
    """The last day by which a new leader has to have done the course.

    Law: leaders_course.months_after_appointment
    """
    months = "make_interval(months => %(course_months)s)"
    return Expression(
        f"(lower(t.valid) + {months})::date",
        f"({latest_start('t')} + {months})::date",
        params={"course_months": int(parameter(COURSE, on).value)},
        parameters=(COURSE,),
    )


@fact(
    code="leadership.term_ends_on",
    scan=POSTING,
    kind=Kind.DAY,
    label=_("last day of the term"),
    sources="people.Posting.term_ends_on, valid (main post)",
    unknown_when=_("the term is not on file and may have run out by law"),
)
def term_ends_on(on: date) -> Expression:
    """The recorded last day; without one, not before the full term the law gives has run.

    Law: appointment.term_months
    """
    by_law = "(lower(t.valid) + make_interval(months => %(term_months)s))::date - 1"
    return Expression(
        f"coalesce(t.term_ends_on, {by_law})",
        "coalesce(t.term_ends_on, 'infinity')",
        params={"term_months": int(parameter(TERM, on).value)},
        parameters=(TERM,),
    )


@fact(
    code="leadership.months_in_lower_post",
    scan=EARLIER,
    kind=Kind.WHOLE_MONTHS,
    label=_("months in the post below or an equivalent one"),
    sources="people.Posting (earlier main posts)",
    unknown_when=_("earlier posts are not on file, or gaps between them may count"),
)
def months_in_lower_post(on: date) -> Expression:
    """Months, added up, in the post directly below, an equivalent or a higher one.

    The upper bound adds what cannot be told: posts whose unit is unknown, and gaps between posts.
    """
    surely = "coalesce(sum(e.shortest) FILTER (WHERE e.counts), interval '0')"
    perhaps = "coalesce(sum(e.longest) FILTER (WHERE e.counts OR e.is_untold), interval '0')"
    gaps = "greatest(age(max(e.present), min(e.began)) - sum(e.longest), interval '0')"
    return Expression(whole_months(surely), whole_months(f"{perhaps} + coalesce({gaps}, '0')"))


SCANS = (POSTING, EARLIER)
FACTS = (
    title,
    group,
    rests_on_lower_post,
    appointed_on,
    course_due_on,
    term_ends_on,
    months_in_lower_post,
)
