"""A figure compared with other columns of its row (các cột khác): what was done must not exceed the estimate of the year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.records.reporting import Asked, Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import format_figure
from pipeline.reports.reconciling.doubt import Doubt, in_figures, scaled, shown
from pipeline.text import money_unit

AGAINST_OWN: Final = "BC-212"
_LARGE: Final = 10**6  # of what is no money, only such a figure may be in another scale
# What is part of what, in one row: the smaller column first.
_WITHIN: Final[tuple[tuple[Asked, Asked], ...]] = (
    ("thực hiện", "lũy kế"),
    ("thực hiện", "ước cả năm"),
    ("lũy kế", "ước cả năm"),
)


def against_own_columns(collected: Collected) -> Iterator[Doubt]:
    """Doubts about figures that contradict other columns of the same row."""
    columns = collected.period.columns
    for smaller, larger in _WITHIN:
        if smaller not in columns or larger not in columns:
            continue
        for indicator in collected.outline.indicators:
            if indicator.is_text or indicator.is_yes or indicator.is_computed:
                continue
            for entry in collected.figures_of(indicator.id, smaller):
                beside = collected.entries.get((entry.unit, indicator.id, larger))
                if beside is not None:
                    yield from _pair(indicator, entry, beside)


def _pair(indicator: Indicator, part: Entry, whole: Entry) -> Iterator[Doubt]:
    if part.value is None or whole.value is None or part.value < 0 or whole.value < 0:
        return
    if indicator.aggregation == "tổng" and indicator.adds_up == "có" and part.value > whole.value:
        reason = f"“{part.column}” {shown(indicator, part.value)}, lớn hơn “{whole.column}” {in_figures(indicator, whole.value)}"
        yield Doubt(AGAINST_OWN, part, reason, scaled(part.value, whole.value), (whole,))
        return
    larger, other = (part, whole) if part.value > whole.value else (whole, part)
    value, beside = max(part.value, whole.value), min(part.value, whole.value)
    likely = scaled(value, beside)
    if likely and (money_unit(indicator.measure) or value >= _LARGE):
        times = format_figure(value / beside)
        reason = f"“{larger.column}” {shown(indicator, value)}, gấp {times} lần “{other.column}” {in_figures(indicator, beside)}"
        yield Doubt(AGAINST_OWN, larger, reason, likely, (other,))
