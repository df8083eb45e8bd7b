"""The kinds of decisions to choose from."""

from congvu.catalog.selectors import read_codes
from congvu.core.text import fold
from congvu.decisions.register import Kind, kinds


def grouped_kinds(words: str = "") -> list[tuple[str, list[Kind]]]:
    """The kinds a drafter may begin with, in the groups of the code list; all words are in them.

    What corrects or revokes another decision is begun from that decision.
    """
    wanted = fold(words).split()
    groups: dict[str, list[Kind]] = {}
    for row in read_codes("decision_kinds"):
        kind = kinds().get(row["code"])
        if kind is None or kind.subject == "decision":
            continue
        known = fold(
            " ".join((row["code"], row["name_vi"], row["group"], row["aliases"], str(kind.name)))
        )
        if all(word in known for word in wanted):
            groups.setdefault(row["group"], []).append(kind)
    return [(group[:1].upper() + group[1:], found) for group, found in groups.items()]
