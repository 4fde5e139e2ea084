"""The office whose outlines describe five foreign workbooks, and what is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.records.office import Office
from pipeline.reports.described.read_described import DescribedReading, read_described
from pipeline.reports.sheets import read_book
from pipeline.workspace.load import load

HERE: Final = Path(__file__).parent
OFFICE: Final = HERE / "office"
FILES: Final = HERE / "files"
UNITS_IN_ROWS: Final = FILES / "1-don-vi-theo-hang.xls"
ITEMS_IN_ROWS: Final = FILES / "2-chi-tieu-theo-hang.xlsx"
LIST: Final = FILES / "3-danh-sach-he-thong.xlsx"
MONTHS: Final = FILES / "4-thang-quy-luy-ke.xlsx"
MATRIX: Final = FILES / "5-ma-tran-rong.xlsx"


@cache
def office() -> Office:
    """The office; its records have no finding."""
    loaded = load(OFFICE)
    assert loaded.findings == ()
    return loaded.office


@cache
def reading(file: Path, period: str) -> DescribedReading:
    """A file by the descriptions of a period's outline."""
    book = read_book(file.read_bytes(), file.name)
    found = read_described(book, office=office(), period=office().period(period))
    assert found is not None
    return found


def value(read: DescribedReading, unit: str, indicator: str, column: str = "thực hiện") -> Decimal | None:
    """What a unit reported; None where there is no certain figure."""
    figures = read.units[unit].figures
    return next((item.value for item in figures if (item.indicator, item.column) == (indicator, column)), None)


def totals(read: DescribedReading, column: str = "thực hiện") -> Mapping[str, Decimal]:
    """The certain figures of all units added up, by indicator."""
    found: dict[str, Decimal] = {}
    for unit in read.units.values():
        for item in unit.figures:
            if item.column == column and item.value is not None:
                found[item.indicator] = found.get(item.indicator, Decimal(0)) + item.value
    return found


def asked(read: DescribedReading, sheet: str) -> Mapping[str, str]:
    """The doubts of a sheet by the cell that each names."""
    return {item.source.cell: item.doubt for item in read.questions if item.source.sheet == sheet}


def noted(read: DescribedReading, sheet: str) -> Mapping[str, str]:
    """What was left aside on a sheet, by cell, with the reason."""
    return {item.source.cell: item.why for item in read.notes if item.source.sheet == sheet}
