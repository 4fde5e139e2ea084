"""Units of measure of indicators (đơn vị tính): money in different units is converted before it is compared.

Units that cannot be converted (`văn bản` and `hồ sơ`, đồng and dollars) are not compared at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.records.reporting import Indicator, Outline
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.typed_names import same_name
from pipeline.text import MoneyUnit, money_unit


def factor(own: str, wanted: str) -> Decimal | None:
    """The number that converts a figure of one unit into another: 1 for equal words, a power of ten for money; else None."""
    if own.strip() == wanted.strip() or same_name(own, wanted):
        return Decimal(1)
    have, want = money_unit(own), money_unit(wanted)
    return want.converted(Decimal(1), have) if have is not None and want is not None else None


def ratio_factor(outline: Outline, ratio: Indicator) -> Decimal:
    """The number by which a ratio's numerator is multiplied, so that triệu đồng over tỷ đồng comes out right."""
    top, bottom = (outline.indicator(key or "") for key in (ratio.numerator, ratio.denominator))
    if (per := money_unit(ratio.measure)) is not None and per.per:
        have = money_unit(top.measure)
        value = MoneyUnit(per.currency, per.scale).converted(Decimal(1), have) if have is not None else None
        return value or Decimal(1)
    return factor(top.measure, bottom.measure) or Decimal(1)


def changed(past: Outline, now: Outline) -> Iterator[tuple[Indicator, Indicator]]:
    """Indicators of both outlines whose unit of measure changed: the old one and the new one."""
    today = {indicator.id: indicator for indicator in now.indicators}
    for before in past.indicators:
        after = today.get(before.id)
        if after is not None and factor(before.measure, after.measure) != 1:
            yield before, after


def in_measures_of(past: Collected, now: Outline) -> Collected:
    """Figures of an earlier period in the units of today's outline; figures that cannot be converted are left out."""
    moved = {before.id: factor(before.measure, after.measure) for before, after in changed(past.outline, now)}
    if not moved:
        return past
    today = {indicator.id: indicator.measure for indicator in now.indicators}
    entries = {
        key: converted
        for key, entry in past.entries.items()
        if (converted := _moved(entry, moved.get(key[1], Decimal(1)))) is not None
    }
    indicators = tuple(
        indicator.model_copy(update={"measure": today[indicator.id]}) if indicator.id in moved else indicator
        for indicator in past.outline.indicators
    )
    outline = past.outline.model_copy(update={"indicators": indicators})
    return replace(past, outline=outline, entries=entries)


def _moved(entry: Entry, by: Decimal | None) -> Entry | None:
    if by is None or entry.value is None:
        return entry if by is not None else None
    return replace(entry, value=entry.value * by)
