"""Figures that are impossible (số không thể có): outside the bounds of the outline, below zero, or over 100 percent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.records.base import figure
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import pair_of, total
from pipeline.reports.numerals import format_figure
from pipeline.reports.reconciling.doubt import Doubt
from pipeline.reports.units_of_measure import ratio_factor

_HUNDRED: Final = Decimal(100)


def out_of_bounds(collected: Collected) -> Iterator[Doubt]:
    """Doubts about figures outside the bounds that the outline sets, negative figures, and shares over 100 percent."""
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            for entry in collected.figures_of(indicator.id, column):
                yield from _of_entry(indicator, entry)
    yield from _parts_over_whole(collected)


def _of_entry(indicator: Indicator, entry: Entry) -> Iterator[Doubt]:
    if entry.value is None:
        return
    value = format_figure(entry.value, int(indicator.decimals))
    if indicator.least is not None and entry.value < figure(indicator.least):
        yield Doubt("BC-201", entry, f"{value}, nhỏ hơn mức thấp nhất {indicator.least}")
    elif indicator.most is not None and entry.value > figure(indicator.most):
        yield Doubt("BC-201", entry, f"{value}, lớn hơn mức cao nhất {indicator.most}")
    elif indicator.measure == "%" and entry.value > _HUNDRED:
        yield Doubt("BC-202", entry, f"{value} %, vượt quá 100 %")
    elif entry.value < 0 and indicator.least is None:
        yield Doubt("BC-201", entry, f"{value}, là số âm")


def _parts_over_whole(collected: Collected) -> Iterator[Doubt]:
    """Doubts about ratios in percent whose numerator is greater than their denominator."""
    for indicator in collected.outline.indicators:
        if not indicator.is_computed or indicator.measure != "%" or indicator.most not in {None, "100"}:
            continue
        for column in collected.period.columns:
            for unit in collected.units:
                pair = pair_of(collected, indicator, unit.id, column)
                if pair is None:
                    continue
                top, bottom = pair
                part, whole = total((top,)) * ratio_factor(collected.outline, indicator), total((bottom,))
                if part > whole:
                    yield Doubt(
                        "BC-202",
                        top,
                        f"{format_figure(part)}, lớn hơn "
                        f"“{collected.outline.indicator(bottom.indicator).name}” {format_figure(whole)}, "
                        f"tỷ lệ quá 100 %",
                        beside=(bottom,),
                    )
