"""Text as it may stand on paper."""

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.errors import DomainError

BLANK, NO_BREAK = " ", "\N{NO-BREAK SPACE}"
_BLANKS = re.compile(r"[^\S\u00a0]+")
SHOWN = 60  # letters of the refused text told to the reader
_TURNED = {"\r": "", "\t": BLANK, "\v": "\n", "\f": "\n", "\N{LINE SEPARATOR}": "\n"}
_TURNED["\N{PARAGRAPH SEPARATOR}"] = "\n"


class UnprintableText(DomainError):
    """The paper holds letters or signs that cannot be printed."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“%(text)s” holds a letter or sign that papers cannot be printed with. Retype it.")
            % {"text": text[:SHOWN]}
        )


def tidy(text: str) -> str:
    """`text` in NFC without outer and doubled blanks; blanks that never break stay."""
    return _BLANKS.sub(BLANK, unicodedata.normalize("NFC", text)).strip(BLANK)


def printable(value: Any) -> Any:
    """`value`, JSON of any depth, with each text as it is set in type.

    Unicode NFC; one kind of blank besides the one that does not break; no invisible characters
    (zero-width, direction and soft-hyphen marks), which come along when text is copied.

    Raises: UnprintableText where a control character stands.
    """
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(part) for part in value]
    return value


def _printable_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if text.isascii() and text.isprintable():
        return text
    text = "".join(_turn(letter) for letter in text)
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text.replace("\n", "")):
        raise UnprintableText(ascii(text)[1:-1])
    return text


def _turn(letter: str) -> str:
    if letter in _TURNED:
        return _TURNED[letter]
    kind = unicodedata.category(letter)
    if kind == "Cf":
        return ""
    return BLANK if kind == "Zs" and letter != NO_BREAK else letter


def bind(words: list[str], text: str) -> str:
    """`text` with the blanks inside each of `words` (the longer first) not breaking."""
    if not words:
        return text
    pattern = rf"\b({'|'.join(map(re.escape, words))})\b"
    found = re.compile(pattern, re.IGNORECASE)
    return found.sub(lambda match: match[0].replace(BLANK, NO_BREAK), text)


def balance(parts: list[str], widths: list[float], blank: float, most: float) -> list[str]:
    """`parts` joined by blanks into the fewest lines no wider than `most`, evenly long.

    `widths` are those of the parts, `blank` that of one blank; a part wider than `most` has a
    line of its own.
    """
    fewest = len(_filled(parts, widths, blank, most))
    low, high = max([0.0, *widths]), most
    while high - low > most / 1000:
        middle = (low + high) / 2
        if len(_filled(parts, widths, blank, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _filled(parts, widths, blank, max(low, high))


def _filled(parts: list[str], widths: list[float], blank: float, most: float) -> list[str]:
    lines: list[str] = []
    filled = 0.0
    for part, width in zip(parts, widths, strict=True):
        if lines and filled + blank + width <= most:
            lines[-1] += BLANK + part
            filled += blank + width
        else:
            lines.append(part)
            filled = width
    return lines
