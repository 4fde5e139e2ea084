"""Deadlines: every form with every day, said in words of which none gives a day away or takes one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.papers.task_words import said_deadline
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.deadline import DeadlineKind, read_deadline, unclear_words

SAYING = Saying(shipped_wording())
# Some days of each month, the last of February in two years, the ends of a year.
DAYS = [date(2024, month, day) for month in range(1, 13) for day in (1, 9, 28)]
DAYS += [date(2024, 2, 29), date(2023, 2, 28), date(2024, 12, 31)]


def test_read_deadline__a_day_alone_loses_no_day() -> None:
    for day in DAYS:
        for typed in (f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"chậm nhất ngày {day:%d/%m/%Y}"):
            read = read_deadline(typed)
            assert read is not None
            assert (read.kind, read.last) == (DeadlineKind.AT_LATEST, day)
            assert said_deadline(read, SAYING).startswith("chậm nhất ngày ")


def test_read_deadline__before_a_day_ends_the_day_before() -> None:
    for day in DAYS:
        before, until = read_deadline(f"Trước ngày {day:%d/%m/%Y}."), read_deadline(f"đến hết ngày {day:%d/%m/%Y}")
        assert before is not None
        assert until is not None
        assert (before.last, until.last) == (day - timedelta(days=1), day)
        assert said_deadline(before, SAYING).removeprefix("trước ") == said_deadline(until, SAYING).removeprefix(
            "đến hết "
        )


@pytest.mark.parametrize(
    ("typed", "last", "said"),
    [
        ("trong tháng 4/2024", date(2024, 4, 30), "trong tháng 4 năm 2024"),
        ("tháng 02 năm 2024", date(2024, 2, 29), "trong tháng 2 năm 2024"),
        ("đến hết tháng 12/2024", date(2024, 12, 31), "đến hết tháng 12 năm 2024"),
        ("trong quý II/2024", date(2024, 6, 30), "trong quý II năm 2024"),
        ("Quý 1 năm 2024", date(2024, 3, 31), "trong quý I năm 2024"),
        ("hết quý IV/2024", date(2024, 12, 31), "đến hết quý IV năm 2024"),
        ("trong năm 2024", date(2024, 12, 31), "trong năm 2024"),
        ("hết năm 2024", date(2024, 12, 31), "đến hết năm 2024"),
        ("hoàn thành trước ngày 30 tháng 4 năm 2024", date(2024, 4, 29), "trước ngày 30 tháng 4 năm 2024"),
    ],
)
def test_read_deadline__months_quarters_years(typed: str, last: date, said: str) -> None:
    read = read_deadline(typed)
    assert read is not None
    assert read.last == last
    assert said_deadline(read, SAYING) == said


@pytest.mark.parametrize("typed", ["thường xuyên", "Hằng tháng", "định kỳ hàng quý", "trước ngày 25 hằng tháng"])
def test_read_deadline__a_rhythm_has_no_last_day(typed: str) -> None:
    read = read_deadline(typed)
    assert read is not None
    assert (read.kind, read.last) == (DeadlineKind.RHYTHM, None)
    assert unclear_words(typed) == ""


@pytest.mark.parametrize("typed", ["Sớm", "càng sớm càng tốt", "giữa tháng 12/2025", "cuối quý", "trong thời gian tới"])
def test_read_deadline__words_without_a_day_are_none(typed: str) -> None:
    assert read_deadline(typed) is None
    assert unclear_words(typed)


def test_read_deadline__days_that_the_calendar_lacks_are_refused() -> None:
    for typed in ("30/2/2024", "trong tháng 13/2024", "trước ngày 31/4/2024"):
        with pytest.raises(ValueError, match=r".*"):
            read_deadline(typed)
