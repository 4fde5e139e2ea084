"""Figures pasted beside their place (khối số liệu bị dịch): every row, or every column, then holds what belongs to its neighbour.

What shows it is left over: a figure under the last row of the table or over its first one, a bare number in the cell of a
list, a figure beside the columns in a row of which a cell is blank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.cell_marks import Spot
from pipeline.reports.form_signature import signature_rows
from pipeline.reports.sheets import Cell, Sheet, address

_FEWEST: Final = 3  # figures of a column that are not all alike
_DOWN: Final = "khối số liệu có thể bị dịch xuống, số ở ô này có thể là của chỉ tiêu dòng trên"
_UP: Final = "khối số liệu có thể bị dịch lên, số ở ô này có thể là của chỉ tiêu dòng dưới"


@dataclass(frozen=True)
class Moved:
    """Why the figures of a column are in doubt, from which row on."""

    doubt: str
    first: int


def moved_columns(sheet: Sheet, columns: Mapping[int, Mapping[int, Indicator]]) -> dict[int, Moved]:
    """The columns whose figures may be those of the row above or below; `columns`: by column the rows that are asked in it.

    A blank row shows how far up a block that was moved down reached: what stands above it was not moved.
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
            found[at] = Moved(f"{said}: {_DOWN}", min(rows) if blank is None else blank)
        elif (spot := _in_list(sheet, rows, at, blank)) is not None:
            said = f"ô {address(spot)} hỏi danh sách mà chỉ có số “{sheet.text(*spot)}”"
            found[at] = Moved(f"{said}: {_DOWN}", min(rows) if blank is None else blank)
        elif _is_bare(sheet.cells.get((order[0] - 1, at))):
            spot = (order[0] - 1, at)
            found[at] = Moved(f"trên dòng đầu của biểu còn “{sheet.text(*spot)}” (ô {address(spot)}): {_UP}", order[0])
    return found


def _below(sheet: Sheet, indicator: Indicator, at: int, last: int, ends: Collection[int]) -> Spot | None:
    """A figure under the last row, or words where the last row is answered with words; none in a row that has a name."""
    words = indicator.is_text or indicator.is_yes
    spots = (spot for spot in sorted(sheet.cells) if spot[1] == at and spot[0] > last and spot[0] not in ends)
    return next((spot for spot in spots if is_figure(sheet.cells[spot]) or (words and sheet.cells[spot].text)), None)


def _in_list(sheet: Sheet, rows: Mapping[int, Indicator], at: int, blank: int | None) -> Spot | None:
    """A bare number where a list is asked, under a blank cell, or where the first figure stands there twice."""
    order = sorted(rows)
    texts = [sheet.text(row, at) for row in order]
    twice = len(set(texts)) >= _FEWEST and texts[0] == texts[1]
    spots = ((row, at) for row in order if rows[row].is_text and (twice or (blank is not None and blank < row)))
    return next((spot for spot in spots if _is_bare(sheet.cells.get(spot))), None)


def moved_aside(sheet: Sheet, row: int, asked: Sequence[tuple[int, str]], beside: Iterable[Cell]) -> str:
    """Why every figure of a row is in doubt: one of its cells is blank, and others may hold what belongs there.

    `asked`: the columns with their headings, what is asked first first; `beside`: what stands in none of them.
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
    """Whether a cell holds anything but a comment."""
    return bool(cell.text or cell.formula or cell.broken)


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or what was meant as one."""
    return cell.number is not None or cell.broken or cell.formula or any(sign.isdigit() for sign in cell.text)


def _is_bare(cell: Cell | None) -> bool:
    """Whether a cell holds a number and no word, other than nought."""
    if cell is None or not any(sign.isdigit() for sign in cell.text):
        return False
    return not any(sign.isalpha() for sign in cell.text) and cell.text.strip("0 .,") != ""
