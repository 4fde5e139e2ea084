"""Rows of a table with units in rows (dòng của biểu): units, subtotals, totals, numbers of columns, and other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pipeline.records.agency import Agency
from pipeline.reports.cell_marks import Spot
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.described.named_units import ConfirmedNames, Named
from pipeline.reports.described.table_head import Head, column_numbers
from pipeline.reports.sheets import Cell, Sheet

USUAL_TOTALS: Final = frozenset(
    word_key(words)
    for words in (
        "Tổng cộng",
        "Tổng số",
        "Tổng",
        "Cộng",
        "Toàn tỉnh",
        "Toàn thành phố",
        "Toàn huyện",
        "Toàn xã",
        "Toàn ngành",
    )
)
_ROMAN: Final = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?")


class Kind(Enum):
    """What a row is."""

    UNIT = "đơn vị"
    UNKNOWN = "không rõ"
    GROUP = "nhóm"
    TOTAL = "tổng"
    NUMBERS = "số cột"
    WORDS = "lời"


@dataclass(frozen=True)
class Line:
    """One row: its kind, the place and text of its name, and its unit.

    `certain`: the name is surely the unit's; `near`: the closest known name of an unknown row.
    """

    row: int
    kind: Kind
    name: Spot
    text: str
    unit: Agency | None = None
    certain: bool = True
    near: str = ""


@dataclass(frozen=True)
class Table:
    """Where a table's columns of names, numbers and figures stand, and which row names are totals, groups or skipped."""

    head: Head
    unit_column: int
    number_column: int
    figure_columns: frozenset[int]
    totals: frozenset[str]
    groups: frozenset[str]
    skipped: frozenset[str]


def lines_of(sheet: Sheet, table: Table, names: ConfirmedNames) -> Iterator[Line]:
    """Every row with text below the heading, from top to bottom; repeats of the heading are left out."""
    rows = sorted({row for (row, _), cell in sheet.cells.items() if row > table.head.bottom and cell.text})
    for row in rows:
        if table.head.is_heading(row):
            continue
        yield _line(sheet, table, names, row)


def _line(sheet: Sheet, table: Table, names: ConfirmedNames, row: int) -> Line:
    spot = (row, table.unit_column)
    text = _own_text(sheet, spot)
    number = _own_text(sheet, (row, table.number_column)) if table.number_column else ""
    if not text and number and not number.isdigit():
        spot, text, number = (row, table.number_column), number, ""
    if column_numbers(sheet, row, table.head):
        return Line(row, Kind.NUMBERS, spot, text)
    if (kind := _kind_by_name(table, word_key(text))) is not None:
        return Line(row, kind, spot, text)
    named = names.find(text) if text else Named(None)
    if named.unit is not None:
        return Line(row, Kind.UNIT, spot, text, named.unit, named.certain)
    if _ROMAN.fullmatch(number.strip()) and text:
        return Line(row, Kind.GROUP, spot, text)
    has_figures = any(is_figure(sheet.cells.get((row, column))) for column in table.figure_columns)
    if has_figures or number.strip().isdigit():
        return Line(row, Kind.UNKNOWN, spot, text, near=named.near)
    first = min(at for at in sheet.cells if at[0] == row and sheet.cells[at].text)
    return Line(row, Kind.WORDS, first, sheet.cells[first].text)


def _kind_by_name(table: Table, key: str) -> Kind | None:
    named = ((table.totals, Kind.TOTAL), (table.groups, Kind.GROUP), (table.skipped, Kind.WORDS))
    return next((kind for keys, kind in named if key in keys), None)


def is_figure(cell: Cell | None) -> bool:
    """Whether a cell holds a number, a formula, an error, a dash, or a text that begins with a digit."""
    if cell is None:
        return False
    return cell.number is not None or cell.formula or cell.broken or cell.text[:1].isdigit() or cell.text in {"-", "–"}


def _own_text(sheet: Sheet, spot: Spot) -> str:
    cell = sheet.cells.get(spot)
    return cell.text or ("=" if cell.formula else "") if cell else ""
