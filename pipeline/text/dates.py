"""Dates as an office writes them (ngày, tháng, năm). PLI.P1.II.4b of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time

_LAST_MONTH_WITH_ZERO = 2
_MONTHS = 12
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def format_month(month: int) -> str:
    """The number of a month 1..12: `01`, `02`, then `3` to `12`. PLI.P1.II.4b. ValueError outside 1..12.

    Why no zero before 3 to 9: the decree asks for it only before months 1 and 2, which could be made into 11 and 12.
    """
    if not 1 <= month <= _MONTHS:
        message = f"month must be 1..12, not {month}"
        raise ValueError(message)
    return f"{month:02d}" if month <= _LAST_MONTH_WITH_ZERO else str(month)


def format_date(day: date) -> str:
    """A date in full: `ngày 05 tháng 02 năm 2024`, `ngày 05 tháng 3 năm 2024`. PLI.P1.II.4b."""
    return f"ngày {day.day:02d} tháng {format_month(day.month)} năm {day.year}"


def format_clock(at: time) -> str:
    """A time of day: `14 giờ 00`."""
    return f"{at.hour} giờ {at.minute:02d}"


def weekday(day: date) -> str:
    """The day of the week: `thứ Sáu`, `Chủ nhật`. PLII.V.8c."""
    return _WEEKDAYS[day.weekday()]


def last_of_month(year: int, month: int) -> date:
    """The last day of a month 1..12. ValueError where there is no such month or year."""
    return date(year, month, monthrange(year, month)[1])
