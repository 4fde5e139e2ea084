"""One cell of an office's own form as an answer (đọc ô của biểu có sẵn): measures converted, doubts as questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.cell_marks import Spot
from pipeline.reports.cell_reading import Reading, read_cell
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.sheet_reading import IN_TABLE, MEASURE, Got, Scope, plain
from pipeline.reports.notes_beside import note_doubt, stated_measure, struck_out, with_comment
from pipeline.reports.sheets import Cell, Sheet, address
from pipeline.reports.submission import Question, Reported, Source
from pipeline.reports.units_of_measure import factor
from pipeline.text import money_unit, scaled_by, stated_unit

_DASHES: Final = frozenset({"-", "–", "—"})
_COMMA: Final = re.compile(r"-?\d{1,3}(?:\.?\d{3})*,\d{1,2}\s*%?|-?\d+,\d{1,2}\s*%?")
_POINT: Final = re.compile(r"-?\d+\.\d{1,2}\s*%?|\d{1,3}(?:,\d{3})+\.\d+")
_MEASURED: Final = re.compile(r"đvt|đơn vị tính|tính bằng", re.IGNORECASE)
_THOUSAND: Final = 1000
_TWO: Final = 2


@dataclass(frozen=True)
class Answering:
    """What a cell answers: unit, indicator, column. `measure`: the sheet's unit of measure if it is another one.

    `remark`: what stands beside the cell. `commas`: the sheet writes a comma before decimals (`writes_commas`).
    """

    unit: str
    indicator: Indicator
    column: str
    measure: str = ""
    remark: str = ""
    commas: bool = False


def writes_commas(sheet: Sheet, columns: Iterable[int]) -> bool:
    """Whether figures typed as text on this sheet have a comma before decimals, and none has a point there.

    If so, `1.285` on this sheet means one thousand two hundred and eighty-five.
    """
    wanted = set(columns)
    typed = [
        cell.text.strip()
        for (_, column), cell in sheet.cells.items()
        if column in wanted and cell.number is None and not cell.formula
    ]
    return any(_COMMA.fullmatch(text) for text in typed) and not any(_POINT.fullmatch(text) for text in typed)


def measure_above(indicator: Indicator, path: Sequence[str], titles: Sequence[str]) -> str:
    """The unit of measure stated above a column, in its heading or above the table; empty if it is the indicator's own.

    It is also returned if it cannot be converted to the indicator's: then every figure of the column is asked about.
    """
    if indicator.is_text or indicator.is_yes or indicator.is_computed:
        return ""
    headed = next((str(unit) for words in reversed(path) if (unit := stated_unit(words).unit) is not None), "")
    if headed or any("%" in words for words in path):
        return headed
    said = ((text, stated_measure(text, indicator)) for text in titles)
    return next((words for text, words in said if words.strip(" :.") and _is_measure(text, words)), "")


def _is_measure(text: str, said: str) -> bool:
    """Whether the words after `Đơn vị:` are a unit of measure, and not the name of an agency."""
    return bool(_MEASURED.search(text)) or money_unit(said) is not None or scaled_by(said, Decimal(1)) is not None


def is_dash(cell: Cell | None) -> bool:
    """Whether a cell holds only a dash."""
    return cell is not None and cell.text.strip() in _DASHES


def read_at(scope: Scope, sheet: Sheet, spot: Spot, what: Answering) -> Got:
    """Read the cell at a place as an answer: a figure, a question, or nothing if it is blank."""
    cell = sheet.cells.get(spot)
    anchor = sheet.merged.get(spot, spot)
    merged = anchor != spot or sheet.merged.get((spot[0] + 1, spot[1])) == spot
    if anchor != spot:
        cell = sheet.cells.get(anchor)
    if cell is None or not (cell.text or cell.formula or cell.broken):
        said = None
        if cell is not None and cell.comment:
            alone = Reading(doubt="ô để trống nhưng có lời ghi chú đính kèm", seen=cell.comment)
            said = _asked(scope.source(sheet, spot), what, alone, cell)
        return Got(what.unit, what.indicator.id, what.column, spot, said)
    by, doubt = _scale(what)
    if merged:
        doubt = "ô bị gộp với ô khác, không rõ số của chỉ tiêu, đơn vị nào"
    reading, settled = _settled(cell, _asked_in(what), commas=what.commas)
    values = tuple(value * by for value in reading.values)
    doubt = doubt or reading.doubt or _beside(cell, what)
    if doubt:
        doubtful = replace(reading, values=values, doubt=doubt, seen=reading.seen or cell.text)
        said = _asked(scope.source(sheet, spot), what, doubtful, cell)
        return Got(what.unit, what.indicator.id, what.column, spot, said, values[0] if len(values) == 1 else None)
    parts = (reading.beside, settled, cell.comment, what.remark, _converted(what, by))
    figure = Reported(
        indicator=what.indicator.id,
        column=what.column,
        value=values[0] if values else None,
        text=reading.seen or cell.text,
        source=scope.source(sheet, spot),
        remark="; ".join(part for part in parts if part),
        words=reading.words,
        formula=cell.formula,
    )
    return Got(what.unit, what.indicator.id, what.column, spot, figure, figure.value or Decimal(0))


def _beside(cell: Cell, what: Answering) -> str:
    return struck_out(cell) if what.indicator.is_text else note_doubt(cell, what.remark)


def _asked_in(what: Answering) -> Indicator:
    """The indicator with the sheet's own unit of measure, so that the cell is read as the sheet counts."""
    if not what.measure or word_key(what.measure) == word_key(what.indicator.measure):
        return what.indicator
    return what.indicator.model_copy(update={"measure": what.measure, "decimals": "3"})


def _scale(what: Answering) -> tuple[Decimal, str]:
    if not what.measure:
        return Decimal(1), ""
    by = factor(what.measure, what.indicator.measure)
    if by is None:
        return Decimal(1), f"biểu ghi đơn vị tính “{what.measure}”, chỉ tiêu tính bằng {what.indicator.measure}"
    return by, ""


def _converted(what: Answering, by: Decimal) -> str:
    return "" if by == 1 else f"biểu ghi bằng {what.measure}, đã đổi ra {what.indicator.measure}"


def _settled(cell: Cell, indicator: Indicator, *, commas: bool) -> tuple[Reading, str]:
    """The reading of a cell, and a remark if the sheet's way of writing decimals decided what `1.285` means."""
    reading = read_cell(cell, indicator)
    both = reading.values
    if not commas or cell.number is not None or len(both) != _TWO or "." not in cell.text or "," in cell.text:
        return reading, ""
    if both[0] != both[1] * _THOUSAND:
        return reading, ""
    why = f"ô ghi “{cell.text}”: biểu này viết dấu phẩy trước phần lẻ nên dấu chấm ngăn phần nghìn"
    return replace(reading, values=both[:1], beside="", doubt=""), why


def _asked(source: Source, what: Answering, reading: Reading, cell: Cell) -> Question:
    choices = tuple(plain(value) for value in reading.values) or ((reading.words,) if reading.words else ())
    remark = with_comment(what.remark, cell, f"{reading.doubt} {reading.seen}")
    return Question(IN_TABLE, what.indicator.id, what.column, reading.seen, reading.doubt, choices, source, remark)


def measure_question(scope: Scope, sheet: Sheet, spot: Spot, what: Answering) -> Question:
    """The question about a row that states another unit of measure; its figures were converted."""
    doubt = (
        f"dòng này ghi “{what.measure}”, chỉ tiêu tính bằng {what.indicator.measure}: các số trong dòng đã được đổi; "
        f"xác nhận đơn vị tính ở ô {address(spot)}"
    )
    return Question(MEASURE, None, "", sheet.text(*spot), doubt, (), scope.source(sheet, spot))
