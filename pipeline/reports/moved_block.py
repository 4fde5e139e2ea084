"""Figures that were pasted a row or a column away (khối số liệu bị dịch), so that cells hold their neighbours' figures.

Signs of it: a figure below the last row or above the first row, a bare number where a list is asked for, a figure
outside the columns in a row with a blank cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.cell_doubts import choices_of
from pipeline.reports.cell_marks import Spot
from pipeline.reports.cell_reading import read_cell
from pipeline.reports.form_signature import signature_rows
from pipeline.reports.sheets import Cell, Sheet, address

_DOWN: Final = "khối số liệu có thể bị dịch xuống, số ở ô này có thể là của chỉ tiêu dòng trên"
_UP: Final = "khối số liệu có thể bị dịch lên, số ở ô này có thể là của chỉ tiêu dòng dưới"


@dataclass(frozen=True)
class Moved:
    """Why the figures of a column are in doubt, and the first row that is in doubt.

    `shift`: how many rows lower (or, if negative, higher) each figure stands than it belongs; 0 where that cannot be told.
    """

    doubt: str
    first: int
    shift: int = 0


def moved_columns(sheet: Sheet, columns: Mapping[int, Mapping[int, Indicator]]) -> dict[int, Moved]:
    """Columns whose figures may belong to the row above or below, by column number.

    `columns`: for each column, the rows in which it is asked, with their indicators. If a block was moved down, only
    rows from the first blank cell on are in doubt.
    """
    last = max((row for rows in columns.values() for row in rows), default=0)
    worded = {row for (row, at), cell in sheet.cells.items() if row > last and at not in columns and cell.text}
    ends = worded | signature_rows(sheet).keys()
    found: dict[int, Moved] = {}
    for at, rows in columns.items():
        if not rows:
            continue
        order = sorted(rows)
        blank = next((row for row in order if not sheet.text(row, at)), None)
        if (spot := _below(sheet, rows[order[-1]], at, last, ends)) is not None:
            said = f"dưới dòng cuối của biểu còn “{sheet.text(*spot)}” (ô {address(spot)}) không có tên chỉ tiêu"
            shift = _as_many_blank(sheet, order, at, _left_below(sheet, at, last)) if order[-1] == last else 0
            found[at] = Moved(f"{said}: {_DOWN}", min(rows) if blank is None else blank, shift)
        elif (spot := _in_list(sheet, rows, at)) is not None:
            said = f"ô {address(spot)} hỏi danh sách mà chỉ có số “{sheet.text(*spot)}”"
            shift = _as_many_blank(sheet, [row for row in order if row <= spot[0]], at, 1)
            found[at] = Moved(f"{said}: {_DOWN}", _first_moved(sheet, order, spot), shift)
        elif is_bare(sheet.cells.get((order[0] - 1, at))):
            spot = (order[0] - 1, at)
            said = f"trên dòng đầu của biểu còn “{sheet.text(*spot)}” (ô {address(spot)}): {_UP}"
            found[at] = Moved(said, order[0], -_as_many_blank(sheet, order[::-1], at, 1))
    return found


def _left_below(sheet: Sheet, at: int, last: int) -> int:
    """How many figures stand one under the other below the last row."""
    row = last + 1
    while (cell := sheet.cells.get((row, at))) is not None and is_figure(cell):
        row += 1
    return row - last - 1


def _as_many_blank(sheet: Sheet, order: Sequence[int], at: int, left: int) -> int:
    """By how many rows a block was moved that leaves so many figures over: as many are blank at its other end, and no more.

    0 where that cannot be told: blank cells elsewhere, or rows between that the form does not ask.
    """
    blank = [number for number, row in enumerate(order) if not sheet.text(row, at)]
    together = bool(blank) and blank[-1] - blank[0] + 1 == len(blank)
    whole = all(abs(after - before) == 1 for before, after in pairwise(order[blank[0] :])) if blank else False
    return left if together and whole and len(blank) == left else 0


@dataclass(frozen=True)
class Unmoved:
    """Where the answer of a place stands now that figures were moved (None: that cannot be told), and the cell there."""

    spot: Spot | None
    cell: Cell | None

    @property
    def words(self) -> str:
        """For the question about the place."""
        if self.spot is None or self.cell is None:
            return "không xác định được số của ô này nay nằm ở ô nào"
        return f"nếu dịch đều thì số của ô này nay nằm ở ô {address(self.spot)}"

    def choices(self, indicator: Indicator) -> tuple[str, ...]:
        """What the answer then is."""
        if self.cell is None:
            return ()
        return choices_of(self.cell, read_cell(self.cell, indicator), indicator, said="", plain=False)


def unmoved(sheet: Sheet, spot: Spot, doubt: str, moved: Moved | None) -> Unmoved | None:
    """Where the answer of a place stands now; None where it is doubted for another reason than that its column was moved."""
    if moved is None or doubt != moved.doubt:
        return None
    whence = (spot[0] + moved.shift, spot[1]) if moved.shift else None
    return Unmoved(whence, sheet.cells.get(whence) if whence is not None else None)


def _below(sheet: Sheet, indicator: Indicator, at: int, last: int, ends: Collection[int]) -> Spot | None:
    """The place of an answer below the last row, in a row without a name; None if there is none."""
    words = indicator.is_text or indicator.is_yes
    spots = (spot for spot in sorted(sheet.cells) if spot[1] == at and spot[0] > last and spot[0] not in ends)
    return next((spot for spot in spots if is_figure(sheet.cells[spot]) or (words and sheet.cells[spot].text)), None)


def _in_list(sheet: Sheet, rows: Mapping[int, Indicator], at: int) -> Spot | None:
    """The place of a bare number where a list is asked for."""
    spots = ((row, at) for row in sorted(rows) if rows[row].is_text)
    return next((spot for spot in spots if is_bare(sheet.cells.get(spot))), None)


def _first_moved(sheet: Sheet, order: Sequence[int], spot: Spot) -> int:
    """The first row from which figures may have been moved down into a list's cell: a blank one, or the same figure again.

    A block that was copied one row down leaves its first figure twice. Without either only the list itself is in doubt.
    """
    above = [row for row in order if row <= spot[0]]
    blank = next((row for row in above if not sheet.text(row, spot[1])), None)
    again = next(
        (row for before, row in pairwise(above) if sheet.text(before, spot[1]) == sheet.text(row, spot[1])), None
    )
    return min((row for row in (blank, again) if row is not None), default=spot[0])


def moved_aside(sheet: Sheet, row: int, asked: Sequence[tuple[int, str]], beside: Iterable[Cell]) -> str:
    """Why all figures of a row are in doubt: an asked cell is blank, and a figure stands beside. Empty if not.

    `asked`: the asked columns as (number, heading), the most important first. `beside`: cells of the row in no asked
    column. The row is also in doubt if the most important cell is blank.
    """
    blank = [at for at, _ in asked if not _is_there(sheet, (row, at))]
    if not blank:
        return ""
    for cell in beside:
        if is_figure(cell):
            return (
                f"cùng dòng có “{cell.text}” ngoài cột quy định và có ô còn trống: các số có thể bị dịch sang cột bên"
            )
    first, heading = asked[0]
    return f"ô “{heading}” cùng dòng để trống: số ở đây có thể bị ghi lệch cột" if first in blank else ""


def _is_there(sheet: Sheet, spot: Spot) -> bool:
    cell = sheet.cells.get(sheet.merged.get(spot, spot))
    return cell is not None and is_filled(cell)


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds a text, a formula or an error; a comment alone does not count."""
    return bool(cell.text or cell.formula or cell.broken)


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or something that was meant as a figure."""
    return cell.number is not None or cell.broken or cell.formula or any(sign.isdigit() for sign in cell.text)


def is_bare(cell: Cell | None) -> bool:
    """Whether a cell holds a number without words, other than 0."""
    if cell is None or not any(sign.isdigit() for sign in cell.text):
        return False
    return not any(sign.isalpha() for sign in cell.text) and cell.text.strip("0 .,") != ""
