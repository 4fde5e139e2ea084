"""A block of figures pasted some rows too low (khối số liệu bị dịch xuống): every row then holds what belongs above it.

What shows it is a figure under the last row of the table that has no name beside it.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.reports.cell_marks import Spot
from pipeline.reports.form_signature import signature_rows
from pipeline.reports.sheets import Cell, Sheet, address


def moved_down(
    sheet: Sheet, rows: Collection[int], columns: Collection[int], *, words: bool
) -> dict[int, tuple[Spot, int]]:
    """The columns of figures that may have been moved: where one is left over below, and the first row that is in doubt.

    `rows` are those of the indicators; `words`: the last of them is answered with words. A blank row shows how far up the
    block reached: what stands above it was not moved.
    """
    if not rows:
        return {}
    last = max(rows)
    signed = signature_rows(sheet)
    worded = {row for (row, at), cell in sheet.cells.items() if row > last and at not in columns and cell.text}
    found: dict[int, tuple[Spot, int]] = {}
    for spot, cell in sorted(sheet.cells.items()):
        row, at = spot
        if (
            at in columns
            and at not in found
            and row > last
            and row not in worded | signed.keys()
            and (is_figure(cell) or (words and cell.text))
        ):
            blank = next((line for line in sorted(rows) if not sheet.text(line, at)), min(rows))
            found[at] = (spot, blank)
    return found


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or what was meant as one."""
    return cell.number is not None or cell.broken or cell.formula or any(sign.isdigit() for sign in cell.text)


def moved_doubt(sheet: Sheet, spot: Spot) -> str:
    """Why a figure of such a column cannot count."""
    return (
        f"dưới dòng cuối của biểu còn “{sheet.text(*spot)}” (ô {address(spot)}) không có tên chỉ tiêu: khối số liệu có thể bị "
        "dịch xuống, số ở ô này có thể là của chỉ tiêu dòng trên"
    )
