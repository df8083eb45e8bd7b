"""The text of a plan paper in any of its files: txt, md, docx, pdf, xlsx."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from congvu.documents.intake import LIMIT_MB, IntakeError, check_file, run_guarded, run_guarded_book

from .words import nfc

KINDS = ("txt", "md", "docx", "pdf", "xlsx")
SECONDS = 40
MEMORY_MB = 1_200
_ENCODINGS = ("utf-8-sig", "utf-16")


@dataclass(frozen=True)
class Paper:
    """The text of a file, its kind, and what is worth saying about it (codes of notes).

    Lines are those of `text.split("\\n")`; tables of a file stand in lines of pipes.
    """

    text: str
    kind: str
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines of the text, the first one being line 1 of every span."""
        return self.text.split("\n")


def text_of(
    source: Path | str | bytes, name: str = "", *, limit_mb: int | None = LIMIT_MB
) -> Paper:
    """The text of the file at `source`, or of its bytes; `name` is what its sender called it.

    `limit_mb` is None where the size was judged before.
    Word, PDF and Excel are opened in a bounded process of their own.
    Raises: IntakeError, in the reader's words.
    """
    if isinstance(source, bytes):
        with tempfile.NamedTemporaryFile(prefix="paper-") as file:
            file.write(source)
            file.flush()
            return _read(Path(file.name), name or "paper", limit_mb)
    return _read(Path(source), name or Path(source).name, limit_mb)


def _read(path: Path, name: str, limit_mb: int | None) -> Paper:
    intake = check_file(path, name, allowed=KINDS, limit_mb=limit_mb)
    if intake.kind in ("txt", "md"):
        text = decoded(path.read_bytes())
    else:
        run = run_guarded_book if intake.kind == "xlsx" else run_guarded
        text = run(extract, str(path.absolute()), intake.kind, memory_mb=MEMORY_MB, seconds=SECONDS)
    if not text.strip():
        raise IntakeError("no_text")
    return Paper(text, intake.kind, intake.notes)


def decoded(data: bytes) -> str:
    """The text of bytes in UTF-8 or UTF-16, line ends as in the file."""
    encodings = _ENCODINGS if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS[:1]
    for encoding in reversed(encodings):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise IntakeError("not_text")


def extract(path: str, kind: str) -> str:
    """The text of a docx, pdf or xlsx file; run in the bounded process."""
    return nfc(_reader(kind)(path))


def _reader(kind: str) -> Any:
    # Each library is loaded only in the process that needs it.
    if kind == "docx":
        from .media.word import word_text

        return word_text
    if kind == "pdf":
        from .media.pdf import pdf_text

        return pdf_text
    from .media.sheets import sheet_text

    return sheet_text
