"""What a spreadsheet says of a cell beside its value (dấu trên ô), as the readers of old formats tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[int, int]
Letters = tuple[tuple[int, int], ...]
"""Stretches of letters of a text: the first of each, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands with one cell besides its value.

    `raised`: letters set higher or lower, as the sign of a footnote; `faint`: white letters; `number_format`: as XLSX writes
    formats; `error`: the error that the cell shows; `truth`: it holds true or false.
    """

    comment: str = ""
    struck: bool = False
    raised: Letters = ()
    faint: bool = False
    number_format: str = "General"
    formula: bool = False
    error: str = ""
    truth: bool = False


@dataclass(frozen=True)
class SheetMarks:
    """The marks of one sheet, by row and column from 1; merged cells by their first one; rows and columns that are hidden."""

    cells: Mapping[Spot, Mark] = field(default_factory=dict)
    merged: Mapping[Spot, Spot] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


Marks = Mapping[str, SheetMarks]
"""By the name of the sheet."""


def area(first: Spot, last: Spot, *, most: int) -> dict[Spot, Spot]:
    """The cells of a merged area with its first one; none where it is beyond all measure."""
    (top, left), (bottom, right) = first, last
    if (bottom - top + 1) * (right - left + 1) > most or first == last:
        return {}
    return {(row, column): first for row in range(top, bottom + 1) for column in range(left, right + 1)}


def without(text: str, letters: Letters) -> str:
    """A text without some of its letters."""
    dropped = {at for first, end in letters for at in range(first, end)}
    return "".join(letter for at, letter in enumerate(text) if at not in dropped)
