"""Charts of a compiled report (biểu đồ), as plain data for records: rates against the plan, and units side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from pipeline.records.content import MOST_LABELS
from pipeline.records.reporting import Indicator
from pipeline.reports.consolidate import ranking, unit_value
from pipeline.reports.like_with_like import drawn_notes
from pipeline.reports.targets import is_rate
from pipeline.reports.whole_period import Whole

Data = Mapping[str, Any]
_FEW: Final = 15  # units up to which last year's bar has room beside this year's
_MOST_RATES: Final = 8


def graphs(whole: Whole) -> list[Data | str]:
    """The charts of the outline: a chart of rates with notes, then a chart of units for each indicator that asks for it."""
    content: list[Data | str] = []
    for chart in _rates(whole):
        content += [{"biểu đồ": chart}, *_notes(whole)]
    return [*content, *({"biểu đồ": chart} for chart in _of_units(whole))]


def _rates(whole: Whole) -> Iterator[Data]:
    """The chart of rates with a plan: the plan, the figure, and last year's figure if every rate has one."""
    period, results = whole.collected.period, whole.results
    shown = _shown(whole)
    if not shown:
        return
    rows = [
        (
            whole.wording.say("biểu đồ", "dãy kế hoạch", nam=period.year),
            [indicator.plan(period.year) for indicator in shown],
        ),
        (
            whole.wording.say("biểu đồ", "dãy thực hiện", ten_ky=period.name),
            [results.value(indicator.id) for indicator in shown],
        ),
    ]
    if past := whole.past:
        rows.append(
            (
                whole.wording.say("biểu đồ", "dãy thực hiện", ten_ky=past.name),
                [past.results.value(indicator.id) for indicator in shown],
            )
        )
    complete = [(name, [_figure(value, 1) for value in values if value is not None]) for name, values in rows]
    yield {
        "tiêu đề": whole.wording.say("biểu đồ", "so với kế hoạch"),
        "đơn vị tính": "%",
        "kiểu": "cột",
        "nhãn": [indicator.name for indicator in shown],
        "dãy số liệu": [{"tên": name, "số liệu": values} for name, values in complete if len(values) == len(shown)],
    }


def _shown(whole: Whole) -> list[Indicator]:
    """The rates that are drawn in the chart of rates."""
    period, results = whole.collected.period, whole.results
    return [
        indicator
        for indicator in whole.collected.outline.indicators
        if is_rate(indicator) and indicator.plan(period.year) is not None and results.value(indicator.id) is not None
    ][:_MOST_RATES]


def _notes(whole: Whole) -> Iterator[str]:
    """The notes below the chart of rates: which bars side by side do not cover the same units."""
    past = whole.past
    shown = _shown(whole)
    if past is not None and all(past.results.value(indicator.id) is not None for indicator in shown):
        yield from drawn_notes(whole, past, shown)


def _of_units(whole: Whole) -> Iterator[Data]:
    for indicator in whole.collected.outline.indicators:
        ranked = ranking(whole.collected, indicator)
        # A bar for each ranked unit says nothing that the table of their ranks does not.
        if indicator.chart == "có" and indicator.ranked != "có" and len(ranked) > 1:
            yield _ranked(whole, indicator, ranked)


def _ranked(whole: Whole, indicator: Indicator, ranked: tuple[tuple[str, Decimal], ...]) -> Data:
    """The chart of units by their figure, the best on top.

    Last year's figure stands beside if there are few units; if there are very many, only the first units are drawn.
    """
    every, ranked = len(ranked), ranked[:MOST_LABELS]
    title = whole.wording.say(
        "biểu đồ",
        "theo đơn vị",
        chi_tieu=indicator.name,
        dung_dau=len(ranked) if len(ranked) < every else 0,
        tong=every,
    )
    places = int(indicator.decimals)
    done = whole.wording.say("biểu đồ", "dãy thực hiện", ten_ky=whole.collected.period.name)
    rows = [(done, [_figure(value, places) for _, value in ranked])]
    past = whole.past
    if past is not None and len(ranked) <= _FEW:
        before = [unit_value(past.collected, indicator, unit) for unit, _ in ranked]
        known = [_figure(number, places) for number in before if number is not None]
        then = whole.wording.say("biểu đồ", "dãy thực hiện", ten_ky=past.name)
        rows += [(then, known)] if len(known) == len(ranked) else []
    return {
        "tiêu đề": title,
        "đơn vị tính": indicator.measure,
        "kiểu": "thanh",
        "nhãn": [whole.office.agency(unit).called for unit, _ in ranked],
        "dãy số liệu": [{"tên": name, "số liệu": values} for name, values in rows],
    }


def _figure(value: Decimal, places: int) -> str:
    """A figure as records write it: a comma before decimals, no separator between thousands."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    return f"{rounded:f}".replace(".", ",")
