"""Heads of a table whose lines each hold a piece of every head, one blank between them."""

from collections.abc import Iterator
from functools import cache

from .roles import exact_role, known_heads, plain_head, split_head

_MOST_WAYS = 4000
Way = tuple[str, ...]


def spread_heads(lines: list[str]) -> list[str]:
    """The heads, when the words of the lines can be dealt to them with none left; else nothing.

    "Cơ quan chủ Cơ quan phối" over "trì hợp" gives "Cơ quan chủ trì" and "Cơ quan phối hợp".
    """
    first = split_head(lines[0])
    if len(first) < 3 or len(lines) < 2:
        return []
    ways: list[Way] = [tuple(first)]
    for line in lines[1:]:
        words = line.split()
        if len(words) > 12:
            return []
        ways = [new for way in ways for new in _dealt(way, words) if all(map(_may_be, new))]
        ways = ways[:_MOST_WAYS]
    whole = [way for way in ways if all(exact_role(plain_head(text)) for text in way)]
    return list(whole[0]) if whole else []


def _dealt(way: Way, words: list[str]) -> Iterator[Way]:
    """Every way to add words to heads in order."""
    if not way:
        if not words:
            yield ()
        return
    for count in range(len(words) + 1):
        text = " ".join([way[0], *words[:count]])
        if count and not _may_be(text):
            continue
        for rest in _dealt(way[1:], words[count:]):
            yield (text, *rest)


@cache
def _may_be(text: str) -> bool:
    """Whether a text is a head or the beginning of one."""
    plain = plain_head(text)
    return bool(exact_role(plain)) or any(head.startswith(plain) for head in known_heads())
