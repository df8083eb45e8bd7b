"""What a printed decision says, in the order of the paper; how it looks is not here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congvu.documents.printing.tables import Table

DECISION, NOTICE = "Quyết định", "Thông báo"


class Authority(StrEnum):
    """In whose place the signer signs; the value is what the paper prints."""

    ON_BEHALF = "TM."
    FOR_THE_HEAD = "KT."
    BY_ORDER = "TL."
    BY_AUTHORISATION = "TUQ."
    ACTING = "Q."


class Urgency(StrEnum):
    """The stamp of urgency."""

    NONE = ""
    URGENT = "URGENT"
    VERY_URGENT = "VERY_URGENT"
    FLASH = "FLASH"


@dataclass(frozen=True)
class Clause:
    """A clause (khoản); its points (điểm) get their letters when printed."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """An article (điều): the words after its number, further paragraphs, clauses, a table."""

    text: str
    more: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Appendix:
    """A list that belongs to the decision, on pages of its own.

    `word` stands above the title ("Phụ lục", numbered where there are several); with none, the
    title alone names the list ("Danh sách ...").
    """

    title: str
    table: Table
    word: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Signer:
    """Who signs: lines of authority from above, then the own post.

    A deputy for the chair of a committee: `authority` ((ON_BEHALF, "Ủy ban nhân dân"),
    (FOR_THE_HEAD, "Chủ tịch")), `post` "Phó Chủ tịch". `is_acting` puts "Q." before the post.
    """

    name: str
    post: str
    authority: tuple[tuple[Authority, str], ...] = ()
    is_acting: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the signature as printed."""
        above = tuple(f"{way} {whom.upper()}" for way, whom in self.authority)
        own = f"{Authority.ACTING} " if self.is_acting else ""
        return (*above, own + self.post.upper())


@dataclass(frozen=True)
class DecisionPaper:
    """A decision as it is printed.

    `issuer` is the body, `issuer_parent` the one above it (may be empty); `decided_by` the line
    above the legal bases ("Giám đốc Sở Nội vụ tỉnh Khánh Hòa"). `number` and `signed_on` are
    None until signed: the paper then keeps blanks for them, with the year of `drafted_on`.
    `bases` and recipients need no end mark. `unit_kept` is the drafting unit in the last line
    of recipients. `is_electronic` leaves number and day blank in the reference under an
    appendix's title, as the decree wants it for electronic papers.
    """

    issuer: str
    symbol: str
    place: str
    drafted_on: date
    summary: str
    decided_by: str
    bases: tuple[str, ...]
    articles: tuple[Article, ...]
    signer: Signer
    recipients: tuple[str, ...] = ()
    unit_kept: str = ""
    issuer_parent: str = ""
    kind: str = DECISION
    number: int | None = None
    signed_on: date | None = None
    urgency: Urgency = Urgency.NONE
    appendices: tuple[Appendix, ...] = ()
    is_draft: bool = False
    is_electronic: bool = True

    def __post_init__(self) -> None:
        if not self.articles:
            raise ValueError("a decision has at least one article")
        if self.articles[-1].table is not None:
            raise ValueError("the last article says who carries the decision out: no table there")

    @property
    def is_notice(self) -> bool:
        """Whether it tells instead of deciding: no line of who decides, no articles."""
        return self.kind == NOTICE

    @property
    def on(self) -> date:
        """The day whose law says how the paper looks."""
        return self.signed_on or self.drafted_on
