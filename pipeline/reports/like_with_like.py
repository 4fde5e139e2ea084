"""Totals of two periods over the same units (cùng phạm vi), as a total of fifty units is not comparable with one of forty.

If the two totals do not cover the same units, the change is worked out over the units that both cover, and the paper
says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected
from pipeline.reports.consolidate import change, consolidated
from pipeline.reports.numerals import as_printed
from pipeline.reports.whole_period import Past, Whole

_SEVERAL: Final = 2


@dataclass(frozen=True)
class Alike:
    """An indicator in two periods: both values over the same units, the number of units of each, and the common units."""

    now: Decimal | None
    before: Decimal | None
    units: tuple[int, int]
    both: frozenset[str] = frozenset()

    @property
    def common(self) -> int:
        """How many units both totals cover."""
        return len(self.both)

    @property
    def same(self) -> bool:
        """Whether both totals cover the same units."""
        return self.units == (self.common, self.common)

    def moved(self, indicator: Indicator) -> Decimal | None:
        """The change: of a rate in points of percent, of other figures in percent; None if they cannot be compared.

        It is worked out from figures as printed, so that readers who subtract find the same.
        """
        if self.now is None or self.before is None:
            return None
        now, before = (as_printed(side, int(indicator.decimals)) for side in (self.now, self.before))
        return now - before if indicator.measure == "%" else change(now, before)


def alike(whole: Whole, past: Past, indicator: Indicator) -> Alike:
    """An indicator of the period, compared with the same indicator of an earlier period."""
    now, before = (side.by_key.get((indicator.id, "thực hiện")) for side in (whole.results, past.results))
    if now is None or before is None:
        return Alike(None, None, (0, 0))
    here, there = now.behind, before.behind
    common = here & there
    units = (len(here), len(there))
    if here == there:
        return Alike(now.value, before.value, units, common)
    values = [_over(side, indicator, common) for side in (whole.collected, past.collected)]
    return Alike(values[0], values[1], units, common)


def _over(collected: Collected, indicator: Indicator, units: frozenset[str]) -> Decimal | None:
    """The total over some of the units; None if there is no unit or the period has no such indicator."""
    known = {known.id: known for known in collected.outline.indicators}
    if indicator.id not in known or not units:
        return None
    some = replace(
        collected,
        units=tuple(unit for unit in collected.units if unit.id in units),
        entries={key: entry for key, entry in collected.entries.items() if entry.unit in units},
    )
    return consolidated(some, known[indicator.id], "thực hiện").value


def scope_notes(whole: Whole, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Notes below a table: which totals of two periods do not cover the same units; equal cases share a line."""
    every = whole.wording.say("phụ lục số liệu", "các chỉ tiêu")
    for _, past in whole.compared:
        for ((now, before), common), names in _scopes(whole, past, indicators).items():
            yield whole.wording.say(
                "phụ lục số liệu",
                "chú thích khác phạm vi",
                chi_tieu=_named(names, indicators, every),
                ten_ky=whole.collected.period.name,
                so_don_vi=now,
                ky_so_sanh=past.name,
                so_don_vi_ky_so_sanh=before,
                so_chung=common,
            )


def drawn_notes(whole: Whole, past: Past, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Notes below a chart: which bars side by side do not cover the same units."""
    every = whole.wording.say("biểu đồ", "các chỉ tiêu")
    for ((now, before), _), names in _scopes(whole, past, indicators).items():
        yield whole.wording.say(
            "biểu đồ",
            "chú thích khác phạm vi",
            chi_tieu=_named(names, indicators, every),
            ten_ky=whole.collected.period.name,
            so_don_vi=now,
            ky_so_sanh=past.name,
            so_don_vi_ky_so_sanh=before,
        )


def _named(names: list[str], indicators: Sequence[Indicator], every: str) -> list[str]:
    """The names of indicators; if they are all indicators and several, the words for all."""
    return names if len(names) < max(_SEVERAL, len(indicators)) else [every]


def _scopes(whole: Whole, past: Past, indicators: Sequence[Indicator]) -> dict[tuple[tuple[int, int], int], list[str]]:
    """Indicators whose totals do not cover the same units, by the numbers of units of both totals and of common units."""
    found: dict[tuple[tuple[int, int], int], list[str]] = {}
    for indicator in indicators:
        sides = alike(whole, past, indicator)
        if not sides.same and all(sides.units):
            found.setdefault((sides.units, sides.common), []).append(indicator.name)
    return found
