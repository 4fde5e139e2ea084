"""Units compared with their own plans (kế hoạch giao từng đơn vị): shares reached, how many reached theirs, the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected
from pipeline.reports.consolidate import share, unit_value
from pipeline.reports.numerals import as_printed, format_figure
from pipeline.reports.targets import adds_up, gone_by, is_rate
from pipeline.reports.whole_period import Whole

_HUNDRED: Final = Decimal(100)
_NAMED: Final = 3


@dataclass(frozen=True)
class Given:
    """A unit with its own plan: the plan, the figure compared with it, and the share in percent (None for a rate)."""

    unit: str
    plan: Decimal
    value: Decimal | None
    part: Decimal | None


def given_plans(collected: Collected, indicator: Indicator) -> dict[str, Given]:
    """The units that owe an indicator and have their own plan for it, by id, in the order of the units."""
    period, found = collected.period, {}
    plans, owing = indicator.plans_in(period.year), _owing(collected, indicator)
    for unit in collected.units if plans else ():
        plan = plans.get(unit.id)
        if plan is None or unit.id not in owing:
            continue
        value = unit_value(collected, indicator, unit.id, period.planned)
        printed = None if value is None else as_printed(value, int(indicator.decimals))
        part = None if printed is None or is_rate(indicator) else share(printed, plan)
        found[unit.id] = Given(unit.id, plan, printed, None if part is None else as_printed(part, 1))
    return found


def _owing(collected: Collected, indicator: Indicator) -> frozenset[str]:
    keys = (indicator.numerator or "", indicator.denominator or "") if indicator.is_computed else (indicator.id,)
    return frozenset.intersection(*(collected.due.get(key, frozenset()) for key in keys))


def against_given(whole: Whole, indicator: Indicator) -> str:
    """How many units reached their own plan, and the last units, in words; empty if none can be judged."""
    given = [item for item in given_plans(whole.collected, indicator).values() if item.value is not None]
    if not given or indicator.better is None:
        return ""
    gone = gone_by(whole.collected.period)
    if indicator.better == "giảm" and adds_up(indicator) and (gone is None or gone < _HUNDRED):
        return _over(whole, indicator, given)  # who stays below a plan has not done so before the year is over
    short = [item for item in given if not _reached(indicator, item)]
    last = sorted((item for item in short if item.part is not None), key=lambda item: item.part or Decimal(0))
    if indicator.better == "giảm":
        last = last[::-1]
    return whole.wording.say(
        "báo cáo tổng hợp",
        "đơn vị so với kế hoạch giao",
        dat=len(given) - len(short),
        tong=len(given),
        xa_nhat=[
            f"{whole.office.agency(item.unit).called} ({format_figure(item.part, 1)}%)"
            for item in last[:_NAMED]
            if item.part is not None
        ],
        ca_thay=len(short) <= len(last[:_NAMED]),
        chieu_giam=indicator.better == "giảm",
    )


def _over(whole: Whole, indicator: Indicator, given: Sequence[Given]) -> str:
    """The units that are over the plan of the year already, which is certain at any time; nothing where none is."""
    over = [item for item in given if not _reached(indicator, item)]
    first = sorted(over, key=lambda item: -(item.part or Decimal(0)))[:_NAMED]
    if not over:
        return ""
    return whole.wording.say(
        "báo cáo tổng hợp",
        "đơn vị vượt mức kế hoạch giao",
        so=len(over),
        tong=len(given),
        don_vi=[
            f"{whole.office.agency(item.unit).called}"
            + (f" ({format_figure(item.part, 1)}%)" if item.part is not None else "")
            for item in first
        ],
        ca_thay=len(over) == len(first),
    )


def _reached(indicator: Indicator, item: Given) -> bool:
    value = item.value if item.value is not None else Decimal(0)
    return value >= item.plan if indicator.better == "tăng" else value <= item.plan
