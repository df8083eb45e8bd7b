"""Marks inside a paragraph that are items: "X: a) ...; b) ...", "(1) ...; (2) ..."."""

import re

from .blocks import Node

_ITEM = re.compile(r"(?<=[:;.,])\s+(?:(\()?([a-eđ])|\((\d))\)\s+(?=\S)")


def split_letters(nodes: list[Node]) -> list[Node]:
    """The paragraphs, those that hold a run "a) ... b) ..." after a colon cut into items."""
    found: list[Node] = []
    for node in nodes:
        found.extend(_parts(node))
    return found


def _parts(node: Node) -> list[Node]:
    marks = [match for match in _ITEM.finditer(node.text) if match.start() > 0]
    signs = "".join(match[2] or match[3] for match in marks)
    if len(marks) < 2 or not ("abcd".startswith(signs[:4]) or "1234".startswith(signs[:4])):
        return [node]
    head = node.text[: marks[0].start()].rstrip()
    if not head.endswith(":"):
        return [node]
    kind = "letter" if marks[0][2] else "paren"
    ends = [match.start() for match in marks[1:]] + [len(node.text)]
    items = [
        Node(kind, sign, node.text[match.end() : end].strip(), list(node.lines))
        for sign, match, end in zip(signs, marks, ends, strict=True)
    ]
    return [Node(node.kind, node.number, head, list(node.lines), bold=node.bold), *items]
