"""Ratios written in a form (tỷ lệ ghi sẵn): they are not taken in but worked out again, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.reports.described.sheet_reading import TOTAL, Got, Scope, plain
from pipeline.reports.sheets import Sheet
from pipeline.reports.submission import Question, Reported
from pipeline.reports.units_of_measure import ratio_factor

_HUNDRED: Final = Decimal(100)
_ROUNDED: Final = Decimal("0.06")  # shown with one decimal, cut or rounded


def odd_ratios(scope: Scope, sheet: Sheet, got: Sequence[Got]) -> Iterator[tuple[str | None, Question]]:
    """Questions on typed ratios that do not follow from the figures of the same unit."""
    found = {(item.unit, item.indicator, item.column): item for item in got}
    for item in got:
        ratio = scope.indicator(item.indicator)
        cell = sheet.cells.get(item.spot)
        if not ratio.is_computed or item.column not in {"thực hiện", "lũy kế", "cùng kỳ"} or cell is None:
            continue
        values = [
            part.value if (part := found.get((item.unit, key or "", item.column))) is not None else None
            for key in (ratio.numerator, ratio.denominator)
        ]
        typed = _typed(item, cell.number)
        top, bottom = values
        if top is None or not bottom or not typed:
            continue
        per = _HUNDRED if ratio.measure == "%" else Decimal(1)
        computed = top * ratio_factor(scope.outline, ratio) / bottom * per
        if not any(abs(value - computed) <= _ROUNDED for value in typed):
            doubt = f"tỷ lệ ghi sẵn khác tỷ lệ tính lại ({plain(round(computed, 1))}); phần mềm dùng tỷ lệ tính lại"
            yield item.unit or None, Question(TOTAL, None, "", cell.text, doubt, (), scope.source(sheet, item.spot))


def _typed(item: Got, number: Decimal | None) -> tuple[Decimal, ...]:
    """The values that a typed ratio may mean: 0,894 may be written for 89,4 %."""
    if isinstance(item.said, Reported) and item.said.value is not None:
        return (item.said.value, item.said.value * _HUNDRED)
    return () if number is None else (number, number * _HUNDRED)
