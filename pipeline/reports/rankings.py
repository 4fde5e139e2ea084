"""Units in the order of their figures (xếp hạng đơn vị), where the outline asks for it: tables, words on first and last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from pipeline.records.reporting import Indicator
from pipeline.reports.annex_tables import Past, Whole, figure_words, table_column
from pipeline.reports.consolidate import ranking
from pipeline.reports.numerals import format_figure
from pipeline.text import lower_first, upper_first

Data = Mapping[str, Any]
_SHOWN: Final = 3


def rankings(whole: Whole) -> Iterator[tuple[str, Data]]:
    """One annex for each indicator that asks for a ranking, with a name for its file."""
    wanted = [one for one in whole.collected.outline.indicators if one.ranked == "có"]
    for number, indicator in enumerate(wanted, start=1):
        if table := ranking_table(whole, indicator):
            title = f"Xếp hạng đơn vị theo {lower_first(indicator.name)}"
            yield f"xep-hang-{number}", {"tiêu đề": title, "nội dung": [{"bảng": table}]}


def ranking_table(whole: Whole, indicator: Indicator) -> Data | None:
    """Rank, unit, figure; figure and rank of the period it is held against. None where no unit has a figure."""
    places = int(indicator.decimals)
    ranked = ranks(ranking(whole.collected, indicator))
    if not ranked:
        return None
    columns = [table_column("Hạng", "giữa"), table_column("Cơ quan, đơn vị")]
    columns += [table_column(f"Thực hiện {whole.collected.period.name} ({indicator.measure})", "số")]
    past = whole.past
    before = _before(past, indicator) if past else {}
    if past is not None:
        columns += [
            table_column(f"{upper_first(past.name)} ({indicator.measure})", "số"),
            table_column(f"Hạng {past.name}", "giữa"),
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
    """Rank, unit, figure; equal figures share a rank, and the next one is as far behind as there are units before it."""
    found: list[tuple[int, str, Decimal]] = []
    for place, (unit, value) in enumerate(ranked, start=1):
        rank = found[-1][0] if found and found[-1][2] == value else place
        found.append((rank, unit, value))
    return found


def leaders(whole: Whole, indicator: Indicator) -> str:
    """The first and the last units in words, where a ranking is wanted and there are enough of them."""
    ranked = ranking(whole.collected, indicator)
    if indicator.ranked != "có" or len(ranked) < 2 * _SHOWN:
        return ""
    first, last = _named(whole, indicator, ranked), _named(whole, indicator, ranked[::-1])
    best, worst = ("cao nhất", "thấp nhất") if indicator.better == "tăng" else ("thấp nhất", "cao nhất")
    return f", {best} là {first}; {worst} là {last}"


def _named(whole: Whole, indicator: Indicator, ranked: tuple[tuple[str, Decimal], ...]) -> str:
    """The first units by name; where more than that share the first place, how many they are."""
    unit = indicator.measure if indicator.measure == "%" else f" {indicator.measure}"
    places = int(indicator.decimals)
    top = [value for _, value in ranked if value == ranked[0][1]]
    if len(top) > _SHOWN:
        return f"{len(top):02} đơn vị cùng đạt {format_figure(top[0], places)}{unit}"
    some = ranked[:_SHOWN]
    return ", ".join(f"{whole.office.agency(key).called} ({format_figure(value, places)}{unit})" for key, value in some)


def _before(past: Past, indicator: Indicator) -> dict[str, tuple[int, Decimal]]:
    return {unit: (rank, value) for rank, unit, value in ranks(ranking(past.collected, indicator))}
