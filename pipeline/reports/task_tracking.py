"""Tasks on a day (theo dõi nhiệm vụ): every conclusion of every meeting with its state, late or not, from the records.

What a record says was done after the day asked about was not done on that day. A task of which the records say
nothing counts as not begun, or overdue after its last day; the clerk has to write down whether it was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.records.agency import AgencyGroup, Person
from pipeline.records.base import is_slug
from pipeline.records.conclusion import Conclusion
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import held
from pipeline.records.office import Office


class TaskState(StrEnum):
    """The state of a task on a day."""

    OVERDUE = "quá hạn"
    NOT_BEGUN = "chưa"
    GOING_ON = "đang"
    DONE = "xong"
    DONE_LATE = "xong muộn"
    DONE_SOME_DAY = "xong, chưa ghi ngày"

    @property
    def is_done(self) -> bool:
        """Whether the task is done."""
        return self in {TaskState.DONE, TaskState.DONE_LATE, TaskState.DONE_SOME_DAY}


@dataclass(frozen=True)
class TrackedTask:
    """A task with its meeting, its number there, and its state.

    `days_late`: how late it was on the day asked about, or on the day when it was done.
    """

    meeting: Meeting
    number: int
    task: Conclusion
    state: TaskState
    days_late: int = 0

    @property
    def last(self) -> date | None:
        """The last day on which the task is in time; None if it recurs or has no deadline."""
        return _last_day(self.task)


def tracked_tasks(office: Office, *, on: date, party: str | None = None) -> tuple[TrackedTask, ...]:
    """The tasks given up to a day, by deadline; tasks without a deadline come last.

    `party`: only tasks that this agency, group, committee or person leads or takes part in. Refused: a meeting has an
    error.
    """
    office.require_all("cuộc họp")
    found = (
        tracked(meeting, number, task, on)
        for meeting in office.meetings
        if held(meeting).day <= on
        for number, task in enumerate(meeting.conclusions, start=1)
        if party is None or party in set(_named(office, task))
    )
    return tuple(
        sorted(
            found,
            key=lambda task: (task.last or date.max, held(task.meeting).day, task.meeting.id, task.number),
        )
    )


def _last_day(task: Conclusion) -> date | None:
    due = task.due
    return due.last if due is not None else None


def tracked(meeting: Meeting, number: int, task: Conclusion, on: date) -> TrackedTask:
    """A task with its state on a day."""
    last = _last_day(task)
    if task.done_on is not None and task.done_on <= on:
        late = max(0, (task.done_on - last).days) if last is not None else 0
        return TrackedTask(meeting, number, task, TaskState.DONE_LATE if late else TaskState.DONE, late)
    if task.progress == "xong" and task.done_on is None:
        return TrackedTask(meeting, number, task, TaskState.DONE_SOME_DAY)
    if last is not None and last < on:
        return TrackedTask(meeting, number, task, TaskState.OVERDUE, (on - last).days)
    begun = task.progress == "đang" or task.done_on is not None
    return TrackedTask(meeting, number, task, TaskState.GOING_ON if begun else TaskState.NOT_BEGUN)


def short_name(meeting: Meeting) -> str:
    """A meeting's name without its body: `Phiên họp thứ nhất năm 2024`."""
    return meeting.name.split(" của ", 1)[0]


def _named(office: Office, task: Conclusion) -> Iterator[str]:
    """All ids that a task names: its parties, members of groups among them, and agencies of people."""
    for party in (*task.leads, *task.partners):
        yield party
        entity = office.by_id.get(party) if is_slug(party) else None
        if isinstance(entity, AgencyGroup):
            yield from entity.members
        if isinstance(entity, Person):
            yield entity.agency
