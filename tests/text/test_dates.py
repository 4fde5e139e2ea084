"""Dates: the zero before days below 10 and before months 1 and 2, and nowhere else (PLI.P1.II.4b)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import format_date, format_month


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 1, 1), "ngày 01 tháng 01 năm 2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2024, 3, 5), "ngày 05 tháng 3 năm 2024"),
        (date(2024, 4, 9), "ngày 09 tháng 4 năm 2024"),
        (date(2024, 5, 10), "ngày 10 tháng 5 năm 2024"),
        (date(2024, 6, 2), "ngày 02 tháng 6 năm 2024"),
        (date(2024, 7, 31), "ngày 31 tháng 7 năm 2024"),
        (date(2024, 8, 8), "ngày 08 tháng 8 năm 2024"),
        (date(2024, 9, 2), "ngày 02 tháng 9 năm 2024"),
        (date(2024, 10, 10), "ngày 10 tháng 10 năm 2024"),
        (date(2024, 11, 20), "ngày 20 tháng 11 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
        (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020"),
    ],
)
def test_format_date__every_month(day: date, text: str) -> None:
    assert format_date(day) == text


@given(st.dates(min_value=date(1945, 9, 2)))
def test_format_date__parses_back(day: date) -> None:
    found = re.fullmatch(r"ngày (\d\d) tháng (01|02|[3-9]|1[0-2]) năm (\d{4})", format_date(day))
    assert found is not None
    assert date(int(found[3]), int(found[2]), int(found[1])) == day


def test_format_month__outside_the_year() -> None:
    assert [format_month(month) for month in range(1, 13)] == ["01", "02", *map(str, range(3, 13))]
    for month in (0, 13):
        with pytest.raises(ValueError, match="month"):
            format_month(month)
