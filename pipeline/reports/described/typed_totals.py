"""Totals and subtotals written in a form (dòng tổng): never figures of a unit, but compared with the sum of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, Protocol

from pipeline.records.own_form import FormColumn, FormRule
from pipeline.reports.described.sheet_reading import TOTAL, Got, Scope, plain
from pipeline.reports.described.unit_lines import Kind, Line
from pipeline.reports.numerals import read_numeral
from pipeline.reports.sheets import Sheet, address
from pipeline.reports.submission import Question
from pipeline.reports.units_of_measure import factor

_ROUNDED: Final = Decimal("0.001")
_MIXED: Final = frozenset({"bình quân gia quyền", "tỷ lệ", "lớn nhất", "danh sách", "số đơn vị"})


class Placed(Protocol):
    """A described column with its place on the sheet."""

    @property
    def column(self) -> FormColumn:
        """The description of the column."""

    @property
    def at(self) -> tuple[int, ...]:
        """The numbers of the column on the sheet."""

    @property
    def measure(self) -> str:
        """The column's unit of measure; empty if it is the indicator's own."""


def odd_totals(
    scope: Scope,
    sheet: Sheet,
    lines: Sequence[Line],
    places: Sequence[Placed],
    got: Sequence[Got],
    rules: Sequence[FormRule],
) -> Iterator[tuple[str | None, Question]]:
    """Questions on typed totals that are not the sum of their units."""
    by_spot = {(item.spot, item.indicator): item for item in got}
    for number, line in enumerate(lines):
        if line.kind not in {Kind.TOTAL, Kind.GROUP}:
            continue
        units = [other for other in _below(lines, number) if other.kind is Kind.UNIT]
        typed = {
            place.column.indicator or "": value
            for place in places
            if place.column.figure == "thực hiện" and (value := _typed(scope, sheet, line, place)) is not None
        }
        for place in places:
            if scope.indicator(place.column.indicator or "").aggregation in _MIXED:
                continue
            parts = [by_spot.get(((unit.row, place.at[0]), place.column.indicator or "")) for unit in units]
            if question := _against(scope, sheet, line, place, parts):
                doubt = question.doubt + _by_the_row(place.column, typed, rules)
                yield None, replace(question, doubt=doubt)


def _below(lines: Sequence[Line], number: int) -> Sequence[Line]:
    """The rows that a total adds up: all rows for a total, the rows up to the next group or total for a group."""
    if lines[number].kind is Kind.TOTAL:
        return lines
    after = lines[number + 1 :]
    end = next((at for at, line in enumerate(after) if line.kind in {Kind.GROUP, Kind.TOTAL}), len(after))
    return after[:end]


def _typed(scope: Scope, sheet: Sheet, line: Line, place: Placed) -> Decimal | None:
    """The figure of a total, converted to the indicator's unit of measure; None if it cannot be read."""
    indicator = scope.indicator(place.column.indicator or "")
    by = factor(place.measure, indicator.measure) if place.measure else Decimal(1)
    values = []
    for at in place.at:
        cell = sheet.cells.get((line.row, at))
        if cell is None or by is None:
            return None
        read = (cell.number,) if cell.number is not None else read_numeral(cell.text, measure=indicator.measure).values
        if not read or read[0] is None:
            return None
        values.append(read[0] * by)
    return sum(values, Decimal(0))


def _against(scope: Scope, sheet: Sheet, line: Line, place: Placed, parts: Sequence[Got | None]) -> Question | None:
    spot = (line.row, place.at[0])
    cell = sheet.cells.get(spot)
    if cell is None or not parts:
        return None
    weights = [part.weight for part in parts if part is not None]
    known = [weight for weight in weights if weight is not None]
    total = sum(known, Decimal(0))
    said = _typed(scope, sheet, line, place)
    where = scope.source(sheet, spot)
    if cell.formula and not cell.text:
        doubt = f"dòng “{line.text}” có công thức nhưng tệp không lưu kết quả; cộng các đơn vị được {plain(total)}"
        return Question(TOTAL, None, place.column.figure, "", doubt, (plain(total),), where)
    if said is None:
        return None
    stands = f"ô {address(spot)}, dòng “{line.text}”, ghi {plain(said)}"
    if unread := len(weights) - len(known):
        doubt = f"{stands}, riêng các đơn vị đọc được đã cộng được {plain(total)}"
        if total - said <= _ROUNDED or min(known, default=Decimal(0)) < 0:  # what is not read may make up for it
            doubt = f"{stands}, chưa đối chiếu được: còn {unread} ô chưa đọc được, các ô khác cộng được {plain(total)}"
        return Question(TOTAL, None, place.column.figure, cell.text, doubt, (), where)
    if abs(said - total) <= _ROUNDED:
        return None
    doubt = f"{stands}, cộng các đơn vị được {plain(total)}"
    return Question(TOTAL, None, place.column.figure, cell.text, doubt, (plain(total),), where)


def _by_the_row(column: FormColumn, typed: dict[str, Decimal], rules: Sequence[FormRule]) -> str:
    """What the total should be according to the other totals of its row, in words; empty if no rule tells."""
    for rule in rules if column.figure == "thực hiện" else ():
        whole = column.indicator in rule.parts and rule.kind == "bằng tổng"
        if whole and {rule.whole, *rule.parts} <= typed.keys():
            rest = typed[rule.whole] - sum(typed[part] for part in rule.parts if part != column.indicator)
            return f"; theo các số khác của dòng này thì phải là {plain(rest)}"
    return ""
