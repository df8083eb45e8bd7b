"""Make the demo province's five plan papers, with their labels, as of one day."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typst

from congvu.plans.demo.blocks import cut
from congvu.plans.demo.dates import fill, fill_labels
from congvu.plans.demo.word import write_word

HERE = Path(__file__).parent


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_pdf(text: str, path: Path) -> None:
    blocks = json.dumps([block.as_dict() for block in cut(text)], ensure_ascii=False)
    layout = HERE / "paper.typ"
    path.write_bytes(
        typst.compile(layout, format="pdf", sys_inputs={"blocks": blocks}, ignore_system_fonts=True)
    )


def _write_numbered_word(text: str, path: Path) -> None:
    write_word(cut(text), path, automatic_numbers=True)


def _write_typed_word(text: str, path: Path) -> None:
    write_word(cut(text), path, automatic_numbers=False)


# The file of each paper, and how its text reaches that form. One per raw form of real papers.
PAPERS: dict[str, Callable[[str, Path], None]] = {
    "training.txt": _write_text,
    "civil_service.md": _write_text,
    "cadre_resolution.pdf": _write_pdf,
    "commune_staff.docx": _write_numbered_word,
    "cadre_data.docx": _write_typed_word,
}


def render_text(name: str, today: date) -> str:
    """The words of paper `name` (a key of `PAPERS`) as of `today`, before any layout."""
    source = HERE / "papers" / f"{Path(name).stem}.txt"
    return fill(source.read_text(encoding="utf-8"), today)


def render_papers(today: date, out_dir: Path) -> list[Path]:
    """Write the five papers into `out_dir` and their labels (JSON) into `out_dir/gold`.

    The same day gives the same bytes. `source_span` counts lines of `render_text`, which for
    txt and md is the file itself.
    """
    gold_dir = out_dir / "gold"
    gold_dir.mkdir(parents=True, exist_ok=True)
    written = []
    for name, write in PAPERS.items():
        path = out_dir / name
        write(render_text(name, today), path)
        labels = json.loads((HERE / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        text = json.dumps(fill_labels(labels, today), ensure_ascii=False, indent=1)
        _write_text(text + "\n", gold_dir / f"{path.stem}.json")
        written.append(path)
    return written
