"""Figures of all units put together (tổng hợp số liệu): decimal arithmetic that does not depend on the order of units.

Each result has the answers from which it was worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import as_printed
from pipeline.reports.units_of_measure import ratio_factor

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """An indicator over all units: its value (None: nothing to add up), the number of units, the answers behind it.

    `units`: how many units gave a figure, of `expected` that owe it. `words`: unit and answer, for an indicator
    answered in words. `stated`: what the unit that publishes the total says; it is compared and never added.
    """

    indicator: str
    column: str
    value: Decimal | None
    units: int
    expected: int
    entries: tuple[Entry, ...]
    words: tuple[tuple[str, str], ...] = ()
    stated: Entry | None = None

    @property
    def behind(self) -> frozenset[str]:
        """The ids of the units behind the value."""
        return frozenset(entry.unit for entry in self.entries)


@dataclass(frozen=True)
class Results:
    """All totals of a period, by (indicator, column)."""

    by_key: Mapping[tuple[str, str], Consolidated]

    def value(self, indicator: str, column: str = "thực hiện") -> Decimal | None:
        """The total of an indicator in a column; None if there is none."""
        found = self.by_key.get((indicator, column))
        return found.value if found else None


def consolidate(collected: Collected) -> Results:
    """The totals of all indicators of the outline in all columns of the period."""
    found: dict[tuple[str, str], Consolidated] = {}
    for column in collected.period.columns:
        for indicator in collected.outline.indicators:
            found[indicator.id, column] = consolidated(collected, indicator, column)
    return Results(found)


def consolidated(collected: Collected, indicator: Indicator, column: str) -> Consolidated:
    """The total of an indicator in a column."""
    if indicator.is_computed:
        return _ratio(collected, indicator, column)
    every = tuple(collected.figures_of(indicator.id, column))
    stated = next((entry for entry in every if entry.unit == indicator.stated_by), None)
    added = tuple(entry for entry in every if entry.unit != indicator.stated_by)
    valued = tuple(entry for entry in added if entry.value is not None)
    expected = len(collected.due[indicator.id] - {indicator.stated_by or ""})
    if indicator.is_text:
        words = tuple((entry.unit, entry.words) for entry in added if entry.words)
        return Consolidated(indicator.id, column, None, len(words), expected, added, words, stated)
    value, behind = _aggregate(collected, indicator, column, valued)
    return Consolidated(indicator.id, column, value, len(behind), expected, behind, (), stated)


def _aggregate(
    collected: Collected, indicator: Indicator, column: str, valued: tuple[Entry, ...]
) -> tuple[Decimal | None, tuple[Entry, ...]]:
    values = [entry.value for entry in valued if entry.value is not None]
    if indicator.aggregation == "bình quân gia quyền":
        return _weighted(collected, indicator, column, valued)
    if not values:
        return None, ()
    if indicator.aggregation == "lớn nhất":
        return max(values), valued
    return sum(values, Decimal(0)), valued  # a count of units adds up ones and noughts


def _weighted(
    collected: Collected, indicator: Indicator, column: str, valued: tuple[Entry, ...]
) -> tuple[Decimal | None, tuple[Entry, ...]]:
    """The mean weighted by another indicator, and its answers; units without a weight are left out."""
    total, weights = Decimal(0), Decimal(0)
    behind = []
    for entry in valued:
        weight = collected.entries.get((entry.unit, indicator.weight or "", column))
        if weight is not None and weight.value is not None and entry.value is not None:
            total += entry.value * weight.value
            weights += weight.value
            behind.append(entry)
    return (total / weights if weights else None), tuple(behind)


def _ratio(collected: Collected, indicator: Indicator, column: str) -> Consolidated:
    """The sum of numerators divided by the sum of denominators, of units that gave both."""
    found = (pair_of(collected, indicator, unit.id, column) for unit in collected.units)
    pairs = [pair for pair in found if pair is not None]
    top, bottom = total(entry for entry, _ in pairs), total(other for _, other in pairs)
    keys = (indicator.numerator or "", indicator.denominator or "")
    entries = tuple(entry for pair in pairs for entry in pair)
    top *= ratio_factor(collected.outline, indicator)
    value = share(top, bottom, percent=indicator.measure == "%") if pairs else None
    expected = len(frozenset.intersection(*(collected.due.get(key, frozenset()) for key in keys)))
    return Consolidated(indicator.id, column, value, len(pairs), expected, entries)


def pair_of(collected: Collected, indicator: Indicator, unit: str, column: str) -> tuple[Entry, Entry] | None:
    """Numerator and denominator of a ratio as a unit gave them; None if it did not give both."""
    top = collected.entries.get((unit, indicator.numerator or "", column))
    bottom = collected.entries.get((unit, indicator.denominator or "", column))
    if top is None or bottom is None or top.value is None or bottom.value is None:
        return None
    return top, bottom


def share(part: Decimal, whole: Decimal, *, percent: bool = True) -> Decimal | None:
    """A part divided by its whole, in percent unless `percent` is False; None if the whole is 0."""
    if whole == 0:
        return None
    return part / whole * (_HUNDRED if percent else 1)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By how many percent a figure rose (+) or fell (-); None if a figure is missing or the earlier one is 0."""
    if now is None or before is None or before == 0:
        return None
    return (now - before) / abs(before) * _HUNDRED


def unit_value(collected: Collected, indicator: Indicator, unit: str, column: str = "thực hiện") -> Decimal | None:
    """A unit's figure; for a ratio, its own numerator divided by its own denominator. None if it gave none."""
    if indicator.is_computed:
        pair = pair_of(collected, indicator, unit, column)
        if pair is None:
            return None
        top = total(pair[:1]) * ratio_factor(collected.outline, indicator)
        return share(top, total(pair[1:]), percent=indicator.measure == "%")
    entry = collected.entries.get((unit, indicator.id, column))
    return entry.value if entry else None


def ranking(collected: Collected, indicator: Indicator, column: str = "thực hiện") -> tuple[tuple[str, Decimal], ...]:
    """Unit ids with their figures as printed, the best first; equal figures in the order of the units."""
    found = [(unit.id, unit_value(collected, indicator, unit.id, column)) for unit in collected.units]
    valued = [(unit, as_printed(value, int(indicator.decimals))) for unit, value in found if value is not None]
    return tuple(sorted(valued, key=lambda pair: pair[1], reverse=indicator.better != "giảm"))


def missing_units(collected: Collected, consolidated: Consolidated) -> tuple[str, ...]:
    """The ids of units that reported and owe this indicator but left it blank."""
    given = {entry.unit for entry in collected.figures_of(consolidated.indicator, consolidated.column)}
    due = collected.due.get(consolidated.indicator, frozenset())
    return tuple(unit.id for unit in collected.units if unit.id in due & collected.reported and unit.id not in given)


def plan_for_all(collected: Collected, indicator: Indicator) -> Decimal | None:
    """The plan of the year for all units: the outline's, else the sum if every unit that owes the figure has a plan."""
    year, owing = collected.period.year, collected.due.get(indicator.id, frozenset()) - {indicator.stated_by or ""}
    plan = indicator.plan(year)
    given = indicator.plans_in(year)
    if plan is not None or indicator.aggregation != "tổng" or not owing or not owing <= given.keys():
        return plan
    return sum((given[unit] for unit in sorted(owing)), Decimal(0))


def total(entries: Iterable[Entry]) -> Decimal:
    """The sum of the answers that have a value."""
    return sum((entry.value for entry in entries if entry.value is not None), Decimal(0))
