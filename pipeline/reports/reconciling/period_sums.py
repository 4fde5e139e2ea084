"""A period compared with the shorter periods in it (tổng các kỳ): four quarters make a year, two make half a year.

Compared unit by unit, for indicators that add up (`cộng dồn`), and only if the unit gave every part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Asked, Indicator, Period
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.reconciling.doubt import Doubt, in_figures, shown, tolerance

AGAINST_PERIODS: Final = "BC-214"
_RUNNING: Final = "BC-208"
_MOST: Final = 12  # of months in a year


@dataclass(frozen=True)
class Part:
    """A shorter period with its answers, in the longer period's units of measure."""

    period: Period
    collected: Collected


def within(period: Period, others: Iterable[Period]) -> tuple[Period, ...]:
    """The other periods that lie within a period, or between January and its end."""
    if period.days is None:
        return ()
    january = date(period.year, 1, 1)
    return tuple(
        other
        for other in others
        if other.id != period.id
        and other.days is not None
        and january <= other.days[0]
        and other.days[1] <= period.days[1]
        and (other.days != period.days)
    )


def against_periods(collected: Collected, parts: Sequence[Part]) -> Iterator[Doubt]:
    """Doubts about figures that are not the sum of shorter periods, or not the running total of the last of them."""
    days = collected.period.days
    if days is None or not parts:
        return
    asked: set[tuple[str, str, str]] = set()
    columns: tuple[tuple[Asked, date], ...] = (("thực hiện", days[0]), ("lũy kế", date(collected.period.year, 1, 1)))
    for indicator in collected.outline.indicators:
        if indicator.aggregation != "tổng" or indicator.adds_up != "có":
            continue
        known = [part for part in parts if _asks(part.collected, indicator)]
        if any(part.collected.outline.indicator(indicator.id).adds_up != "có" for part in known):
            continue
        for column, first in columns:
            if column not in collected.period.columns:
                continue
            here = [Part(collected.period, collected)] if column == "lũy kế" and first < days[0] else []
            ways: list[Callable[[str], list[Entry | None]]] = [
                _adding(way, indicator) for way in _tilings([*known, *here], first, days[1])
            ]
            ways += [_total(part, indicator) for part in known if column == "thực hiện" and _is_total(part, days)]
            for entry in collected.figures_of(indicator.id, column):
                for way in ways:
                    doubt = _doubt(indicator, entry, way(entry.unit))
                    if doubt is not None and doubt.key not in asked:
                        asked.add(doubt.key)
                        yield doubt


def _asks(collected: Collected, indicator: Indicator) -> bool:
    return any(known.id == indicator.id for known in collected.outline.indicators)


def _is_total(part: Part, days: tuple[date, date]) -> bool:
    """Whether the running total of a shorter period is for the same days as the longer period."""
    ends = part.period.days
    return (
        "lũy kế" in part.period.columns
        and ends is not None
        and ends[1] == days[1]
        and days[0].month == days[0].day == 1
    )


def _adding(way: Sequence[Part], indicator: Indicator) -> Callable[[str], list[Entry | None]]:
    return lambda unit: [part.collected.entries.get((unit, indicator.id, "thực hiện")) for part in way]


def _total(part: Part, indicator: Indicator) -> Callable[[str], list[Entry | None]]:
    return lambda unit: [part.collected.entries.get((unit, indicator.id, "lũy kế"))]


def _tilings(parts: Sequence[Part], first: date, last: date) -> Iterator[tuple[Part, ...]]:
    """Every sequence of two or more periods that fills the days from first to last without a gap."""

    def ways(start: date, left: int) -> Iterator[tuple[Part, ...]]:
        if start > last:
            yield ()
            return
        for part in parts if left else ():
            days = part.period.days
            if days is not None and days[0] == start and days[1] <= last:
                yield from ((part, *rest) for rest in ways(days[1] + timedelta(days=1), left - 1))

    yield from (way for way in ways(first, _MOST) if len(way) > 1)


def _doubt(indicator: Indicator, entry: Entry, given: Sequence[Entry | None]) -> Doubt | None:
    values = [entry_given.value for entry_given in given if entry_given is not None and entry_given.value is not None]
    if entry.value is None or not values or len(values) != len(given):
        return None
    wanted = sum(values, Decimal(0))
    if abs(entry.value - wanted) <= tolerance(indicator, [entry.value, *values]):
        return None
    added = " + ".join(in_figures(indicator, value) for value in values)
    running = entry.column == "lũy kế"
    whence = f"cộng các kỳ được {in_figures(indicator, wanted)} ({added})"
    if len(values) == 1:
        whence = f"lũy kế của kỳ đã báo cáo là {in_figures(indicator, wanted)}"
    return Doubt(
        _RUNNING if running else AGAINST_PERIODS, entry, f"{shown(indicator, entry.value)}; {whence}", (wanted,)
    )
