"""Units ranked by their figures (xếp hạng đơn vị), if the outline asks for it: tables, and words on first and last units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from pipeline.records.reporting import Indicator
from pipeline.reports.annex_tables import aside_notes, figure_words, table_column
from pipeline.reports.consolidate import ranking
from pipeline.reports.numerals import format_figure
from pipeline.reports.whole_period import Past, Whole

Data = Mapping[str, Any]
_SHOWN: Final = 3
_TOGETHER: Final = 300  # rows of rankings that one annex holds


def rankings(whole: Whole) -> Iterator[tuple[str, Data]]:
    """The annexes with rankings and names for their files: all in one annex, or one each if there are very many units."""
    made = [
        (whole.wording.say("xếp hạng đơn vị", "tiêu đề", chi_tieu=indicator.name), table, indicator)
        for indicator in whole.collected.outline.indicators
        if indicator.ranked == "có" and (table := ranking_table(whole, indicator))
    ]
    if len(made) == 1 or sum(len(table["hàng"]) for _, table, _ in made) > _TOGETHER:
        for number, (title, table, indicator) in enumerate(made, start=1):
            content = [{"bảng": table}, *aside_notes(whole, [indicator])]
            yield f"xep-hang-{number}", {"tiêu đề": title, "nội dung": content}
    elif made:
        content = []
        for title, table, indicator in made:
            content += [{"bảng": {"tiêu đề": title, **table}}, *aside_notes(whole, [indicator])]
        yield "xep-hang", {"tiêu đề": whole.wording.say("xếp hạng đơn vị", "tiêu đề chung"), "nội dung": content}


def ranking_table(whole: Whole, indicator: Indicator) -> Data | None:
    """The table of rank, unit and figure, with figure and rank of the earlier period; None if no unit has a figure."""
    places = int(indicator.decimals)
    ranked = ranks(ranking(whole.collected, indicator))
    if not ranked:
        return None
    past, now = whole.past, whole.collected.period.name
    unit_of = indicator.measure
    columns = [
        table_column(whole.wording.say("xếp hạng đơn vị", "cột hạng"), "giữa"),
        table_column(whole.wording.say("bảng", "cột cơ quan, đơn vị")),
        table_column(whole.wording.say("xếp hạng đơn vị", "cột thực hiện", ten_ky=now, don_vi_tinh=unit_of), "số"),
    ]
    before = _before(past, indicator) if past else {}
    if past is not None:
        columns += [
            table_column(
                whole.wording.say("xếp hạng đơn vị", "cột kỳ so sánh", ten_ky=past.name, don_vi_tinh=unit_of), "số"
            ),
            table_column(whole.wording.say("xếp hạng đơn vị", "cột hạng kỳ so sánh", ten_ky=past.name), "giữa"),
        ]
    rows = []
    for rank, unit, value in ranked:
        row = [str(rank), whole.office.agency(unit).called, figure_words(value, places)]
        if past is not None:
            then = before.get(unit)
            row += [figure_words(then[1], places), str(then[0])] if then else ["", ""]
        rows.append(tuple(row))
    return {"cột": columns, "hàng": rows}


def ranks(ranked: tuple[tuple[str, Decimal], ...]) -> list[tuple[int, str, Decimal]]:
    """Rank, unit and figure. Equal figures share a rank; the next rank counts all units before it."""
    found: list[tuple[int, str, Decimal]] = []
    for place, (unit, value) in enumerate(ranked, start=1):
        rank = found[-1][0] if found and found[-1][2] == value else place
        found.append((rank, unit, value))
    return found


def leaders(whole: Whole, indicator: Indicator) -> str:
    """The first and the last units in words; empty if no ranking is asked for, or there are too few or equal figures."""
    ranked = ranking(whole.collected, indicator)
    if indicator.ranked != "có" or len(ranked) < 2 * _SHOWN or ranked[0][1] == ranked[-1][1]:
        return ""
    first, last = _named(whole, indicator, ranked), _named(whole, indicator, ranked[::-1])
    if indicator.better == "tăng":
        return whole.wording.say("xếp hạng đơn vị", "cao nhất trước", dung_dau=first, dung_cuoi=last)
    return whole.wording.say("xếp hạng đơn vị", "thấp nhất trước", dung_dau=first, dung_cuoi=last)


def _named(whole: Whole, indicator: Indicator, ranked: tuple[tuple[str, Decimal], ...]) -> str:
    """The first units by name with their figures; if too many share the first place, only how many they are."""
    unit = indicator.measure if indicator.measure == "%" else f" {indicator.measure}"
    places = int(indicator.decimals)
    some: list[tuple[str, Decimal]] = []
    for _, group in groupby(ranked, key=itemgetter(1)):
        sharing = list(group)
        if len(some) + len(sharing) > _SHOWN:
            break
        some += sharing
    if not some:
        top = [value for _, value in ranked if value == ranked[0][1]]
        reached = f"{format_figure(top[0], places)}{unit}"
        return whole.wording.say("xếp hạng đơn vị", "nhiều đơn vị cùng đạt", so=len(top), ket_qua=reached)
    return ", ".join(f"{whole.office.agency(key).called} ({format_figure(value, places)}{unit})" for key, value in some)


def _before(past: Past, indicator: Indicator) -> dict[str, tuple[int, Decimal]]:
    return {unit: (rank, value) for rank, unit, value in ranks(ranking(past.collected, indicator))}
