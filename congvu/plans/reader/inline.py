"""Letters inside a paragraph that are items of their own: "X: a) ...; b) ..."."""

import re

from .blocks import Node

_ITEM = re.compile(r"(?:^|(?<=[:;.])\s+|(?<=[:;.],)\s+)([a-eđ])\)\s+(?=\S)")


def split_letters(nodes: list[Node]) -> list[Node]:
    """The paragraphs, those that hold a run "a) ... b) ..." after a colon cut into items."""
    found: list[Node] = []
    for node in nodes:
        found.extend(_parts(node))
    return found


def _parts(node: Node) -> list[Node]:
    marks = [match for match in _ITEM.finditer(node.text) if match.start() > 0]
    letters = "".join(match[1] for match in marks)
    if len(marks) < 2 or not "abcd".startswith(letters[:4]):
        return [node]
    head = node.text[: marks[0].start()].rstrip()
    if not head.endswith(":"):
        return [node]
    ends = [match.start() for match in marks[1:]] + [len(node.text)]
    items = [
        Node("letter", match[1], node.text[match.end() : end].strip(), list(node.lines))
        for match, end in zip(marks, ends, strict=True)
    ]
    return [Node(node.kind, node.number, head, list(node.lines), bold=node.bold), *items]
