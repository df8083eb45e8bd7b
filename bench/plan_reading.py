"""How long the reader takes for a plan of 40 pages, as text and as PDF; linear in pages."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from bench.judge import Times, alternate, judge
from congvu.plans.demo.dates import fill
from congvu.plans.reader import read_text
from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.files import text_of
from congvu.plans.reader.tables.fit import fit, looks_like_time

AIM_SECONDS = 2.0
AIM_GROWTH = 1.3
LINES_A_PAGE = 42
_PAPERS = Path(__file__).parents[1] / "congvu" / "plans" / "demo" / "papers"
_TODAY = date(2026, 11, 21)


def long_text(pages: int) -> str:
    """A plan of so many pages: the demo papers' sections one after the other, renumbered."""
    parts: list[str] = []
    lines = 0
    sources = [fill(path.read_text("utf-8"), _TODAY) for path in sorted(_PAPERS.glob("*.txt"))]
    while lines < pages * LINES_A_PAGE:
        text = sources[len(parts) % len(sources)]
        parts.append(text)
        # A printed page of running text holds about 90 letters a line.
        lines += sum(1 + len(line) // 90 for line in text.split("\n") if line.strip())
    return "\n\nPHẦN TIẾP THEO\n\n".join(parts)


def _afresh(text: str) -> None:
    """Read without what earlier runs remembered."""
    agency_share.cache_clear()
    fit.cache_clear()
    looks_like_time.cache_clear()
    read_text(text)


def _pdf(pages: int, folder: Path) -> Path:
    """A PDF of so many pages made by the product's own typesetter."""
    import typst

    body = long_text(pages).replace("\\", "").split("\n")
    marked = "\n\n".join('#text("' + line.replace('"', "'") + '")' for line in body if line.strip())
    source = f'#set page(paper: "a4", margin: 2cm)\n#set text(size: 12pt)\n{marked}\n'
    path = folder / "long.pdf"
    path.write_bytes(typst.compile(source.encode("utf-8"), format="pdf"))
    return path


def measure() -> list[dict[str, Any]]:
    """40 pages of text and of PDF against 2 s, and text of 40 pages against 4 times 10 pages."""
    text, short = long_text(40), long_text(10)
    read_text(short)
    alone = alternate(lambda: _afresh(text))
    by_pages = alternate(lambda: _afresh(text), lambda: _afresh(short))
    fourfold = Times(by_pages.product, [4 * seconds for seconds in by_pages.reference])
    with tempfile.TemporaryDirectory() as folder:
        path = _pdf(40, Path(folder))
        in_pdf = alternate(lambda: _afresh(text_of(path).text))
    return [
        judge("plan-reading", "40 pages of text into tasks", alone, AIM_SECONDS),
        judge("plan-reading-pdf", "40 pages of PDF into tasks", in_pdf, AIM_SECONDS),
        judge("plan-reading-growth", "40 pages against 4 x 10 pages", fourfold, AIM_GROWTH),
    ]
