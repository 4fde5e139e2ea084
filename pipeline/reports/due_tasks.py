"""Tasks that fall due in a period (nhiệm vụ đến hạn trong kỳ), and what the records say of each on a day.

If no record says what became of a task, it is told as unknown: neither done nor late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import held
from pipeline.reports.task_tracking import TaskState, TrackedTask, tracked


class Outcome(StrEnum):
    """What is known of a task that fell due, in the order in which a report says it."""

    ON_TIME = "on time"
    LATE = "late"
    DONE_SOME_DAY = "done, day unknown"
    OVERDUE = "overdue"
    NOT_YET_DUE = "not yet due"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DueTask:
    """A task with what became of it."""

    tracked: TrackedTask
    outcome: Outcome

    @property
    def given_by(self) -> str:
        """The id of the body whose meeting gave the task."""
        return self.tracked.meeting.body


def due_tasks(meetings: Sequence[Meeting], days: tuple[date, date], on: date) -> tuple[DueTask, ...]:
    """Tasks whose last day lies between two days, given at meetings held by the day `on`; earliest deadline first."""
    first, last = days
    found = [
        task
        for meeting in meetings
        if held(meeting).day <= min(last, on)
        for task in _tasks(meeting, on)
        if first <= (task.tracked.last or date.min) <= last
    ]
    return tuple(sorted(found, key=_order))


def _tasks(meeting: Meeting, on: date) -> Iterator[DueTask]:
    for number, conclusion in enumerate(meeting.conclusions, start=1):
        task = tracked(meeting, number, conclusion, on)
        yield DueTask(task, _outcome(task))


def _order(task: DueTask) -> tuple[date, date, str, int]:
    meeting = task.tracked.meeting
    return task.tracked.last or date.max, held(meeting).day, meeting.id, task.tracked.number


def _outcome(task: TrackedTask) -> Outcome:
    told = {
        TaskState.DONE: Outcome.ON_TIME,
        TaskState.DONE_LATE: Outcome.LATE,
        TaskState.DONE_SOME_DAY: Outcome.DONE_SOME_DAY,
    }
    if task.state in told:
        return told[task.state]
    if task.task.progress is None and task.task.done_on is None:
        return Outcome.UNKNOWN
    return Outcome.OVERDUE if task.state is TaskState.OVERDUE else Outcome.NOT_YET_DUE
