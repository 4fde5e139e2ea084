"""The figures of a table (số trong bảng): cells read, units of columns, sums, the total in words.

A column has the unit that its heading names, else the one that the table names. Printing and checking the records use
the same readings, so that what is printed is what was checked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.intake.figure import FigureRead, read_figure
from pipeline.records.content import Column, Table
from pipeline.text import (
    DONG,
    MoneyUnit,
    format_number,
    heading_unit,
    money_in_words,
    money_unit,
    not_understood,
    scaled_by,
    units_named,
)

MONEY: Final = "tiền"
_FIGURES: Final = frozenset({"số", MONEY})
_GROUP: Final = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# `Năm 2024`, `Năm trước` head figures of that year.
_YEAR_HEADING: Final = re.compile(
    r"năm\b(?! (?:[0-9]|nay|trước|sau|ngoái|qua|cũ)).*$|.*\b(?:hoàn thành|khởi công|sinh|từ|đến) năm$"
)
_YES, _NO = "có", "không"


@dataclass(frozen=True)
class ColumnUnit:
    """The unit of a column of money.

    `heading`: the unit that its heading names; `table`: those that the table names for all columns; `doubt`: words of
    the heading that could name a unit; `line`: words of the table's line of units that are not understood.
    """

    heading: MoneyUnit | None
    table: tuple[MoneyUnit, ...]
    doubt: str = ""  # words of the heading that could name a unit
    line: str = ""  # words of the table's line that are not understood

    @property
    def unit(self) -> MoneyUnit | None:
        """The unit of the column; None where none is named, the table names several, or the heading is ambiguous."""
        if self.doubt:
            return None
        if self.heading is not None:
            return self.heading
        return self.table[0] if len(self.table) == 1 and not self.line else None

    @property
    def contradicts(self) -> bool:
        """Whether heading and table name different units."""
        return self.heading is not None and bool(self.table) and self.heading not in self.table


def is_figures(column: Column) -> bool:
    """Whether the cells of a column are to be figures."""
    return column.kind in _FIGURES


def unit_of(table: Table, index: int) -> ColumnUnit:
    """The unit of one column."""
    return _unit(table.columns[index].name, table.unit or "")


@lru_cache(maxsize=512)
def _unit(heading: str, table: str) -> ColumnUnit:
    named, above = heading_unit(heading), units_named(table)
    if named.doubt and len(above) == 1 and money_unit(f"{named.doubt} {above[0].currency.name}") == above[0]:
        return ColumnUnit(above[0], above)  # `(triệu)` under `triệu đồng` says the same
    return ColumnUnit(named.unit, above, named.doubt, not_understood(table))


def read_cell(table: Table, index: int, text: str) -> FigureRead:
    """Read a cell of a column of figures as a value in the column's unit; ambiguous where its own unit or decimals do not fit."""
    read, column = read_figure(text), table.columns[index]
    if not read.is_read:
        return read
    if column.kind != MONEY:
        return (
            read.doubted(_mixed(table, index, read)) if column.summed == _YES and _mixed(table, index, read) else read
        )
    unit = unit_of(table, index).unit
    if read.unit and not _same_unit(read.unit, unit):
        named = f"cột tính bằng {unit}" if unit else "cột chưa ghi đơn vị tính"
        return read.doubted(f"ô ghi đơn vị “{read.unit}”, {named}", *_in_its_own_unit(read, unit))
    if unit is not None and not unit.is_sensible(read.value):
        return read.doubted(f"đơn vị {unit} không có phần lẻ này", *_without_comma(read))
    if unit is None and read.value != read.value.to_integral_value():
        scaled = scaled_by(unit_of(table, index).doubt, read.value)
        others = _without_comma(read) if scaled is None else (scaled,)
        return read.doubted("số tiền có phần lẻ mà không rõ đơn vị tính", *others)
    return read


def _mixed(table: Table, index: int, read: FigureRead) -> str:
    """Why a figure cannot be added to those of its column (another unit, `35 %` beside a bare `0,5`); "" where it can."""
    if read.unit not in {"", "%"}:
        return f"ô ghi đơn vị “{read.unit}” trong cột được cộng"
    if read.unit and any(_is_bare(row[index]) for row in table.rows if index < len(row)):
        return "ô ghi “%” trong cột được cộng mà ô khác không ghi, không rõ cộng thế nào"
    return ""


def _is_bare(text: str) -> bool:
    read = read_figure(text)
    return read.is_read and not read.unit


def _same_unit(word: str, unit: MoneyUnit | None) -> bool:
    """Whether the unit written beside a figure is that of its column: `3 tỷ` in a column of tỷ đồng."""
    return unit is not None and unit in {money_unit(word), money_unit(f"{word} {unit.currency.name}")}


def _in_its_own_unit(read: FigureRead, unit: MoneyUnit | None) -> tuple[Decimal, ...]:
    """A figure with a unit of its own, converted to the column's unit: `5 nghìn` in a column of đồng is 5.000."""
    currency = unit.currency.name if unit is not None else DONG.currency.name
    own = money_unit(read.unit) or money_unit(f"{read.unit} {currency}")
    value = (unit or DONG).converted(read.value, own) if own is not None else None
    return () if value is None or value == read.value else (value,)


def _without_comma(read: FigureRead) -> tuple[Decimal, ...]:
    """The other reading of `1,234`, with a comma between thousands as in English."""
    grouped = read.value.as_tuple().exponent == -_GROUP and 1 <= abs(read.value) < 10**_GROUP
    return (read.value.scaleb(_GROUP),) if grouped else ()


def shown(table: Table, index: int, text: str) -> str:
    """A cell as printed: a figure with its dots, its sign and its unit; everything else as it is written."""
    if not is_figures(table.columns[index]):
        return text
    read = read_cell(table, index, text)
    if not read.is_read:
        return text
    if are_years(table, index):
        return f"{read.value:f}"
    beside = ""
    if read.unit:
        glued = re.search(f"[0-9]{re.escape(read.unit.split()[0])}", text)
        beside = read.unit if glued else f" {read.unit}"
    return f"{'+' if read.signed else ''}{format_number(read.value)}{beside}"


def are_years(table: Table, index: int) -> bool:
    """Whether the figures of a column are years (`Năm hoàn thành`: 2024), which are printed without dots and not added."""
    column = table.columns[index]
    if column.kind != "số" or not _YEAR_HEADING.match(_plain(column.name)):
        return False
    reads = [read_figure(row[index]) for row in table.rows if index < len(row)]
    years = [read.value for read in reads if read.is_read]
    return bool(years) and all(_FIRST_YEAR <= year <= _LAST_YEAR and year == int(year) for year in years)


def are_percentages(table: Table, index: int) -> bool:
    """Whether the figures of a column are percentages, by its heading or by the sign beside every figure."""
    column = table.columns[index]
    reads = [read_figure(row[index]) for row in table.rows if index < len(row)]
    units = {read.unit for read in reads if read.is_read}
    return column.kind == "số" and bool(units) and (units == {"%"} or (units <= {"", "%"} and "%" in column.name))


def total_shown(table: Table, index: int, total: Decimal) -> str:
    """A total as printed: with the percent sign where every figure of its column has one."""
    cells = [row[index] for row in table.rows if index < len(row)]
    signs = {read_figure(cell).unit for cell in cells if read_figure(cell).is_read}
    if signs != {"%"}:
        return format_number(total)
    return f"{format_number(total)}{' ' if any(' %' in cell for cell in cells) else ''}%"


def summed_columns(table: Table) -> tuple[int, ...]:
    """Indices of the columns that the total row adds up: money columns, and number columns that ask for it."""
    return tuple(
        index
        for index, column in enumerate(table.columns)
        if column.summed == _YES or (column.kind == MONEY and column.summed is None)
    )


def column_sums(table: Table) -> dict[int, Decimal]:
    """The sums for the total row, by column index; a cell that is no figure adds nothing, and the check reports it."""
    return {index: sum(_values(table, index), Decimal(0)) for index in summed_columns(table)}


def _values(table: Table, index: int) -> list[Decimal]:
    out = left_out(table)
    counted = (row for n, row in enumerate(table.rows) if n not in out and index < len(row))
    reads = (read_cell(table, index, row[index]) for row in counted)
    return [read.value for read in reads if read.is_read]


def left_out(table: Table) -> frozenset[int]:
    """Indices of the rows that the record leaves out of the total."""
    return frozenset(number - 1 for number in table.left_out)


def money_columns(table: Table) -> tuple[int, ...]:
    """Indices of the columns of money that are added up: those whose total can go into words."""
    return tuple(index for index in summed_columns(table) if table.columns[index].kind == MONEY)


def wants_words(table: Table) -> bool:
    """Whether the record asks for a total in words."""
    return _plain(table.in_words) != _NO


def column_in_words(table: Table) -> int | None:
    """The index of the column whose total is put into words: the one named in the record, else the only one; else None."""
    columns = money_columns(table)
    if _plain(table.in_words) == _YES:
        return columns[0] if len(columns) == 1 else None
    named = [index for index in columns if _plain(table.in_words) in _names(table.columns[index])]
    return named[0] if len(named) == 1 else None


def _names(column: Column) -> frozenset[str]:
    """The names by which a record may refer to a column: its whole heading, or the heading without unit in brackets."""
    return frozenset({_plain(column.name), _plain(column.name.partition("(")[0])})


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def total_in_words(table: Table) -> str:
    """The total of the table in words; "" where none is wanted, or column or unit are uncertain."""
    index = column_in_words(table) if wants_words(table) else None
    unit = unit_of(table, index).unit if index is not None else None
    if index is None or unit is None or unit.per:
        return ""
    return money_in_words(column_sums(table)[index], unit)
