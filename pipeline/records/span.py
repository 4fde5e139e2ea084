"""A span of days (khoảng thời gian) from a first to a last day, both included; open where a day is not given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """The days from `since` to `until`, both included; None: without beginning or end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def ending(self, until: date | None) -> Span:
        """The span cut so that it ends on a day at the latest."""
        return self if until is None or (self.until is not None and self.until <= until) else Span(self.since, until)

    @property
    def words(self) -> str:
        """The span in words for messages: `từ 1/7/2024 đến 30/9/2024`."""
        first = f"từ {day_words(self.since)}" if self.since else ""
        last = f"đến {day_words(self.until)}" if self.until else ""
        return " ".join(part for part in (first, last) if part)


def day_words(day: date) -> str:
    """A day as a clerk writes it: `1/7/2024`."""
    return f"{day.day}/{day.month}/{day.year}"


def day_before(day: date) -> date:
    """The day before; of the first possible date, that date itself."""
    return day - ONE_DAY if day > date.min else day


def day_after(day: date) -> date:
    """The day after; of the last possible date, that date itself."""
    return day + ONE_DAY if day < date.max else day
