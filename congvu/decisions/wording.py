"""The words of a decision, from its kind and answers; always Vietnamese, whoever reads the page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from congvu.decisions.fields import FIELDS
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.naming_words import COMMON_NOUNS, Names, answers_shown, place_of, words_of
from congvu.decisions.register import Kind, kind_of

THOSE = "các ông, bà có tên tại Điều 1"
CLOSING = (
    "Thủ trưởng các cơ quan, đơn vị có liên quan và {who} chịu trách nhiệm thi hành Quyết định này"
)
CLOSING_NOBODY = (
    "Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này"
)
CLOSING_NOTICE = "Thông báo để {who} và các cơ quan, đơn vị có liên quan biết, thực hiện"
NOTICE = "TB"
_CONDITION = re.compile(r"\s*\[(\w+)\]$")
_OPTIONAL = re.compile(r"<([^<>]*)>")
_ASKED = re.compile(r"\{(\w+)\}")
_HEADS = {"rank_now": "Ngạch hiện giữ", "step_now": "Bậc, hệ số hiện hưởng", "title_now": "Chức vụ"}


@dataclass(frozen=True)
class ListOfPeople:
    """The table of a decision about many: heads, and one row a person with its number first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def summary_of(decision: Decision, lines: Sequence[DecisionLine] | None = None) -> str:
    """The summary as the kind words it ("Về việc …"); of one person it tells the name.

    `lines` are those of a draft that is not kept yet.
    """
    kind, told = kind_of(decision.kind_code), _told(decision, lines)
    with override("vi"):
        words = words_of(decision, told)
        about = kind.about_one if len(told) == 1 and words.get("name") else ""
        return _filled(kind.about_by.get(_act(kind, told), "") or about or kind.about, words)


def articles_of(decision: Decision, lines: Sequence[DecisionLine] | None = None) -> list[str]:
    """The articles: the drafter's own, else those of the kind, closed by who carries it out."""
    if decision.articles:
        return list(decision.articles)
    kind, told = kind_of(decision.kind_code), _told(decision, lines)
    with override("vi"):
        words = words_of(decision, told)
        articles = (kind.article_many,) if len(told) > 1 else _articles(kind, told)
        said = [_conditional(text, words) for text in articles]
        return [*(_filled(text, words) for text in said if text), _closing(kind, told, words)]


def recipients_of(decision: Decision) -> tuple[str, ...]:
    """Who gets the paper, unless the drafter says otherwise: those named in the last article."""
    if kind_of(decision.kind_code).document == NOTICE:
        with override("vi"):
            who = words_of(decision, _told(decision, None)).get("address", "")
        return (_capital(who),) if who else ()
    return (f"Như Điều {len(articles_of(decision))}",)


def people_of(decision: Decision) -> ListOfPeople | None:
    """The list of a decision about several people; None where it names one."""
    lines = _told(decision, None)
    if len(lines) < 2:
        return None
    kind = kind_of(decision.kind_code)
    with override("vi"):
        # Remarks have a column only where somebody has one.
        has_notes = any(line.values.get("note") for line in lines)
        table = tuple(name for name in kind.table if has_notes or name != "note")
        heads = ["TT", "Họ và tên", "Ngày sinh", "Chức vụ, đơn vị", *map(_head, table)]
        names = Names(lines)
        rows = [(str(number), *_row(line, table, names)) for number, line in enumerate(lines, 1)]
    return ListOfPeople(tuple(heads), tuple(rows))


def _told(decision: Decision, lines: Sequence[DecisionLine] | None) -> list[DecisionLine]:
    if lines is not None:
        return list(lines)
    kept = decision.lines.select_related("decision", "person__unit__parent", "person__rank")
    return list(kept.order_by("order", "pk"))


def _act(kind: Kind, lines: Sequence[DecisionLine]) -> str:
    """What the first question chose, where the acts of a kind differ."""
    if not kind.chooses or not lines:
        return ""
    return str(lines[0].values.get(kind.chooses, ""))


def _articles(kind: Kind, lines: Sequence[DecisionLine]) -> tuple[str, ...]:
    return kind.articles_by.get(_act(kind, lines), ()) if kind.articles_by else kind.articles


def _closing(kind: Kind, lines: Sequence[DecisionLine], words: Mapping[str, str]) -> str:
    who = words.get("address", "") if len(lines) == 1 else THOSE
    if kind.document == NOTICE:
        return CLOSING_NOTICE.format(who=who or "người có tên nêu trên")
    return CLOSING.format(who=who) if who else CLOSING_NOBODY


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
    """The sentence with its answers; a part in `<…>` falls away where one of its answers does."""

    def part(found: re.Match[str]) -> str:
        asked = _ASKED.findall(found[1])
        return found[1] if all(words.get(name) for name in asked) else ""

    told = {name: value for name, value in words.items() if value}
    said = _OPTIONAL.sub(part, text)
    # What stands behind a name ("ông A, Chuyên viên Phòng B") ends with a comma inside a sentence.
    if words.get("place"):
        said = re.sub(r"\{([Ww]ho)\} (?=\w|\{)", r"{\1}, ", said)
    return said.format_map(_Blank(told))


def _head(name: str) -> str:
    return _HEADS.get(name) or _capital(str(FIELDS[name].label))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(line: DecisionLine, table: tuple[str, ...], names: Names) -> tuple[str, ...]:
    person = line.person
    shown = answers_shown(line, names)
    own = _today(line, names)
    shown["first_day"] = shown.get("first_day") or line.decision.effective_on.strftime("%d/%m/%Y")
    shown |= {name: _capital(shown[name]) for name in COMMON_NOUNS & shown.keys()}
    cells = [own.get(name) or shown.get(name, "") for name in table]
    if person is None:
        return (shown.get("full_name", ""), shown.get("born", ""), "", *cells)
    born = person.born and FIELDS["born"].shown(person.born)
    return (person.full_name, born or "", place_of(person), *cells)


def _today(line: DecisionLine, names: Names) -> dict[str, str]:
    person = line.person
    if person is None:
        return {}
    step, coefficient = names.step_of(person)
    return {
        "rank_now": person.rank.name if person.rank else "",
        "step_now": f"{step} ({coefficient})" if step else "",
        "title_now": person.post,
    }
