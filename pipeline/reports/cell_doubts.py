"""Why a cell cannot count as it stands (nghi vấn về ô): merged, hidden, white letters, struck out, or a raised mark."""

from __future__ import annotations

from decimal import Decimal

from pipeline.records.reporting import Indicator
from pipeline.reports.cell_marks import Spot
from pipeline.reports.cell_reading import Reading
from pipeline.reports.notes_beside import note_doubt, other_readings, struck_out
from pipeline.reports.numerals import read_numeral
from pipeline.reports.sheets import Cell, Sheet


def answer_at(sheet: Sheet, spot: Spot) -> tuple[Cell | None, str]:
    """The cell that answers at a place (of a merged area, the cell with its value), and why the place is in doubt.

    The reason is empty if there is no doubt.
    """
    anchor = sheet.merged.get(spot)
    cell = sheet.cells.get(spot if anchor is None else anchor)
    if anchor is not None:
        return cell, "ô bị gộp với ô khác, không rõ số của chỉ tiêu nào"
    return cell, hidden(sheet, spot)


def hidden(sheet: Sheet, spot: Spot) -> str:
    """Why a place is hidden from a person who opens the file; empty if it can be seen."""
    if not sheet.visible:
        return "trang này bị ẩn trong tệp gửi về"
    if spot[0] in sheet.hidden_rows:
        return "dòng này bị ẩn trong tệp gửi về"
    return "cột này bị ẩn trong tệp gửi về" if spot[1] in sheet.hidden_columns else ""


def unseen(cell: Cell) -> str:
    """Why a cell with words must be asked about: struck out, or in white letters; empty if neither."""
    return struck_out(cell) or ("ô có chữ màu trắng, không nhìn thấy" if cell.faint else "")


def doubt_of(cell: Cell, reading: Reading, *, place: str, note: str, counted: bool) -> str:
    """The first reason why an answer cannot count; empty if there is none.

    `place`: the reason that the place gives; `note`: what stands beside the cell; `counted`: the answer is a figure,
    so notes beside it matter.
    """
    raised = (
        "ô có chữ số nhỏ nâng lên (như dấu chú thích), có thể không thuộc về số" if cell.unraised is not None else ""
    )
    return place or raised or reading.doubt or unseen(cell) or (note_doubt(cell, note) if counted else "")


def choices_of(cell: Cell, reading: Reading, indicator: Indicator, *, said: str, plain: bool) -> tuple[str, ...]:
    """What an answer may mean, as texts to choose from: its possible values, or its words if it has no value.

    `said`: words beside the figure. `plain`: the figure itself is clear, so that a unit named in `said` gives further
    values.
    """
    values: tuple[Decimal, ...] = reading.values
    if cell.unraised is not None:
        values = tuple(dict.fromkeys((*read_numeral(cell.unraised, measure=indicator.measure).values, *values)))
    elif plain:
        values = other_readings(values, said, indicator)
    found = tuple(f"{value.normalize():f}".replace(".", ",") for value in values)
    return found or ((reading.words,) if reading.words else ())
