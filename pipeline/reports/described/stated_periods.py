"""Periods named in a title (kỳ ghi trên biểu): month, quarter, half-year, nine months, year, or from day to day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.text import last_of_month

_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY: Final = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_WINDOW: Final = re.compile(rf"từ (?:ngày )?{_DAY} đến (?:hết )?(?:ngày )?{_DAY}")
_MONTH: Final = re.compile(r"tháng (\d{1,2})\s*(?:/|-|năm)\s*(\d{4})")
_QUARTER: Final = re.compile(r"quý (iv|i{1,3}|[1-4])\s*(?:/|-|năm)?\s*(\d{4})")
_HALF: Final = re.compile(r"(?:6|sáu) tháng (đầu|cuối) (?:của )?năm (\d{4})")
_NINE: Final = re.compile(r"(?:9|chín) tháng (?:đầu )?(?:của )?năm (\d{4})")
_YEAR: Final = re.compile(r"năm (\d{4})")
_DECEMBER: Final = 12


@dataclass(frozen=True)
class Stated:
    """A period that a text names. `window`: the text only gives the days between which figures were counted."""

    text: str
    first: date
    last: date
    window: bool = False

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month, if the period is a single month; else None."""
        same = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return (self.first.year, self.first.month) if same and not self.window else None


def stated_periods(text: str) -> tuple[Stated, ...]:
    """All periods that a line of text names."""
    plain = " ".join(text.lower().split())
    return tuple(_found(plain))


def _found(plain: str) -> Iterator[Stated]:
    for found in _WINDOW.finditer(plain):
        days = [int(part) for part in found.groups()]
        first, last = _day(days[2], days[1], days[0]), _day(days[5], days[4], days[3])
        if first is not None and last is not None and first <= last:
            yield Stated(found[0], first, last, window=True)
    named = list(_named(plain))
    if not named and (found_year := _YEAR.search(plain)):
        named.append(_months(found_year[0], int(found_year[1]), 1, _DECEMBER))
    yield from named


def _named(plain: str) -> Iterator[Stated]:
    for found in _MONTH.finditer(plain):
        if 1 <= int(found[1]) <= _DECEMBER:
            yield _months(found[0], int(found[2]), int(found[1]), int(found[1]))
    for found in _QUARTER.finditer(plain):
        quarter = _QUARTERS[found[1]]
        yield _months(found[0], int(found[2]), quarter * 3 - 2, quarter * 3)
    for found in _HALF.finditer(plain):
        yield _months(found[0], int(found[2]), *((1, 6) if found[1] == "đầu" else (7, _DECEMBER)))
    for found in _NINE.finditer(plain):
        yield _months(found[0], int(found[1]), 1, 9)


def _months(text: str, year: int, first: int, last: int) -> Stated:
    return Stated(text, date(year, first, 1), last_of_month(year, last))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
