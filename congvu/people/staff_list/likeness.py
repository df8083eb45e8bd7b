"""How near a text comes to the name of a unit: partly shortened, or mistyped."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from congvu.people.staff_list.fold import fold

SMALL_WORDS = frozenset({"va", "cua"})
# Below this share of equal letters a name is another name, not a slip of the hand.
_NEAR = 0.82
# A text of this many words or more is no shortened name.
_MOST_WORDS = 12


def telling_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without the small ones."""
    return tuple(word for word in fold(name).split() if word not in SMALL_WORDS)


def stands_for(short: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether `short` is `name` with some words shortened to their initials.

    "Sở Nông nghiệp & MT" stands for "Sở Nông nghiệp và Môi trường", "Sở VHTT&DL" for "Sở Văn hóa,
    Thể thao và Du lịch". Both are folded words without the small ones.
    """
    if not short:
        return not name
    first, rest = short[0], short[1:]
    if name and first == name[0] and stands_for(rest, name[1:]):
        return True
    count = len(first)
    initials = "".join(word[0] for word in name[:count])
    return first == initials and stands_for(rest, name[count:])


def shortened(text: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of the names `text` is a partly shortened form of."""
    words = telling_words(text)
    if not 1 < len(words) < _MOST_WORDS:
        return []
    return [
        key
        for key, name in names.items()
        if name and name[0][0] == words[0][0] and stands_for(words, name)
    ]


def nearest(text: str, names: Iterable[str]) -> str:
    """Return the one of `names` that `text` is most likely a slip of, empty for none."""
    wanted = fold(text)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, score = "", _NEAR
    for name in names:
        matcher.set_seq1(fold(name))
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score:
            ratio = matcher.ratio()
            if ratio > score:
                best, score = name, ratio
    return best
