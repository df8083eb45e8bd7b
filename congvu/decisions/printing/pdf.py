"""The decision as a PDF, with the places of the signer's picture and of the body's seal."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from congvu.core.text import clean
from congvu.decisions.printing.paper import Appendix, DecisionPaper, Urgency
from congvu.decisions.printing.wording import (
    appendix_reference,
    appendix_words,
    body_paragraphs,
    listed,
    number_line,
    place_line,
    recipient_lines,
    verdict,
)
from congvu.documents.printing.compiling import print_form
from congvu.documents.printing.places import Box
from congvu.documents.printing.tables import table_data
from congvu.law.selectors import parameter

HERE = Path(__file__).parent
TEMPLATE = HERE / "decision.typ"
LOOKS = ("page_mm", "points", "paragraph", "rule_share", "columns_mm")


@dataclass(frozen=True)
class PrintedDecision:
    """The PDF (PDF/A-2b); `signature` lies between post and name, `seal` over its left part."""

    pdf: bytes
    signature: Box
    seal: Box


def print_decision(paper: DecisionPaper) -> PrintedDecision:
    """Print `paper`; the same paper gives the same bytes.

    Raises: UnprintableText, TooManyPoints.
    Law: office_form.*
    """
    form = print_form(TEMPLATE, decision_data(paper), on=paper.on)
    signature = form.boxes["signature"]
    return PrintedDecision(form.pdf, signature, _seal(signature, paper))


def _seal(signature: Box, paper: DecisionPaper) -> Box:
    size = parameter("office_form.signature_mm", paper.on).value
    covered = float(Fraction(size["seal_share"])) * signature.width_mm
    return Box(
        page=signature.page,
        left_mm=signature.left_mm + covered - size["seal"],
        bottom_mm=signature.bottom_mm + (signature.height_mm - size["seal"]) / 2,
        width_mm=size["seal"],
        height_mm=size["seal"],
    )


def decision_data(paper: DecisionPaper) -> dict[str, Any]:
    """What the template of the decision reads: every text as printed, and how it looks."""
    look = {name: parameter(f"office_form.{name}", paper.on).value for name in LOOKS}
    size = parameter("office_form.signature_mm", paper.on).value
    stamps = parameter("office_form.urgency_stamps_mm", paper.on).value
    return {
        "look": look | {"signature_mm": {key: size[key] for key in ("width", "height")}},
        "bound_words": bound_words(),
        "issuer_parent": clean(paper.issuer_parent).upper(),
        "issuer": clean(paper.issuer).upper(),
        "number": number_line(paper),
        "place": place_line(paper),
        "stamp": stamps[paper.urgency] if paper.urgency is not Urgency.NONE else None,
        "is_draft": paper.is_draft,
        "kind": clean(paper.kind).upper(),
        "summary": clean(paper.summary),
        "decided_by": "" if paper.is_notice else clean(paper.decided_by).upper(),
        "verdict": verdict(paper),
        "bases": listed(paper.bases),
        "body": [
            {"mark": part.mark, "text": part.text, "table": _table_of(paper, part.table)}
            for part in body_paragraphs(paper)
        ],
        "recipients": recipient_lines(paper),
        "signer": {"lines": paper.signer.lines, "name": clean(paper.signer.name)},
        "appendices": _appendices(paper),
    }


@cache
def bound_words() -> list[str]:
    """Words of more than one syllable that no head of a decision parts."""
    lines = (HERE / "bound_words.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _appendices(paper: DecisionPaper) -> list[dict[str, Any]]:
    def data(appendix: Appendix, word: str) -> dict[str, Any]:
        return {
            "word": word,
            "title": clean(appendix.title).upper(),
            "reference": appendix_reference(paper),
            "table": table_data(appendix.table),
            "landscape": appendix.landscape,
        }

    words = appendix_words(paper)
    return [data(part, word) for part, word in zip(paper.appendices, words, strict=True)]


def _table_of(paper: DecisionPaper, article: int | None) -> dict[str, Any] | None:
    if article is None:
        return None
    table = paper.articles[article].table
    return table_data(table) if table else None
