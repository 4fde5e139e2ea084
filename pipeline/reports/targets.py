"""Indicators compared with the plan of the year (so với kế hoạch): reached, on course, behind; by figures as printed.

Only indicators with a good direction in the outline are judged. An indicator that adds up since January is on course
if its share of the plan keeps up with the share of the year that is over. A rate or a state is either reached or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Final

from pipeline.records.reporting import Indicator, Period
from pipeline.reports.collected import Collected
from pipeline.reports.consolidate import plan_for_all, ranking, share, unit_value
from pipeline.reports.numerals import as_printed, format_figure
from pipeline.reports.whole_period import Whole

_HUNDRED: Final = Decimal(100)


class Course(StrEnum):
    """How an indicator stands against its plan."""

    REACHED = "reached"
    ON_COURSE = "on course"
    BEHIND = "behind"
    ABOVE = "above course"
    """Closer to a ceiling of the year than the time that has gone by."""
    OPEN = "open"
    OVER = "over"


# What the sum of some units proves for that of all: what is missing can only add to it.
_CERTAIN: Final = {
    "tăng": frozenset({Course.REACHED, Course.ON_COURSE}),
    "giảm": frozenset({Course.OVER, Course.ABOVE}),
}


@dataclass(frozen=True)
class Basis:
    """What an indicator is judged by: a plan of the year, the figure, and of how many units where not all were given a plan.

    `given`: how many of those that owe it (`expected`) were given a plan; `units`: those of them that gave a figure,
    whose plans and figures are compared.
    """

    plan: Decimal
    value: Decimal
    units: int = 0
    given: int = 0
    expected: int = 0


@dataclass(frozen=True)
class Judged:
    """An indicator with a plan, and how it stands."""

    indicator: Indicator
    course: Course


def is_rate(indicator: Indicator) -> bool:
    """Whether an indicator is in percent; it is printed beside its plan instead of divided by it."""
    return indicator.measure == "%"


def adds_up(indicator: Indicator) -> bool:
    """Whether an indicator's figures add up over the year."""
    return indicator.aggregation == "tổng" and indicator.adds_up == "có" and not is_rate(indicator)


def gone_by(period: Period) -> Decimal | None:
    """The percentage of the year that is over at the end of a period; None if its figures do not run from January."""
    if period.days is None:
        return None
    first, last = period.days
    january = date(period.year, 1, 1)
    if last.year != period.year or (period.planned != "lũy kế" and first > january):
        return None
    every = (date(period.year, 12, 31) - january).days + 1
    return as_printed(_HUNDRED * ((last - january).days + 1) / every, 0)


def planned_units(collected: Collected, indicator: Indicator) -> Mapping[str, Decimal]:
    """The plans of the units that were given one, where not all that owe the indicator were and there is none for all."""
    if plan_for_all(collected, indicator) is not None or not adds_up(indicator):
        return {}
    owing = collected.due.get(indicator.id, frozenset()) - {indicator.stated_by or ""}
    return {unit: plan for unit, plan in indicator.plans_in(collected.period.year).items() if unit in owing}


def basis(whole: Whole, indicator: Indicator) -> Basis | None:
    """What an indicator is judged by; with plans of some units alone, those units against their own plans."""
    collected = whole.collected
    plan, value = plan_for_all(collected, indicator), whole.results.value(indicator.id, collected.period.planned)
    if plan is not None:
        return None if value is None else Basis(plan, as_printed(value, int(indicator.decimals)))
    given = planned_units(collected, indicator)
    values = {unit: unit_value(collected, indicator, unit, collected.period.planned) for unit in sorted(given)}
    found = {unit: value for unit, value in values.items() if value is not None}
    if not found:
        return None
    added = as_printed(sum(found.values(), Decimal(0)), int(indicator.decimals))
    owing = collected.due.get(indicator.id, frozenset()) - {indicator.stated_by or ""}
    return Basis(sum((given[unit] for unit in found), Decimal(0)), added, len(found), len(given), len(owing))


def course(whole: Whole, indicator: Indicator) -> Course | None:
    """How an indicator stands; None if it has no plan, no figure or no good direction, or it cannot be judged."""
    period, by = whole.collected.period, basis(whole, indicator)
    if by is None or indicator.better is None:
        return None
    plan, value = by.plan, by.value
    if not adds_up(indicator):
        reached = value >= plan if indicator.better == "tăng" else value <= plan
        return Course.REACHED if reached else Course.OPEN
    if indicator.better == "giảm" and value > plan:
        return Course.OVER  # what adds up does not come down again: certain before the year is over too
    found = _paced(indicator, by, gone_by(period))
    return found if found in _CERTAIN[indicator.better] or _is_of_all(whole, indicator) else None


def _is_of_all(whole: Whole, indicator: Indicator) -> bool:
    """Whether every unit that owes a sum gave its figure, or each is held against its own plan."""
    if plan_for_all(whole.collected, indicator) is None:
        return True
    result = whole.results.by_key[indicator.id, whole.collected.period.planned]
    return result.units >= result.expected


def _paced(indicator: Indicator, by: Basis, gone: Decimal | None) -> Course | None:
    """Where an indicator that adds up stands beside the share of the year that has gone by."""
    part = share(by.value, by.plan)
    if gone is None:
        return None
    if indicator.better == "giảm":  # not over the plan, or it would have been told already
        if gone >= _HUNDRED:
            return Course.REACHED
        return Course.ON_COURSE if part is None or as_printed(part, 1) <= gone else Course.ABOVE
    if part is None:
        return None
    return Course.REACHED if by.value >= by.plan else Course.ON_COURSE if as_printed(part, 1) >= gone else Course.BEHIND


def judged(whole: Whole) -> tuple[Judged, ...]:
    """Every indicator that can be judged, with how it stands."""
    every = ((indicator, course(whole, indicator)) for indicator in whole.collected.outline.indicators)
    return tuple(Judged(indicator, found) for indicator, found in every if found is not None)


def targets_said(whole: Whole) -> str:
    """How many indicators with a plan are reached, on course and behind, in words; empty if none can be judged."""
    found = judged(whole)
    if not found:
        return ""
    counts = Counter(target.course for target in found)
    every = whole.collected.outline.indicators
    partly = [indicator for indicator in every if planned_units(whole.collected, indicator)]
    planned = [item for item in every if plan_for_all(whole.collected, item) is not None or item in partly]
    standings = [(course_said(whole, standing), counts[standing]) for standing in Course]
    told = {target.indicator.id for target in found}
    if left := [indicator.name for indicator in planned if indicator.id not in told]:
        standings.append((whole.wording.say("báo cáo tổng hợp", "chưa đánh giá", chi_tieu=left), len(left)))
    gone = gone_by(whole.collected.period)
    paced = any(adds_up(target.indicator) for target in found) and gone is not None and gone < _HUNDRED
    return whole.wording.say(
        "báo cáo tổng hợp",
        "tình hình thực hiện kế hoạch",
        nam=whole.collected.period.year,
        tong=len(planned),
        tung_loai=[
            whole.wording.say("báo cáo tổng hợp", "số chỉ tiêu theo tiến độ", so=count, tien_do=words)
            for words, count in standings
            if count
        ],
        thoi_gian=int(gone) if paced and gone is not None else 0,
        mot_phan=[indicator.name for indicator in partly],
    )


def course_said(whole: Whole, found: Course) -> str:
    """How an indicator stands, in words."""
    said = {
        Course.REACHED: partial(whole.wording.say, "báo cáo tổng hợp", "đã đạt kế hoạch"),
        Course.ON_COURSE: partial(whole.wording.say, "báo cáo tổng hợp", "đúng tiến độ"),
        Course.BEHIND: partial(whole.wording.say, "báo cáo tổng hợp", "chậm tiến độ"),
        Course.ABOVE: partial(whole.wording.say, "báo cáo tổng hợp", "cao hơn tiến độ"),
        Course.OPEN: partial(whole.wording.say, "báo cáo tổng hợp", "chưa đạt kế hoạch"),
        Course.OVER: partial(whole.wording.say, "báo cáo tổng hợp", "vượt mức kế hoạch"),
    }
    return said[found]()


def own_course_said(whole: Whole, indicator: Indicator, found: Course) -> str:
    """The course of one indicator in words, with the units that it is over where those are not all."""
    words, by = course_said(whole, found), basis(whole, indicator)
    if by is None or not by.units:
        return words
    part = share(by.value, by.plan)
    return whole.wording.say(
        "báo cáo tổng hợp",
        "tiến độ của đơn vị được giao kế hoạch",
        tien_do=words,
        dat="" if part is None else format_figure(as_printed(part, 1), 1),
        so=by.units,
        tong=by.expected if by.units == by.given else by.given,
        thieu="có" if by.units < by.given else "",
    )


def units_short(whole: Whole, indicator: Indicator) -> tuple[int, int] | None:
    """How many units miss the plan of a rate, and how many have a figure; None if it is no rate with a plan."""
    plan = indicator.plan(whole.collected.period.year)
    ranked = ranking(whole.collected, indicator, whole.collected.period.planned)
    if plan is None or not is_rate(indicator) or indicator.better is None or not ranked:
        return None
    short = sum(value < plan if indicator.better == "tăng" else value > plan for _, value in ranked)
    return short, len(ranked)
