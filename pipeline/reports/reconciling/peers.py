"""A figure held against those of units of its kind (đơn vị cùng loại): peers are there where a unit has no past.

What is looked for is another scale: đồng typed for triệu đồng, tỷ for triệu, 0,35 for 35 %. Within a kind, figures of one
indicator rarely lie tenfold above the largest of the others and a hundredfold above their middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import format_figure
from pipeline.reports.reconciling.doubt import Doubt, in_figures, shown
from pipeline.reports.typed_names import plain_name
from pipeline.text import money_unit

OUT_OF_LINE: Final = "BC-211"
_SCALES: Final = (Decimal(10**3), Decimal(10**6), Decimal(10**9))
_FEWEST: Final = 3  # others that a figure is held against
_ABOVE_ALL: Final = 10
_ABOVE_MIDDLE: Final = 100
_NEAR: Final = 3  # a figure in the right scale is that near to the range of the others
_LIKE_BEFORE: Final = 5
_SMALL: Final = 500  # an office may well have five hundred of what others have two of
_HUNDRED: Final = Decimal(100)
_COMMUNE: Final = ("xã", "phường", "thị trấn", "đặc khu")
_DISTRICT: Final = ("huyện", "quận", "thị xã", "thành phố")
_COUNCIL: Final = plain_name("Ủy ban nhân dân")
_DEPARTMENT: Final = plain_name("Sở")


def kind_of_body(unit: Agency) -> str:
    """What a unit is like: a commune, a district, a department, another body."""
    name = plain_name(unit.name)
    if name.startswith(_COUNCIL):
        place = name.removeprefix(_COUNCIL).strip()
        if place.startswith(tuple(plain_name(word) for word in _DISTRICT)):
            return "UBND cấp huyện"
        if place.startswith(tuple(plain_name(word) for word in _COMMUNE)):
            return "UBND cấp xã"
    return "sở" if name.startswith(f"{_DEPARTMENT} ") else "đơn vị khác"


@dataclass(frozen=True)
class _Peers:
    """The figures of the other units, those out of all scale set aside."""

    low: Decimal
    middle: Decimal
    high: Decimal
    count: int
    kind: str

    def holds(self, value: Decimal) -> bool:
        """Whether a figure is about in the range of the others."""
        return self.low / _NEAR <= value <= self.high * _NEAR


def out_of_line(collected: Collected, past: Sequence[Collected]) -> Iterator[Doubt]:
    """Figures in another scale than those of the units' peers."""
    kinds = {unit.id: kind_of_body(unit) for unit in collected.units}
    for indicator in collected.outline.indicators:
        if indicator.is_text or indicator.is_yes or indicator.is_computed:
            continue
        for column in collected.period.columns:
            every = [entry for entry in collected.figures_of(indicator.id, column) if entry.unit != indicator.stated_by]
            entries = [entry for entry in every if entry.value is not None and entry.value > 0]
            for entry in entries:
                peers = _peers(entry, entries, kinds, percent=indicator.measure == "%")
                if peers is not None and not _as_before(entry, past):
                    yield from _doubt(indicator, entry, peers)


def _peers(entry: Entry, entries: Sequence[Entry], kinds: dict[str, str], *, percent: bool) -> _Peers | None:
    """The other units of its kind, or all others where those are too few; None where the figure is no stranger among them."""
    kind = kinds[entry.unit]
    alike = [other for other in entries if kinds[other.unit] == kind]
    chosen, named = (alike, kind) if len(alike) > _FEWEST else (entries, "")
    values = sorted(other.value for other in chosen if other.value is not None and other.unit != entry.unit)
    if len(values) < _FEWEST or entry.value is None:
        return None
    middle = Decimal(median(values))
    if values[0] <= entry.value <= middle * 10 and entry.value * 10 >= middle:
        return None
    far = _ABOVE_ALL if percent and middle > _ABOVE_ALL else _ABOVE_MIDDLE
    sane = [value for value in values if middle / far <= value <= middle * far]
    return _Peers(sane[0], middle, sane[-1], len(values), named)


def _doubt(indicator: Indicator, entry: Entry, peers: _Peers) -> Iterator[Doubt]:
    value = entry.value or Decimal(0)
    scales: tuple[Decimal, ...] = ()
    if value > _ABOVE_ALL * peers.high and value >= _ABOVE_MIDDLE * peers.middle and value >= _SMALL:
        scales = tuple(1 / scale for scale in _SCALES)
        words = f"gấp {format_figure(value / peers.middle)} lần mức giữa"
    elif value * _ABOVE_ALL < peers.low and value * _ABOVE_MIDDLE <= peers.middle and money_unit(indicator.measure):
        scales, words = _SCALES, "chưa bằng một phần trăm mức giữa"
    elif indicator.measure == "%" and value <= 1 and peers.low >= _ABOVE_ALL:
        scales, words = (_HUNDRED,), "nhỏ hơn hẳn mức giữa"
    if not scales:
        return
    likely = tuple(value * scale for scale in scales if peers.holds(value * scale))
    whom = f"{peers.count} {peers.kind or 'đơn vị'} khác"
    reason = f"{shown(indicator, value)}, {words} ({in_figures(indicator, peers.middle)}) của {whom}"
    yield Doubt(OUT_OF_LINE, entry, reason + _slip(indicator, value, likely), likely)


def _slip(indicator: Indicator, value: Decimal, likely: Sequence[Decimal]) -> str:
    """What the unit may have done, where one scale makes the figure like the others."""
    if len(likely) != 1:
        return ""
    own = money_unit(indicator.measure)
    times = likely[0] / value
    if own is not None:
        typed = {
            1 / _SCALES[0]: -3,
            1 / _SCALES[1]: -6,
            1 / _SCALES[2]: -9,
            _SCALES[0]: 3,
            _SCALES[1]: 6,
            _SCALES[2]: 9,
        }
        names = {0: "đồng", 3: "nghìn đồng", 6: "triệu đồng", 9: "tỷ đồng"}
        scale = next((scale for scale, name in names.items() if money_unit(name) == own), None)
        meant = None if scale is None else names.get(scale + typed.get(times, 99))
        if meant is not None:
            return f"; có lẽ ghi bằng {meant}"
    return "; có lẽ ghi 0,35 thay cho 35 %" if indicator.measure == "%" else ""


def _as_before(entry: Entry, past: Sequence[Collected]) -> bool:
    """Whether the unit gave about as much in an earlier period: then it is like that."""
    for collected in past:
        before = collected.entries.get((entry.unit, entry.indicator, "thực hiện"))
        if before is not None and before.value and entry.value is not None:
            return before.value / _LIKE_BEFORE <= entry.value <= before.value * _LIKE_BEFORE
    return False
