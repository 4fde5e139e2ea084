"""DT-04: Ngày, tháng, năm ban hành có thật.

Thứ tự của ngày so với văn bản trước trong sổ không xét được từ một tệp.

Đúng: `ngày 29 tháng 02 năm 2024`
Sai: `ngày 31 tháng 4 năm 2026`, `ngày 29 tháng 02 năm 2025`
"""

from __future__ import annotations

import calendar

from pipeline.checking.rules.date_line import date_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_MONTHS = 12
_DAYS = 31
# A leap year, for a day and month without a year.
_SOME_LEAP_YEAR = 2024
_YEAR_DIGITS = 4


@rule(
    code="DT-04",
    title="Ngày, tháng, năm ban hành có thật",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_ERROR,
    at="Đ.15.1",
    elements=(Element.PLACE_DATE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = date_line(paper)
    if line is None:
        return NotApplicable("không thấy địa danh, thời gian ban hành")
    if not line.day and not line.month:
        return NotApplicable("chưa ghi ngày, tháng")
    year = int(line.year) if len(line.year) == _YEAR_DIGITS else _SOME_LEAP_YEAR
    if _exists(line.day, line.month, year):
        return ()
    return (
        Breach(
            found=f"Thời gian ban hành “ngày {line.day} tháng {line.month} năm {line.year}” không có thật",
            expected="ngày, tháng có trong lịch",
            hint="Kiểm tra và ghi lại ngày, tháng, năm ban hành.",
            paragraph=line.paragraph,
        ),
    )


def _exists(day: str, month: str, year: int) -> bool:
    """Whether there is such a day; a month or day that is left blank is not judged."""
    if month and not 1 <= int(month) <= _MONTHS:
        return False
    days = calendar.monthrange(year, int(month))[1] if month and year >= 1 else _DAYS
    return not day or 1 <= int(day) <= days
