"""Figures that cannot be so (số liệu đang hỏi lại): out of bounds, against each other, far from all peers.

Until somebody confirms or corrects them they stay out of totals, ranks and comparisons, and the report says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Final

from pipeline.records.base import figure
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import pair_of, total
from pipeline.reports.numerals import format_figure
from pipeline.reports.units_of_measure import ratio_factor

_HUNDRED: Final = Decimal(100)
# A thousand times is a unit of measure mistaken; a great office is some tens of times a small one, and stands not alone.
_GAP: Final = Decimal(100)
_LEAST: Final = Decimal(1000)
_PEERS: Final = 5
_FEW: Final = 5  # one unit in so many may have mistaken the unit
_TEN: Final = 10
# Of two columns the first cannot be more than the second.
_ORDERED: Final = (("thực hiện", "ước cả năm"), ("thực hiện", "lũy kế"), ("lũy kế", "ước cả năm"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why some entries of one unit cannot all be right; `aside`: they are left out until that is settled."""

    code: str
    said: str
    entries: tuple[Entry, ...]
    aside: bool = True


def doubts(collected: Collected) -> tuple[Doubt, ...]:
    """All that is known from the period alone and that nobody has settled yet."""
    return tuple(doubt for doubt in _all(collected) if not all(is_settled(collected, entry) for entry in doubt.entries))


def sound(collected: Collected) -> Collected:
    """The period without the figures that are asked about; `aside` has those."""
    keys = {
        (entry.unit, entry.indicator, entry.column)
        for doubt in doubts(collected)
        if doubt.aside
        for entry in doubt.entries
    }
    asked = {(unit, question.indicator or "", question.column) for unit, question in collected.questions}
    aside = {key: entry for key, entry in collected.entries.items() if key in keys or key in asked}
    rest = {key: entry for key, entry in collected.entries.items() if key not in aside}
    return replace(collected, entries=rest, aside={**aside, **_unread(collected)})


def _unread(collected: Collected) -> Mapping[tuple[str, str, str], Entry]:
    """Cells that could not be read with certainty: no figure, but something stands there."""
    known = {indicator.id for indicator in collected.outline.indicators}
    return {
        (unit, question.indicator, question.column): Entry(
            unit, question.indicator, question.column, None, source=question.source, text=question.text
        )
        for unit, question in collected.questions
        if question.indicator in known and (unit, question.indicator, question.column) not in collected.entries
    }


def is_settled(collected: Collected, entry: Entry) -> bool:
    """Whether a person stands for a figure: it is corrected, or its cell was looked at."""
    if entry.correction is not None:
        return True
    return entry.source is not None and (entry.unit, entry.source.sheet, entry.source.cell) in collected.seen


def _all(collected: Collected) -> Iterator[Doubt]:
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            entries = tuple(collected.figures_of(indicator.id, column))
            for entry in entries:
                yield from _bounds(collected, indicator, entry)
            yield from _among_peers(collected, indicator, entries)
        yield from _columns(collected, indicator)
    yield from _parts_over_whole(collected)


def _bounds(collected: Collected, indicator: Indicator, entry: Entry) -> Iterator[Doubt]:
    if entry.value is None:
        return
    value = format_figure(entry.value, int(indicator.decimals))
    who = named(collected, indicator, entry)
    if indicator.least is not None and entry.value < figure(indicator.least):
        yield Doubt("BC-201", f"{who}: {value}, nhỏ hơn mức thấp nhất {indicator.least}", (entry,))
    elif indicator.most is not None and entry.value > figure(indicator.most):
        yield Doubt("BC-201", f"{who}: {value}, lớn hơn mức cao nhất {indicator.most}", (entry,))
    elif indicator.measure == "%" and entry.value > _HUNDRED:
        yield Doubt("BC-202", f"{who}: {value} %, vượt quá 100 %", (entry,))
    elif entry.value < 0 and indicator.least is None:
        yield Doubt("BC-201", f"{who}: {value}, là số âm", (entry,))


def _among_peers(collected: Collected, indicator: Indicator, entries: tuple[Entry, ...]) -> Iterator[Doubt]:
    """Figures above a gap that no other unit comes near: who wrote đồng where the others write triệu đồng."""
    if indicator.is_yes or indicator.measure == "%":
        return
    valued = sorted(
        (entry for entry in entries if entry.value and entry.value > 0 and entry.unit != indicator.stated_by),
        key=lambda entry: entry.value or 0,
        reverse=True,
    )
    if len(valued) < _PEERS:
        return
    values = [entry.value or Decimal(0) for entry in valued]
    for count in range(max(1, len(valued) // _FEW), 0, -1):
        if values[count - 1] >= _LEAST and values[count - 1] >= _GAP * values[count]:
            usual = format_figure(Decimal(median(values[count:])), int(indicator.decimals))
            for entry, value in zip(valued[:count], values, strict=False):
                said = format_figure(value, int(indicator.decimals))
                who = named(collected, indicator, entry)
                yield Doubt(
                    "BC-209",
                    f"{who}: {said}, trong khi các đơn vị khác thường ở mức {usual}; có thể nhầm đơn vị tính",
                    (entry,),
                )
            return


def _columns(collected: Collected, indicator: Indicator) -> Iterator[Doubt]:
    """What a unit has done is no more than what it has done since January, or foresees for the year."""
    if indicator.aggregation != "tổng" or indicator.adds_up != "có" or indicator.measure == "%":
        return
    for unit in collected.units:
        for less, more in _ORDERED:
            part, whole = (collected.entries.get((unit.id, indicator.id, column)) for column in (less, more))
            if part is None or whole is None or part.value is None or whole.value is None or part.value <= whole.value:
                continue
            places = int(indicator.decimals)
            said = f"{format_figure(part.value, places)}, lớn hơn {more} {format_figure(whole.value, places)}"
            far = part.value > _TEN * whole.value
            yield Doubt("BC-210", f"{named(collected, indicator, part)}: {said}", (part, whole), aside=far)


def _parts_over_whole(collected: Collected) -> Iterator[Doubt]:
    """A ratio in percent says that its numerator is part of its denominator."""
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
                        f"{unit.called}: “{collected.outline.indicator(top.indicator).name}” {format_figure(part)} lớn hơn "
                        f"“{collected.outline.indicator(bottom.indicator).name}” {format_figure(whole)}, "
                        f"tỷ lệ quá 100 %",
                        pair,
                    )


def named(collected: Collected, indicator: Indicator, entry: Entry) -> str:
    """Whose figure of what it is, for a message."""
    unit = next((unit.called for unit in collected.units if unit.id == entry.unit), entry.unit)
    return f"{unit}: “{indicator.name}”, {entry.column}"
