"""Cells of a list (ô của danh sách): days as people write them, answers from a choice, figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.records.own_form import ListCondition
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.sheets import Cell
from pipeline.text import last_of_month

_DAY: Final = re.compile(r"(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*[/.-]\s*(\d{4})", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:năm\s+)?((?:19|20)\d{2})", re.IGNORECASE)
_DECEMBER: Final = 12


@dataclass(frozen=True)
class Days:
    """The days that a cell may mean: a single day, or all days of a month or a year."""

    first: date
    last: date


def days_in(cell: Cell) -> Days | None:
    """The day, month or year in a cell: `15/8/2023`, `tháng 9/2022`, `2018`; None for anything else. Day before month."""
    text = " ".join(cell.text.split())
    try:
        if found := _DAY.fullmatch(text):
            day = date(int(found[3]), int(found[2]), int(found[1]))
            return Days(day, day)
        if found := _MONTH.fullmatch(text):
            year, month = int(found[2]), int(found[1])
            return Days(date(year, month, 1), last_of_month(year, month))
        if found := _YEAR.fullmatch(text):
            return Days(date(int(found[1]), 1, 1), date(int(found[1]), _DECEMBER, 31))
    except ValueError:
        return None
    return None


def holds(condition: ListCondition, cell: Cell | None) -> bool | None:
    """Whether a row meets a condition; None if its cell does not tell."""
    if cell is None or not cell.text:
        return False
    if condition.values:
        return word_key(cell.text) in {word_key(value) for value in condition.values}
    days = days_in(cell)
    if days is None:
        return None
    after = _side(days, condition.since, later=True)
    before = _side(days, condition.until, later=False)
    if after is False or before is False:
        return False
    return None if None in {after, before} else True


def _side(days: Days, limit: date | None, *, later: bool) -> bool | None:
    """Whether the days lie on the wanted side of a limit; None if they lie on both sides, True if there is no limit."""
    if limit is None:
        return True
    inside = (days.first >= limit, days.last >= limit) if later else (days.first <= limit, days.last <= limit)
    return inside[0] if inside[0] == inside[1] else None


def is_answer(text: str, answers: Sequence[str]) -> bool:
    """Whether a text is one of the answers, whatever its case and spaces."""
    return word_key(text) in {word_key(answer) for answer in answers}
