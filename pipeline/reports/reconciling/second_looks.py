"""Figures worth a second look (điểm cần xem lại): far from an earlier period, or unlike a total that somebody states.

This is weaker than a question: the figure may well be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator, Outline
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.consolidate import Results, change, total
from pipeline.reports.numerals import format_figure
from pipeline.reports.reconciling.doubt import Doubt, in_figures, shown, tolerance
from pipeline.reports.targets import adds_up

OVER_PLAN: Final = "BC-218"
_LITTLE: Final = Decimal(10)  # a jump from 2 to 5 is no news


@dataclass(frozen=True)
class Compared:
    """Another period to compare figures with, and its name in words."""

    name: str
    collected: Collected
    outline: Outline  # as it was: `collected` is already in the units of today
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # units of today that took over parts of others


def second_looks(collected: Collected, results: Results, before: tuple[Compared, ...]) -> Iterator[Doubt]:
    """Figures that a person should look at, also those that were decided already."""
    yield from _outdated_corrections(collected)
    for indicator in collected.outline.indicators:
        for column in collected.period.columns:
            for entry in collected.figures_of(indicator.id, column):
                for other in before if column == "thực hiện" else ():
                    yield from _jump(indicator, entry, other)
            yield from _stated(indicator, results, column)
        yield from _over_plan(collected, indicator)
    yield from _running_totals(collected, before)


def _jump(indicator: Indicator, entry: Entry, other: Compared) -> Iterator[Doubt]:
    past = other.collected.entries.get((entry.unit, indicator.id, "thực hiện"))
    if entry.value is None or past is None or past.value is None:
        return
    moved = change(entry.value, past.value)
    if moved is None or abs(moved) <= indicator.jump or abs(entry.value - past.value) < _LITTLE:
        return
    words = "tăng" if moved > 0 else "giảm"
    places = int(indicator.decimals)
    yield Doubt(
        "BC-203",
        entry,
        f"{format_figure(entry.value, places)}, {words} {format_figure(abs(moved), 1)} % "
        f"so với {other.name} ({format_figure(past.value, places)})",
    )


def _over_plan(collected: Collected, indicator: Indicator) -> Iterator[Doubt]:
    """A unit that is over the plan of the year which it was to stay below; what adds up does not come down again."""
    period = collected.period
    if indicator.better != "giảm" or not adds_up(indicator):
        return
    for entry in collected.figures_of(indicator.id, period.planned):
        plan = indicator.plan_of(entry.unit, period.year)
        if entry.value is not None and plan is not None and entry.value > plan:
            reason = (
                f"{shown(indicator, entry.value)}, đã vượt mức kế hoạch năm giao đơn vị ({in_figures(indicator, plan)})"
            )
            yield Doubt(OVER_PLAN, entry, reason)


def _stated(indicator: Indicator, results: Results, column: str) -> Iterator[Doubt]:
    result = results.by_key[indicator.id, column]
    if result.stated is None or result.stated.value is None or result.value is None:
        return
    added = total(result.entries) if indicator.aggregation == "tổng" else result.value
    if added != result.stated.value:
        places = int(indicator.decimals)
        missing = "" if result.units == result.expected else f" (còn thiếu {result.expected - result.units} đơn vị)"
        yield Doubt(
            "BC-204",
            result.stated,
            f"công bố {format_figure(result.stated.value, places)}, "
            f"cộng các đơn vị được {format_figure(added, places)}{missing}",
        )


def _running_totals(collected: Collected, before: tuple[Compared, ...]) -> Iterator[Doubt]:
    """Figures since January that are not the last period's figure since January and this period's figure together."""
    period = collected.period
    if "lũy kế" not in period.columns:
        return
    last = next((comparison.collected for comparison in before if period.follows(comparison.collected.period)), None)
    if last is None and not period.begins_the_year:
        return
    for indicator in collected.outline.indicators:
        if indicator.aggregation != "tổng" or indicator.adds_up != "có":
            continue
        for entry in collected.figures_of(indicator.id, "lũy kế"):
            now = collected.entries.get((entry.unit, indicator.id, "thực hiện"))
            then = last.entries.get((entry.unit, indicator.id, "lũy kế")) if last else None
            if (
                entry.value is None
                or now is None
                or now.value is None
                or (last and (then is None or then.value is None))
            ):
                continue
            wanted = now.value + (then.value if then is not None and then.value is not None else Decimal(0))
            if abs(entry.value - wanted) > tolerance(indicator, [entry.value, now.value, wanted]):
                places = int(indicator.decimals)
                yield Doubt(
                    "BC-208",
                    entry,
                    f"{format_figure(entry.value, places)}; cộng các kỳ được {format_figure(wanted, places)}",
                )


def _outdated_corrections(collected: Collected) -> Iterator[Doubt]:
    for (unit, _, _), entry in collected.entries.items():
        sent = collected.submissions.get(unit)
        if entry.correction is not None and sent is not None and entry.correction.day < sent.received:
            yield Doubt(
                "BC-206",
                entry,
                f"đang theo điều chỉnh ngày "
                f"{entry.correction.day:%d/%m/%Y}, trước khi nhận bản {sent.version} của đơn vị",
            )
