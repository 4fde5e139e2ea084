"""The main figures in words (kết quả các chỉ tiêu); an introduction says of which units, a point says so if it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.records.reporting import Asked, Indicator
from pipeline.reports.annex_tables import column_head
from pipeline.reports.consolidate import Consolidated, plan_for_all, share
from pipeline.reports.like_with_like import Alike, alike
from pipeline.reports.numerals import as_printed, format_figure
from pipeline.reports.rankings import leaders
from pipeline.reports.targets import course, is_rate, own_course_said, targets_said, units_short
from pipeline.reports.unit_plans import against_given
from pipeline.reports.whole_period import Past, Whole


@dataclass(frozen=True)
class Scope:
    """What the introduction says of the units: those behind most figures, and those compared with each earlier period.

    `units` is None if the figures cover all units, so that nothing need be said. `compared`: name of the earlier
    period to units.
    """

    units: frozenset[str] | None
    expected: int
    compared: Mapping[str, frozenset[str]]


def results_said(whole: Whole) -> Iterator[Any]:
    """How the plan stands, an introduction, then a point for each main indicator; nothing if there is no figure."""
    main = main_indicators(whole)
    if not main:
        return
    scope = scope_of(whole, main)
    points = [_point(whole, scope, indicator) for indicator in main]
    if told := targets_said(whole):
        yield told
    yield whole.wording.say(
        "báo cáo tổng hợp",
        "lời dẫn kết quả",
        so_don_vi=0 if scope.units is None else len(scope.units),
        tong=scope.expected,
        so_sanh=[
            whole.wording.say("báo cáo tổng hợp", "phạm vi so sánh", ky_so_sanh=name, so_don_vi=len(units))
            for name, units in scope.compared.items()
        ],
        rieng=bool(scope.units or scope.compared) and any(_differs(whole, scope, indicator) for indicator in main),
    )
    for number, words in enumerate(points, start=1):
        yield {"gạch đầu dòng": f"{words}{'.' if number == len(points) else ';'}"}


def main_indicators(whole: Whole) -> list[Indicator]:
    """The indicators of which a report speaks: those with a plan or a good direction, else all with a figure."""
    valued = [
        indicator
        for indicator in whole.collected.outline.indicators
        if not indicator.is_text and whole.results.value(indicator.id, _main_column(whole, indicator)) is not None
    ]
    return [indicator for indicator in valued if indicator.plans or indicator.better] or valued


def scope_of(whole: Whole, main: Sequence[Indicator]) -> Scope:
    """The units behind most figures, and for uneven comparisons the units behind most of them."""
    results = [_result(whole, indicator) for indicator in main]
    units = _most(result.behind for result in results)
    expected = next(result.expected for result in results if result.behind == units)
    compared = {}
    for _, past in whole.compared:
        sides = [alike(whole, past, indicator) for indicator in main]
        if uneven := [side.both for side in sides if side.both and not side.same]:
            compared[past.name] = _most(uneven)
    return Scope(None if len(units) >= expected else units, expected, compared)


def _most(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set that occurs most often; the first if several do."""
    return Counter(sets).most_common(1)[0][0]


def _main_column(whole: Whole, indicator: Indicator) -> Asked:
    return whole.collected.outline.main_column(indicator, whole.collected.period)


def _result(whole: Whole, indicator: Indicator, column: str = "") -> Consolidated:
    return whole.results.by_key[indicator.id, column or _main_column(whole, indicator)]


def _called(whole: Whole, indicator: Indicator) -> str:
    """The name of an indicator, with what its figure is where that is not what was done in the period."""
    column = _main_column(whole, indicator)
    if column == "thực hiện":
        return indicator.name
    head = column_head(whole, column)
    return whole.wording.say("báo cáo tổng hợp", "chỉ tiêu hỏi số khác", chi_tieu=indicator.name, so_lieu=head)


def _point(whole: Whole, scope: Scope, indicator: Indicator) -> str:
    """A sentence on an indicator: its figure, plan, earlier periods, first and last units, and who misses the plan."""
    period = whole.collected.period
    result, since = _result(whole, indicator), _result(whole, indicator, period.planned)
    value, reached, plan = result.value, since.value, plan_for_all(whole.collected, indicator)
    if value is None:
        return indicator.name
    planned = reached is not None and plan is not None
    part = None
    if reached is not None and plan is not None and not is_rate(indicator):
        part = share(as_printed(reached, int(indicator.decimals)), plan)
    standing = course(whole, indicator)
    added = reached is not None and period.planned not in {"thực hiện", _main_column(whole, indicator)}
    return whole.wording.say(
        "báo cáo tổng hợp",
        "một chỉ tiêu",
        chi_tieu=_called(whole, indicator),
        ket_qua=_with_unit(indicator, value),
        pham_vi=_own_scope(whole, scope, result),
        luy_ke=_with_unit(indicator, reached) if added and reached is not None else "",
        pham_vi_luy_ke=_own_scope(whole, scope, since) if added and since.behind != result.behind else "",
        # A rate beside the plan's rate; everything else as a share of the plan.
        ke_hoach=_with_unit(indicator, plan) if planned and plan is not None and is_rate(indicator) else "",
        dat="" if part is None else format_figure(part, 1),
        tien_do=own_course_said(whole, indicator, standing) if standing is not None else "",
        so_sanh=[words for _, past in whole.compared if (words := _against(whole, scope, indicator, past))],
        xep_hang=leaders(whole, indicator),
        chua_dat=_short(whole, indicator),
    )


def _own_scope(whole: Whole, scope: Scope, result: Consolidated) -> str:
    """How many units a figure covers, in words; empty if they are the units that the introduction names."""
    every = result.units >= result.expected >= len(whole.collected.units)
    said = every if scope.units is None else result.behind == scope.units
    if said:
        return ""
    return whole.wording.say("báo cáo tổng hợp", "phạm vi của chỉ tiêu", so_don_vi=result.units, tong=result.expected)


def _differs(whole: Whole, scope: Scope, indicator: Indicator) -> bool:
    """Whether the sentence on an indicator must say which units it covers."""
    if _own_scope(whole, scope, _result(whole, indicator)):
        return True
    sides = ((past, alike(whole, past, indicator)) for _, past in whole.compared)
    return any(
        side.moved(indicator) is not None and not _as_said(side, scope.compared.get(past.name)) for past, side in sides
    )


def _short(whole: Whole, indicator: Indicator) -> str:
    """How many units reached or missed their plan, in words; empty if there is nothing to say."""
    if said := against_given(whole, indicator):
        return said
    found = units_short(whole, indicator)
    if found is None or not found[0]:
        return ""
    since = whole.collected.period.planned != "thực hiện"
    return whole.wording.say(
        "báo cáo tổng hợp", "số đơn vị chưa đạt kế hoạch", so=found[0], tong=found[1], luy_ke=since
    )


def _with_unit(indicator: Indicator, value: Decimal) -> str:
    unit = "%" if is_rate(indicator) else f" {indicator.measure}"
    return f"{format_figure(value, int(indicator.decimals))}{unit}"


def _against(whole: Whole, scope: Scope, indicator: Indicator, past: Past) -> str:
    """How a figure changed since an earlier period, in words; a rate in points of percent, others in percent."""
    sides = alike(whole, past, indicator)
    moved = sides.moved(indicator)
    if moved is None:
        return ""
    much = format_figure(abs(moved), max(1, int(indicator.decimals)))
    by = whole.wording.say("báo cáo tổng hợp", "điểm phần trăm", so=much) if is_rate(indicator) else f"{much}%"
    said = _moved(whole, moved, by, past.name)
    if _as_said(sides, scope.compared.get(past.name)):
        return said
    return whole.wording.say("báo cáo tổng hợp", "so sánh trên đơn vị chung", so_sanh=said, so_don_vi=sides.common)


def _as_said(sides: Alike, said: frozenset[str] | None) -> bool:
    """Whether a comparison covers the units that the introduction names, or both totals cover the same units."""
    return sides.same if said is None else sides.both == said


def _moved(whole: Whole, by: Decimal, words: str, past: str) -> str:
    if by == 0:
        return whole.wording.say("báo cáo tổng hợp", "bằng kỳ so sánh", ky_so_sanh=past)
    if as_printed(by, 1) == 0:
        return whole.wording.say("báo cáo tổng hợp", "tương đương kỳ so sánh", ky_so_sanh=past)
    if by > 0:
        return whole.wording.say("báo cáo tổng hợp", "tăng so với kỳ so sánh", muc=words, ky_so_sanh=past)
    return whole.wording.say("báo cáo tổng hợp", "giảm so với kỳ so sánh", muc=words, ky_so_sanh=past)
