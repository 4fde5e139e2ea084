"""What a spreadsheet says of a cell besides its value (dấu trên ô), in one form for all the older file formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[int, int]
Letters = tuple[tuple[int, int], ...]
"""Stretches of letters of a text: the first of each, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What belongs to a cell besides its value: comment, struck-out or white letters, number format, formula, error.

    `raised`: stretches of letters set higher or lower, like the sign of a footnote. `faint`: white letters.
    `number_format`: written as XLSX writes formats. `error`: the error that the cell shows. `truth`: the value is
    true or false.
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
    """The marks of one sheet by (row, column) from 1, its merged cells, and its hidden rows and columns.

    `merged`: each cell of a merged area to the first cell of that area.
    """

    cells: Mapping[Spot, Mark] = field(default_factory=dict)
    merged: Mapping[Spot, Spot] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


Marks = Mapping[str, SheetMarks]
"""By the name of the sheet."""


def area(first: Spot, last: Spot, *, most: int) -> dict[Spot, Spot]:
    """Each cell of a merged area with the first cell of the area; empty for a single cell or more than `most` cells."""
    (top, left), (bottom, right) = first, last
    if (bottom - top + 1) * (right - left + 1) > most or first == last:
        return {}
    return {(row, column): first for row in range(top, bottom + 1) for column in range(left, right + 1)}


def without(text: str, letters: Letters) -> str:
    """A text without the letters of the given stretches."""
    dropped = {at for first, end in letters for at in range(first, end)}
    return "".join(letter for at, letter in enumerate(text) if at not in dropped)
