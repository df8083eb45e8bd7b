"""The small rules of wording on a decision: numbers, days, end marks, letters of points."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.errors import DomainError
from congvu.core.text import clean
from congvu.decisions.printing.paper import Article, DecisionPaper
from congvu.documents.printing.letters import NO_BREAK
from congvu.law.selectors import parameter

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
END_MARKS = " .;,:/"
NUMBER_GAP, DAY_GAP = NO_BREAK * 11, NO_BREAK * 5


class TooManyPoints(DomainError):
    """A clause has more points than there are letters to name them."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body: bold `mark`, plain number or letter, then the words."""

    text: str
    mark: str = ""
    table: int | None = None


def number_line(paper: DecisionPaper) -> str:
    """'Số: 05/QĐ-SNV'; a blank where the number is still to come.

    Law: office_form.leading_zero
    """
    return f"Số: {_number(paper, NUMBER_GAP)}/{clean(paper.symbol)}"


def _number(paper: DecisionPaper, blank: str) -> str:
    if paper.number is None:
        return blank
    return _padded(paper.number, "number", paper.on)


def _padded(number: int, part: str, on: date) -> str:
    largest = parameter("office_form.leading_zero", on).value[part]
    return f"{number:02d}" if number <= largest else str(number)


def day_words(day: date | None, on: date) -> str:
    """'ngày 05 tháng 01 năm 2026'; blanks, and the year of `on`, where the day is unknown.

    Law: office_form.leading_zero
    """
    number, month, year = DAY_GAP, DAY_GAP, on.year
    if day is not None:
        number, month = _padded(day.day, "day", on), _padded(day.month, "month", on)
        year = day.year
    return f"ngày{NO_BREAK}{number} tháng{NO_BREAK}{month} năm{NO_BREAK}{year}"


def place_line(paper: DecisionPaper) -> str:
    """'Khánh Hòa, ngày 05 tháng 01 năm 2026'."""
    return f"{clean(paper.place)}, {day_words(paper.signed_on, paper.on)}"


def listed(items: tuple[str, ...]) -> list[str]:
    """Lines of an enumeration: each ends in ';', the last in '.'."""
    bare = [clean(item).rstrip(END_MARKS) for item in items]
    return [f"{text}{'.' if at == len(bare) else ';'}" for at, text in enumerate(bare, start=1)]


def recipient_lines(paper: DecisionPaper) -> list[str]:
    """The list under 'Nơi nhận:', closed by where the decision is kept."""
    kept = f"Lưu: VT, {clean(paper.unit_kept)}" if paper.unit_kept else "Lưu: VT"
    return [f"- {text}" for text in listed((*paper.recipients, kept))]


def verdict(paper: DecisionPaper) -> str:
    """The line above the body: "QUYẾT ĐỊNH:", or who gives notice."""
    if paper.is_notice:
        return f"{clean(paper.issuer)} thông báo:"
    return f"{clean(paper.kind).upper()}:"


def body_paragraphs(paper: DecisionPaper) -> list[Paragraph]:
    """The articles one paragraph after the other; the last one carries the end mark './.'.

    `table` of a paragraph is the index of the article whose table follows it.

    Raises: TooManyPoints. Law: office_form.point_letters
    """
    letters = parameter("office_form.point_letters", paper.on).value
    found: list[Paragraph] = []
    for number, article in enumerate(paper.articles, start=1):
        found += _article(
            "" if paper.is_notice else f"Điều{NO_BREAK}{number}.", number, article, letters
        )
    last = found[-1]
    found[-1] = Paragraph(f"{last.text.rstrip(END_MARKS)}./.", last.mark)
    return found


def _article(mark: str, number: int, article: Article, letters: list[str]) -> list[Paragraph]:
    found = [Paragraph(clean(article.text), mark)]
    found += [Paragraph(clean(text)) for text in article.more]
    for place, clause in enumerate(article.clauses, start=1):
        found.append(Paragraph(f"{place}. {clean(clause.text)}"))
        if len(clause.points) > len(letters):
            raise TooManyPoints(
                _("A clause of article %(article)s has over %(most)s points: split it.")
                % {"article": number, "most": len(letters)}
            )
        found += [
            Paragraph(f"{letter}) {clean(text)}")
            for letter, text in zip(letters, clause.points, strict=False)
        ]
    if article.table is not None:
        last = found[-1]
        found[-1] = Paragraph(last.text, last.mark, number - 1)
    return found


def appendix_words(paper: DecisionPaper) -> list[str]:
    """'Phụ lục' for each appendix that has the word, with Roman numbers where several have."""
    several = sum(1 for appendix in paper.appendices if appendix.word) > 1
    found, number = [], 0
    for appendix in paper.appendices:
        number += 1 if appendix.word else 0
        counted = f" {roman(number)}" if several and appendix.word else ""
        found.append(clean(appendix.word) + counted)
    return found


def appendix_reference(paper: DecisionPaper) -> str:
    """'(Kèm theo Quyết định số .../QĐ-SNV ngày ... của Giám đốc Sở Nội vụ)'."""
    blank = paper.is_electronic
    number = _number(paper, NUMBER_GAP) if not blank else NUMBER_GAP
    day = day_words(None if blank else paper.signed_on, paper.on)
    kind = clean(paper.kind).capitalize()
    return (
        f"(Kèm theo {kind} số {number}/{clean(paper.symbol)} {day} của {clean(paper.decided_by)})"
    )


def roman(number: int) -> str:
    """Roman numeral of `number`, 1 to 39."""
    found = ""
    for value, sign in ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found
