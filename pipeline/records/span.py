"""A stretch of days (khoảng thời gian) from a first day to a last one, both within it; open where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """The days from `since` to `until`; None: from ever, for ever."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is within it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def ending(self, until: date | None) -> Span:
        """The same, ending on a day at the latest."""
        return self if until is None or (self.until is not None and self.until <= until) else Span(self.since, until)

    @property
    def words(self) -> str:
        """`từ 1/7/2024 đến 30/9/2024`, for messages."""
        first = f"từ {day_words(self.since)}" if self.since else ""
        last = f"đến {day_words(self.until)}" if self.until else ""
        return " ".join(part for part in (first, last) if part)


def day_words(day: date) -> str:
    """`1/7/2024`, as a clerk writes it."""
    return f"{day.day}/{day.month}/{day.year}"


def day_before(day: date) -> date:
    """The day before; the first of all days has none before it."""
    return day - ONE_DAY if day > date.min else day


def day_after(day: date) -> date:
    """The day after; the last of all days has none after it."""
    return day + ONE_DAY if day < date.max else day
