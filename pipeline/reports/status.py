"""Who has reported (tình hình gửi báo cáo): on time or late, in which version, and who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pipeline.records.agency import Agency
from pipeline.reports.collected import Collected


class Sent(StrEnum):
    """Whether a unit has sent a report, and whether it was on time."""

    ON_TIME = "đúng hạn"
    LATE = "muộn"
    WAITED_FOR = "chưa gửi"
    OVERDUE = "quá hạn chưa gửi"


class Handled(StrEnum):
    """What became of a unit's report; empty if it sent none."""

    NOTHING = ""
    RECEIVED = "đã nhận"
    ASKED = "còn câu hỏi"
    RETURNED = "đã trả lại"
    SETTLED = "đã giải quyết"


@dataclass(frozen=True)
class Standing:
    """A unit's state: what it sent, days late (0: on time), the version that holds, open questions, what was done.

    `unread`: only a signed copy came, which is not read. `returned`: the day of the last letter that returned its
    report.
    """

    unit: Agency
    sent: Sent
    first: date | None = None
    days_late: int = 0
    version: int = 0
    questions: int = 0
    unread: bool = False
    handled: Handled = Handled.NOTHING
    returned: date | None = None


@dataclass(frozen=True)
class Followed:
    """What was done about reports: the unit of each figure in question, days of letters, units with decisions."""

    doubted: tuple[str, ...] = ()
    returned: Mapping[str, date] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()


def standings(
    collected: Collected, first_sent: Mapping[str, date], *, on: date, followed: Followed | None = None
) -> tuple[Standing, ...]:
    """The state of every unit, in the order of the period. A unit is on time if its first version came by the due day."""
    done = followed or Followed()
    asked = Counter([*done.doubted, *(owner for owner, question in collected.questions if not question.of_file)])
    found = (_standing(collected, unit, first_sent.get(unit.id), on, asked[unit.id]) for unit in collected.units)
    return tuple(_handled(collected, standing, done, on) for standing in found)


def _handled(collected: Collected, standing: Standing, done: Followed, on: date) -> Standing:
    """The state with what became of the version that holds; a letter that is older than the version does not count."""
    key = standing.unit.id
    if not standing.version:
        return standing
    back = done.returned.get(key)
    back = back if back is not None and back <= on else None
    waits = back is not None and back >= collected.submissions[key].received
    if (
        waits and key not in done.decided
    ):  # the letter may ask about gaps and second looks alone, which are no questions
        handled = Handled.RETURNED
    elif standing.questions:
        handled = Handled.RETURNED if waits else Handled.ASKED
    else:
        handled = Handled.SETTLED if back is not None or key in done.decided else Handled.RECEIVED
    return replace(standing, handled=handled, returned=back)


def _standing(collected: Collected, unit: Agency, first: date | None, on: date, questions: int) -> Standing:
    due = collected.period.due
    if first is None or first > on:
        late = (on - due).days
        return Standing(unit, Sent.OVERDUE if late > 0 else Sent.WAITED_FOR, days_late=max(0, late))
    late = (first - due).days
    return Standing(
        unit,
        Sent.LATE if late > 0 else Sent.ON_TIME,
        first=first,
        days_late=max(0, late),
        version=collected.submissions[unit.id].version if unit.id in collected.reported else 0,
        unread=unit.id not in collected.reported,
        questions=questions,
    )
