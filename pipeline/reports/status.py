"""Who has reported (tình hình gửi báo cáo): on time, late, which version, who has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.records.agency import Agency
from pipeline.reports.collected import Collected


class Sent(StrEnum):
    """Where a unit stands."""

    ON_TIME = "đúng hạn"
    LATE = "muộn"
    WAITED_FOR = "chưa gửi"
    OVERDUE = "quá hạn chưa gửi"


@dataclass(frozen=True)
class Standing:
    """One unit: what it sent, how many days late (0 on time), the version that holds, its open questions.

    `unread`: a signed copy alone came, which is not read.
    """

    unit: Agency
    sent: Sent
    first: date | None = None
    days_late: int = 0
    version: int = 0
    questions: int = 0
    unread: bool = False


def standings(collected: Collected, first_sent: Mapping[str, date], *, on: date) -> tuple[Standing, ...]:
    """Every expected unit, in the order of the period. Punctual is who sent the first version by the due day."""
    return tuple(_standing(collected, unit, first_sent.get(unit.id), on) for unit in collected.units)


def _standing(collected: Collected, unit: Agency, first: date | None, on: date) -> Standing:
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
        questions=sum(1 for owner, _ in collected.questions if owner == unit.id),
    )
