"""Where the texts of a field come from: one column, boxes to tick, or two columns together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from congvu.people.staff_list.cells import is_blank
from congvu.people.staff_list.columns import ColumnMatch
from congvu.people.staff_list.fields import LABELS
from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.places import address
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.table import Table


@dataclass(frozen=True, slots=True)
class Source:
    """The texts of one field, one for each person, and the column each stands in.

    `places` holds one column for all, or one for each person. `sexes` is filled where the column
    itself tells the sex. `findings` are what is wrong with the columns together, by person.
    """

    texts: Sequence[str]
    places: Sequence[int]
    sexes: Sequence[str | None] = ()
    findings: Mapping[int, Finding] = field(default_factory=dict)

    def address(self, person: int, row: int) -> str:
        """Return the A1 name of a person's cell."""
        return address(row, self.places[person if len(self.places) > 1 else 0])


def sources_of(table: Table, matches: Sequence[ColumnMatch]) -> dict[str, Source]:
    """Return the source of every field some column was taken for."""
    plain: dict[str, Source] = {}
    boxes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for position, match in enumerate(matches):
        if match.state != "taken" or match.field is None:
            continue
        if match.tick:
            boxes[match.field].append((position, match.tick))
        else:
            index = match.column.index
            plain.setdefault(match.field, Source(table.cells[position], (index,)))
    for code, columns in boxes.items():
        if code not in plain:
            plain[code] = _ticked(table, columns, code)
    _join_names(plain)
    _join_births(plain)
    return plain


def _ticked(table: Table, columns: list[tuple[int, str]], code: str) -> Source:
    texts, places, findings = [], [], {}
    for person in range(len(table)):
        ticked = [
            (position, value)
            for position, value in columns
            if not is_blank(clean(table.cells[position][person]))
        ]
        if len(ticked) > 1:
            findings[person] = Finding("tick.several", (("list", LABELS[code]),))
        texts.append(ticked[0][1] if len(ticked) == 1 else "")
        places.append(table.columns[(ticked or columns)[0][0]].index)
    return Source(texts, places, findings=findings)


def _join_names(sources: dict[str, Source]) -> None:
    family, given = sources.pop("family_name", None), sources.pop("given_name", None)
    if family is not None and given is not None and "full_name" not in sources:
        texts = [
            f"{first} {last}".strip() for first, last in zip(family.texts, given.texts, strict=True)
        ]
        sources["full_name"] = Source(texts, family.places)
    elif "full_name" not in sources and (alone := given or family):
        sources["full_name"] = alone


def _join_births(sources: dict[str, Source]) -> None:
    """Birth dates under "Nam" and "Nữ": one source, which tells the sex too."""
    male, female = sources.pop("birth_male", None), sources.pop("birth_female", None)
    if male is None and female is None:
        return
    if male is None or female is None:
        alone = male or female
        if alone is not None and "birth" not in sources:
            sex = "M" if female is None else "F"
            sexes = [None if is_blank(clean(text)) else sex for text in alone.texts]
            sources["birth"] = Source(alone.texts, alone.places, sexes)
        return
    texts, places, sexes, findings = [], [], [], {}
    for person, pair in enumerate(zip(male.texts, female.texts, strict=True)):
        is_male, is_female = (not is_blank(clean(text)) for text in pair)
        if is_male and is_female:
            findings[person] = Finding("birth.two_columns")
        sexes.append("M" if is_male else "F" if is_female else None)
        texts.append(pair[0] if is_male else pair[1])
        places.append(female.places[0] if is_female and not is_male else male.places[0])
    sources["birth"] = Source(texts, places, sexes, findings)
