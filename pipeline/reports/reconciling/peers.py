"""A figure compared with those of units of the same kind (đơn vị cùng loại); this also works for a unit without a past.

It finds figures in a wrong unit of measure: đồng for triệu đồng, tỷ for triệu, 0,35 for 35 %. Within a kind, a
correct figure is rarely ten times the largest and a hundred times the middle of the other figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import format_figure
from pipeline.reports.owing_units import kind_of_body
from pipeline.reports.reconciling.doubt import SCALES, Doubt, in_figures, shown
from pipeline.text import money_unit

OUT_OF_LINE: Final = "BC-211"
_FEWEST: Final = 3  # others that a figure is held against
_ABOVE_ALL: Final = 10
_ABOVE_MIDDLE: Final = 100
_NEAR: Final = 3  # a figure in the right scale is that near to the range of the others
_LIKE_BEFORE: Final = 5
_SMALL: Final = 500  # an office may well have five hundred of what others have two of
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class _Peers:
    """The figures of the other units: lowest and highest of the usual ones, the middle, their number, their kind.

    `beyond`: how many of them lie far from the middle.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    count: int
    kind: str
    beyond: int

    @property
    def agree(self) -> bool:
        """Whether at most half of the figures lie far from the middle; else none of them can be called unusual."""
        return 2 * self.beyond <= self.count

    def holds(self, value: Decimal) -> bool:
        """Whether a figure is about in the range of the other units."""
        return self.low / _NEAR <= value <= self.high * _NEAR


def out_of_line(collected: Collected, past: Sequence[Collected]) -> Iterator[Doubt]:
    """Doubts about figures that seem to be in another unit of measure than those of similar units."""
    kinds = {unit.id: kind_of_body(unit) for unit in collected.units}
    for indicator in collected.outline.indicators:
        if indicator.is_text or indicator.is_yes or indicator.is_computed:
            continue
        for column in collected.period.columns:
            every = [entry for entry in collected.figures_of(indicator.id, column) if entry.unit != indicator.stated_by]
            entries = [entry for entry in every if entry.value is not None and entry.value > 0]
            groups = _groups(entries, kinds)
            for entry in entries:
                value, kind = entry.value or Decimal(0), kinds[entry.unit]
                peers = _peers(value, groups, kind, percent=indicator.measure == "%")
                if peers is not None:
                    yield from (doubt for doubt in _doubt(indicator, entry, peers) if not _as_before(entry, past))


def _groups(entries: Sequence[Entry], kinds: Mapping[str, str]) -> dict[str, list[Decimal]]:
    """The figures of each kind of unit, sorted; the key "" has those of all units."""
    groups: dict[str, list[Decimal]] = {"": []}
    for entry in entries:
        for kind in ("", kinds[entry.unit]):
            groups.setdefault(kind, []).append(entry.value or Decimal(0))
    return {kind: sorted(values) for kind, values in groups.items()}


def _peers(value: Decimal, groups: dict[str, list[Decimal]], kind: str, *, percent: bool) -> _Peers | None:
    """The other units of the same kind, or all others if those are too few; None if all others are too few."""
    kind = kind if len(groups[kind]) > _FEWEST else ""
    values = groups[kind]
    count = len(values) - 1
    if count < _FEWEST:
        return None
    own = bisect_left(values, value)
    first, second = (values[at + (at >= own)] for at in ((count - 1) // 2, count // 2))
    middle = (first + second) / 2
    far = _ABOVE_ALL if percent and middle > _ABOVE_ALL else _ABOVE_MIDDLE
    low, high = bisect_left(values, middle / far), bisect_right(values, middle * far) - 1
    beyond = low + len(values) - 1 - high
    return _Peers(values[low + (low == own)], middle, values[high - (high == own)], count, kind, beyond)


def _doubt(indicator: Indicator, entry: Entry, peers: _Peers) -> Iterator[Doubt]:
    value = entry.value or Decimal(0)
    scales: tuple[Decimal, ...] = ()
    if value > _ABOVE_ALL * peers.high and value >= _ABOVE_MIDDLE * peers.middle and value >= _SMALL:
        scales = tuple(1 / scale for scale in SCALES)
        words = f"gấp {format_figure(value / peers.middle)} lần mức giữa"
    elif value * _ABOVE_ALL < peers.low and value * _ABOVE_MIDDLE <= peers.middle and money_unit(indicator.measure):
        scales, words = SCALES, "chưa bằng một phần trăm mức giữa"
    elif indicator.measure == "%" and value <= 1 and peers.low >= _ABOVE_ALL:
        scales, words = (_HUNDRED,), "nhỏ hơn hẳn mức giữa"
    if not scales or not peers.agree:
        return
    likely = tuple(value * scale for scale in scales if peers.holds(value * scale))
    whom = f"{peers.count} {(peers.kind or 'đơn vị').removesuffix(' khác')} khác"
    reason = f"{shown(indicator, value)}, {words} ({in_figures(indicator, peers.middle)}) của {whom}"
    yield Doubt(OUT_OF_LINE, entry, reason + _slip(indicator, value, likely), likely)


def _slip(indicator: Indicator, value: Decimal, likely: Sequence[Decimal]) -> str:
    """What mistake is likely, in words, if exactly one scale makes the figure like the others; else empty."""
    if len(likely) != 1:
        return ""
    own = money_unit(indicator.measure)
    times = likely[0] / value
    if own is not None:
        typed = {
            1 / SCALES[0]: -3,
            1 / SCALES[1]: -6,
            1 / SCALES[2]: -9,
            SCALES[0]: 3,
            SCALES[1]: 6,
            SCALES[2]: 9,
        }
        names = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng", 9: "tỷ đồng"}
        scale = next((scale for scale, name in names.items() if money_unit(name) == own), None)
        meant = None if scale is None else names.get(scale + typed.get(times, 99))
        if meant is not None:
            return f"; có lẽ ghi bằng {meant}"
    return "; có lẽ ghi 0,35 thay cho 35 %" if indicator.measure == "%" else ""


def _as_before(entry: Entry, past: Sequence[Collected]) -> bool:
    """Whether the unit gave a similar figure in an earlier period, so that it is probably right."""
    for collected in past:
        before = collected.entries.get((entry.unit, entry.indicator, "thực hiện"))
        if before is not None and before.value and entry.value is not None:
            return before.value / _LIKE_BEFORE <= entry.value <= before.value * _LIKE_BEFORE
    return False
