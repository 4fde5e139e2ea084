"""A figure that was read with certainty but does not fit the figures beside it (số đáng ngờ)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import format_figure
from pipeline.text import decimal_places

SCALES: Final = (Decimal(10**3), Decimal(10**6), Decimal(10**9))
"""By what a figure differs that was written in another unit of money or of count: thousands, millions, thousands of millions."""
NEAR: Final = 10
"""Figures in one scale lie within so many times of each other."""
_MOST_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure of a unit in question: the cell to ask about, the reason, and the values that may be right.

    `beside`: figures of the unit that contradict it (a part and its whole); each of them may be the wrong figure.
    """

    code: str
    entry: Entry
    reason: str
    likely: tuple[Decimal, ...] = ()
    beside: tuple[Entry, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Unit, indicator and column of the figure."""
        return _key(self.entry)

    @property
    def keys(self) -> frozenset[tuple[str, str, str]]:
        """Unit, indicator and column of every figure that may be wrong."""
        return frozenset((self.key, *map(_key, self.beside)))


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.unit, entry.indicator, entry.column


def still_open(collected: Collected, doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Doubts that nobody has decided.

    A correction of the figure, even to the same value, or a review of its cell settles a doubt until a newer version
    comes.
    """
    for doubt in doubts:
        if not _is_settled(collected, doubt.entry):
            yield replace(doubt, beside=tuple(entry for entry in doubt.beside if not _is_settled(collected, entry)))


def _is_settled(collected: Collected, entry: Entry) -> bool:
    """Whether a person has decided on the figure as it was last sent: by a correction, or by a review of its cell."""
    decided, sent = entry.correction, collected.submissions.get(entry.unit)
    if decided is not None:
        return sent is None or decided.day >= sent.received
    return entry.source is not None and (entry.unit, entry.source.sheet, entry.source.cell) in collected.seen


def shown(indicator: Indicator, value: Decimal) -> str:
    """A figure with its unit of measure and every decimal that it has."""
    return f"{in_figures(indicator, value)} {indicator.measure}"


def in_figures(indicator: Indicator, value: Decimal) -> str:
    """A figure with the decimals of its indicator, or with all its own decimals if it has more."""
    return format_figure(value, min(_MOST_PLACES, max(int(indicator.decimals), decimal_places(value))))


def tolerance(indicator: Indicator, values: Iterable[Decimal]) -> Decimal:
    """By how much a sum may differ from its parts because they were rounded; 0 if all are whole numbers."""
    found = list(values)
    if all(value == value.to_integral_value() for value in found) and indicator.decimals == "0":
        return Decimal(0)
    return Decimal(1).scaleb(-int(indicator.decimals)) * len(found) / 2


def scaled(value: Decimal, beside: Decimal) -> tuple[Decimal, ...]:
    """A figure that is too large, divided by each scale that brings it near the figure beside it; empty if none does."""
    if not beside:
        return ()
    return tuple(value / scale for scale in SCALES if beside / NEAR <= value / scale <= beside * NEAR)
