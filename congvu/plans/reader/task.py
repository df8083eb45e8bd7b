"""A task while it is being read, before it becomes part of the answer."""

from dataclasses import dataclass, field


@dataclass
class Task:
    """One duty with its bearers, partners, products and time, and where each was found.

    `cues` say how the fields were found; `fit` is 0..1 for how well a table row was cut; `year` is
    the one its surroundings name for a time without a year.
    """

    ref: str
    text: str
    span: list[int]
    layout: str
    lead: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    time: str = ""
    year: int | None = None
    parent_ref: str | None = None
    evidence: list[list[int]] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    fit: float = 1.0

    def see(self, span: list[int] | None) -> None:
        """Note other lines that carry a field of this task."""
        if span and span != self.span and span not in self.evidence:
            self.evidence.append(span)
