"""The automatic numbers of a Word document, as Word shows them."""

import re
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _value(parent: ElementTree.Element | None, tag: str) -> str | None:
    found = parent.find(f"{_W}{tag}") if parent is not None else None
    return found.get(f"{_W}val") if found is not None else None


class _Level:
    def __init__(self, level: ElementTree.Element) -> None:
        start = _value(level, "start") or "1"
        self.start = int(start) if start.isdecimal() else 1
        self.form = _value(level, "numFmt") or "decimal"
        self.text = _value(level, "lvlText") or ""


def _number(value: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = ""
        for size, sign in _ROMAN:
            text += sign * (value // size)
            value %= size
        return text.upper() if form == "upperRoman" else text
    if form in ("upperLetter", "lowerLetter"):
        text = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    return f"{value:02d}" if form == "decimalZero" else str(value)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(
        self, numbering: ElementTree.Element | None, styles: ElementTree.Element | None
    ) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.lists: dict[str, str] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.styles = _styles(styles)
        self.begun: set[str] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: ElementTree.Element) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            levels = {
                int(level.get(f"{_W}ilvl") or 0): _Level(level)
                for level in abstract.iter(f"{_W}lvl")
            }
            self.levels[abstract.get(f"{_W}abstractNumId") or ""] = levels
        for num in numbering.iter(f"{_W}num"):
            number_id = num.get(f"{_W}numId") or ""
            self.lists[number_id] = _value(num, "abstractNumId") or ""
            for override in num.iter(f"{_W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None and start.isdecimal():
                    self.restarts[number_id, int(override.get(f"{_W}ilvl") or 0)] = int(start)

    def next_for(self, paragraph: ElementTree.Element) -> str:
        """The number Word prints before this paragraph; empty when it has none."""
        number_id, depth = self._place(paragraph)
        abstract = self.lists.get(number_id, "")
        level = self.levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if number_id not in self.begun:
            self.begun.add(number_id)
            for (owner, at), start in self.restarts.items():
                if owner == number_id:
                    counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ("-", "+", "*")[depth % 3] if level.form == "bullet" else ""
        return self._printed(abstract, level, counts)

    def _printed(self, abstract: str, level: _Level, counts: dict[int, int]) -> str:
        levels = self.levels[abstract]

        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels[at].form if at in levels else "decimal"
            return _number(counts.get(at, levels[at].start if at in levels else 1), form)

        return re.sub(r"%(\d)", fill, level.text)

    def _place(self, paragraph: ElementTree.Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        own = properties.find(f"{_W}numPr") if properties is not None else None
        number_id, depth = _value(own, "numId"), _value(own, "ilvl")
        style = self.styles.get(_value(properties, "pStyle") or "", ("", "", ""))
        seen = 0
        while number_id is None and seen < 10:
            if style[0]:
                number_id, depth = style[0], depth or style[1]
            elif style[2] in self.styles:
                style = self.styles[style[2]]
            else:
                break
            seen += 1
        return number_id or "", int(depth or 0)


def _styles(styles: ElementTree.Element | None) -> dict[str, tuple[str, str, str]]:
    """Style to its list, depth and the style it is based on."""
    found = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        properties = style.find(f"{_W}pPr")
        own = properties.find(f"{_W}numPr") if properties is not None else None
        found[style.get(f"{_W}styleId") or ""] = (
            _value(own, "numId") or "",
            _value(own, "ilvl") or "0",
            _value(style, "basedOn") or "",
        )
    return found
