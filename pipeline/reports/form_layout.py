"""Where everything stands in a form (bố cục biểu mẫu): one description, used to write a form and to read it back.

Each sheet of a table has a hidden first column with the ids of the indicators and a hidden row with the names of the
columns, so that a figure is found although rows or columns were inserted. If these keys were deleted, the words that
people see are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Asked, Indicator, Outline, Period, TableLayout
from pipeline.reports.numerals import format_figure
from pipeline.reports.owing_units import is_due, owes
from pipeline.text import decimal_places, format_date

META_SHEET: Final = "vanthu"
GUIDE_SHEET: Final = "Hướng dẫn"
TEXT_SHEET: Final = "Nội dung"
FORM_VERSION: Final = "1"
ROW_MARK: Final = "ct:"
COLUMN_MARK: Final = "cot:"
SECTION_MARK: Final = "muc:"
SIGN_MARK: Final = "ky:"
MORE_MARK: Final = "them:"
WINDOW: Final = "Số liệu từ ngày"
NAME_MARK: Final = "ten:"
BESIDE_MARK: Final = "canh:"
BESIDE_SPLIT: Final = " | "
CLOSED_MARK: Final = "dong:"
CLOSED: Final = "x"
REMARK: Final = "ghi chú"
PLAN: Final = "kế hoạch"
PLAN_MARK: Final = "kh:"
KEY_ROW: Final = 4  # counted from 1, as the spots of `sheets`
HEAD_ROW: Final = 5
FIRST_ROW: Final = 6
KEY_COLUMN: Final = 1
NAME_COLUMN: Final = 3
MEASURE_COLUMN: Final = 4
FIRST_ASKED: Final = 5
UNIT_LABEL: Final = "Đơn vị báo cáo:"
PERIOD_LABEL: Final = "Kỳ báo cáo:"


@dataclass(frozen=True)
class FormTable:
    """One sheet of a unit's form: its name, its title, and the indicators that the unit reports, in order.

    A table of repeated rows has the columns of `layout` instead of indicators.
    """

    sheet: str
    title: str
    indicators: tuple[Indicator, ...]
    layout: TableLayout


def head(column: Asked, period: Period) -> str:
    """The heading of a column that units fill in."""
    return {
        "thực hiện": f"Thực hiện {period.name}",
        "lũy kế": f"Lũy kế từ đầu năm {period.year}",
        "ước cả năm": f"Ước thực hiện cả năm {period.year}",
    }[column]


def plan_head(period: Period) -> str:
    """The heading of the column with the plans that the unit was given."""
    return f"Kế hoạch năm {period.year} giao đơn vị"


def plan_words(indicator: Indicator, unit: Agency, period: Period) -> str:
    """The unit's plan of the year as it is printed; empty if the unit was given none."""
    plan = indicator.plan_of(unit.id, period.year)
    if plan is None or indicator.is_text or indicator.is_yes:
        return ""
    return format_figure(plan, max(int(indicator.decimals), decimal_places(plan)))


def counted_until(period: Period) -> date | None:
    """The day up to which figures are counted; None if the period has no days or ends after the report is due."""
    days = period.days
    return days[1] if days is not None and days[1] <= period.due else None


def window(period: Period) -> str:
    """The days that the figures are of, as the form says it; empty if the period has no days."""
    if period.days is None:
        return ""
    until = counted_until(period)
    last = format_date(until).removeprefix("ngày ") if until is not None else "chốt số liệu, ghi ở cuối biểu mẫu"
    return f"{WINDOW} {format_date(period.days[0]).removeprefix('ngày ')} đến ngày {last}"


def answer_unit(indicator: Indicator) -> str:
    """The text in the column of units of measure."""
    if indicator.is_text:
        return ""
    return "có/không" if indicator.is_yes else indicator.measure


def depth(outline: Outline, indicator: Indicator) -> int:
    """How many indicators this indicator is a part of, one within the other (`Trong đó`); a circle is counted once."""
    known = {other.id: other for other in outline.indicators}
    met = {indicator.id}
    while (whole := known.get(indicator.part_of or "")) is not None and whole.id not in met:
        met.add(whole.id)
        indicator = whole
    return len(met) - 1


def tables(office: Office, outline: Outline, unit: Agency) -> Iterator[FormTable]:
    """The sheets of a unit's form; a table of which the unit reports nothing is left out."""
    for number, table in enumerate(outline.tables, start=1):
        indicators = tuple(outline.indicator(key) for key in table.indicators)
        due = tuple(indicator for indicator in indicators if is_due(office, indicator, table, unit))
        if due or (table.columns and owes(office, table, unit)):
            yield FormTable(f"Biểu {number}", table.title, due, table)


def columns(outline: Outline, table: FormTable, period: Period) -> tuple[Asked, ...]:
    """The columns of a sheet: those that at least one of its indicators asks for."""
    asked = {column for indicator in table.indicators for column in outline.columns_of(indicator, period)}
    return tuple(column for column in period.columns if column in asked)


def reading_basis(office: Office, period: Period, unit: Agency) -> str:
    """A digest of all in the records that decides how a unit's report is read; if it changes, reports are read again."""
    outline = office.outline(period.outline)
    asked = [
        (table.sheet, table.title, table.layout.columns)
        if table.layout.columns
        else (
            table.sheet,
            table.title,
            [
                (indicator.id, indicator.name, indicator.measure, indicator.aggregation, indicator.decimals)
                + ((indicator.asked,) if indicator.asked else ())
                + ((table.layout.asked,) if table.layout.asked and not indicator.asked else ())
                for indicator in table.indicators
            ],
        )
        for table in tables(office, outline, unit)
    ]
    sections = [(section.id, section.title, section.other_titles) for section in outline.sections]
    said = (period.name, period.columns, asked, sections)
    # An outline without forms of the office's own has the digest it always had: nothing is to be read again.
    return sha256(repr((*said, outline.own_forms) if outline.own_forms else said).encode()).hexdigest()
