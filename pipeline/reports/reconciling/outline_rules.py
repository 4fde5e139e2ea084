"""Figures compared with the outline's rules for them (ràng buộc của đề cương): parts, bounds, shares, the unit's plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import share
from pipeline.reports.reconciling.doubt import NEAR, Doubt, in_figures, scaled, shown, tolerance
from pipeline.reports.units_of_measure import factor, ratio_factor
from pipeline.text import decimal_places

AGAINST_RULES: Final = "BC-213"
SHARE: Final = "BC-215"
_PLAN: Final = "BC-212"


def against_rules(collected: Collected) -> Iterator[Doubt]:
    """Doubts about figures that break a rule of the outline."""
    for indicator in collected.outline.indicators:
        bounds = (*((indicator.part_of,) if indicator.part_of else ()), *indicator.at_most)
        parts = [part for part in collected.outline.indicators if part.part_of == indicator.id]
        for column in collected.period.columns:
            for entry in collected.figures_of(indicator.id, column):
                for key in bounds:
                    yield from _bound(collected, indicator, entry, key)
                if indicator.split == "có" and parts:
                    yield from _split(collected, indicator, entry, parts)
                if indicator.numerator and indicator.denominator and not indicator.is_computed:
                    yield from _share(collected, indicator, entry)
                yield from _planned(collected, indicator, entry)


def _bound(collected: Collected, indicator: Indicator, entry: Entry, key: str) -> Iterator[Doubt]:
    """A doubt if a figure is larger than its whole, or than a figure that the outline sets as its bound."""
    other = collected.entries.get((entry.unit, key, entry.column))
    if entry.value is None or other is None or other.value is None:
        return
    whole = collected.outline.indicator(key)
    by = factor(whole.measure, indicator.measure) or Decimal(1)
    if entry.value > other.value * by + tolerance(indicator, [entry.value, other.value * by]):
        words = "“trong đó” lớn hơn" if key == indicator.part_of else "lớn hơn"
        reason = f"{shown(indicator, entry.value)}, {words} “{whole.name}” {shown(whole, other.value)}"
        yield Doubt(AGAINST_RULES, entry, reason, beside=(other,))


def _split(collected: Collected, indicator: Indicator, entry: Entry, parts: list[Indicator]) -> Iterator[Doubt]:
    """A doubt if a whole is not the sum of its parts; if some parts are missing, only if it is less than their sum."""
    if entry.value is None:
        return
    found = [(part, collected.entries.get((entry.unit, part.id, entry.column))) for part in parts]
    due = [part for part in parts if entry.unit in collected.due.get(part.id, frozenset())]
    values = [
        given.value * (factor(part.measure, indicator.measure) or Decimal(1))
        for part, given in found
        if given is not None and given.value is not None
    ]
    if not values:
        return
    wanted, room = sum(values, Decimal(0)), tolerance(indicator, [entry.value, *values])
    given_all = len(values) == len(due)
    if (given_all and abs(entry.value - wanted) > room) or entry.value < wanted - room:
        added = " + ".join(in_figures(indicator, value) for value in values)
        reason = f"{shown(indicator, entry.value)}; cộng các phần được {in_figures(indicator, wanted)} ({added})"
        beside = tuple(given for _, given in found if given is not None and given.value is not None)
        yield Doubt(AGAINST_RULES, entry, reason, (wanted,) if given_all else (), beside)


def _share(collected: Collected, indicator: Indicator, entry: Entry) -> Iterator[Doubt]:
    """A doubt if a share that the unit stated does not follow from its own numerator and denominator."""
    top, bottom = (
        collected.entries.get((entry.unit, key or "", entry.column))
        for key in (indicator.numerator, indicator.denominator)
    )
    if entry.value is None or top is None or bottom is None or top.value is None or not bottom.value:
        return
    wanted = share(
        top.value * ratio_factor(collected.outline, indicator), bottom.value, percent=indicator.measure == "%"
    )
    places = decimal_places(entry.value)
    if wanted is not None and abs(entry.value - wanted) >= Decimal(1).scaleb(-places):
        rounded = wanted.quantize(Decimal(1).scaleb(-max(places, int(indicator.decimals))))
        names = [collected.outline.indicator(key or "").name for key in (indicator.numerator, indicator.denominator)]
        whence = f"lấy “{names[0]}” {in_figures(indicator, top.value)} chia “{names[1]}” {in_figures(indicator, bottom.value)}"
        reason = f"{shown(indicator, entry.value)}; {whence} được {shown(indicator, rounded)}"
        yield Doubt(SHARE, entry, reason, (rounded,), (top, bottom))


def _planned(collected: Collected, indicator: Indicator, entry: Entry) -> Iterator[Doubt]:
    """A doubt if a figure is so much larger than the unit's plan that another unit of measure is likely."""
    plan = indicator.plan_of(entry.unit, collected.period.year)
    if entry.value is None or not plan or plan < 0:
        return
    likely = scaled(entry.value, plan)
    if likely and entry.value > plan * NEAR * NEAR:
        reason = f"{shown(indicator, entry.value)}; kế hoạch năm giao đơn vị là {in_figures(indicator, plan)}"
        yield Doubt(_PLAN, entry, reason, likely)
