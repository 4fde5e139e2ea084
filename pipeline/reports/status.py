"""Who has reported (tình hình gửi báo cáo): on time, late, which version, who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.records.agency import Agency
from pipeline.reports.collected import Collected
from pipeline.reports.submission import Submission


class Sent(StrEnum):
    """Where a unit stands."""

    ON_TIME = "đúng hạn"
    LATE = "muộn"
    WAITED_FOR = "chưa gửi"
    OVERDUE = "quá hạn chưa gửi"


@dataclass(frozen=True)
class Standing:
    """One unit: what it sent, how many days late (0 on time), the version that holds, its open questions."""

    unit: Agency
    sent: Sent
    first: date | None = None
    days_late: int = 0
    version: int = 0
    questions: int = 0


def standings(
    collected: Collected, first_sent: dict[str, Submission], *, on: date, doubted: Sequence[str] = ()
) -> tuple[Standing, ...]:
    """Every expected unit, in the order of the period. Punctual is who sent the first version by the due day.

    `doubted`: the unit of every figure that was read and is asked about all the same.
    """
    asked = Counter([*doubted, *(owner for owner, _ in collected.questions)])
    return tuple(_standing(collected, unit, first_sent.get(unit.id), on, asked[unit.id]) for unit in collected.units)


def _standing(collected: Collected, unit: Agency, first: Submission | None, on: date, questions: int) -> Standing:
    due = collected.period.due
    if first is None or first.received > on:
        late = (on - due).days
        return Standing(unit, Sent.OVERDUE if late > 0 else Sent.WAITED_FOR, days_late=max(0, late))
    late = (first.received - due).days
    return Standing(
        unit,
        Sent.LATE if late > 0 else Sent.ON_TIME,
        first=first.received,
        days_late=max(0, late),
        version=collected.submissions[unit.id].version,
        questions=questions,
    )
