"""What follows a person into another dossier: every table with a key to a person says how.

Rooms above register theirs in their app config, as they do panels; `tests` finds a key nobody
registered. Facts of the dossier need no line here: they are moved row by row.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Following:
    """Rows of `table` whose `column` names the merged person.

    `follows` is False where they stay as they were written (a history of its own). With `unless`,
    a row follows only where the survivor has none with the same values of these columns.
    """

    table: str
    column: str
    follows: bool = True
    unless: tuple[str, ...] = ()


_KNOWN: list[Following] = [
    # Rows of a list that still wait to be settled.
    Following("people_importrow", "person_id"),
    # What the office wrote and the person asks for goes along with the facts it is about.
    Following("people_dossierentry", "person_id"),
    Following("people_changeproposal", "person_id", unless=("subject",)),
    # What a dossier said before a paper corrected it, and who was merged: never rewritten.
    Following("people_personchange", "person_id", follows=False),
    Following("people_dossiermerge", "survivor_id", follows=False),
    Following("people_dossiermerge", "merged_id", follows=False),
    # Kept of each dossier and worked out anew.
    Following("people_raiseahead", "person_id", follows=False),
    # Who was told apart from whom: of these two dossiers, whatever becomes of one.
    Following("people_differentpeople", "first_id", follows=False),
    Following("people_differentpeople", "second_id", follows=False),
]


def follow_person(following: Following) -> None:
    """Called once by the app config of the room that owns the table."""
    if following not in _KNOWN:
        _KNOWN.append(following)


def followings() -> tuple[Following, ...]:
    """Every key to a person outside the families of facts."""
    return tuple(_KNOWN)
