"""What `vanthu tasks` prints, and its exit code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.app.task_tracker import TasksTracked, track_tasks
from pipeline.cli import show
from pipeline.cli.written_files import tell
from pipeline.reports.task_sheet import task_row
from pipeline.reports.task_tracking import TaskState, TrackedTask

_FINDINGS = 1
_SHOWN = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tình trạng", "Giao tại")


def show_tasks(
    folder: Path, *, on: date, party: str | None, overdue: bool, output: Path | None, json_wanted: bool
) -> int:
    """Print the tasks as a table; gives 1 while one is overdue, else 0."""
    tracked = track_tasks(folder, on=on, party=party, overdue=overdue, output=output)
    if json_wanted:
        written = tracked.file.as_json() if tracked.file else None
        show.as_json({"on": on.isoformat(), "tasks": [_as_json(task) for task in tracked.tasks], "file": written})
    else:
        _print(tracked, on)
    return _FINDINGS if tracked.count(TaskState.OVERDUE) else 0


def _print(tracked: TasksTracked, on: date) -> None:
    if tracked.tasks:
        show.table(
            _SHOWN, [_row(tracked, number, task) for number, task in enumerate(tracked.tasks, start=1)], flexible=1
        )
    counts = ", ".join(f"{count} {state}" for state in TaskState if (count := tracked.count(state)))
    click.echo(f"Đến ngày {on:%d/%m/%Y}: {len(tracked.tasks)} nhiệm vụ{f' ({counts})' if counts else ''}.")
    if tracked.file is not None:
        tell([tracked.file])
        click.echo(f"Bảng theo dõi nhiệm vụ: {tracked.file.path} ({tracked.file.what})")


def _row(tracked: TasksTracked, number: int, task: TrackedTask) -> tuple[str, ...]:
    first, work, leads, _, _, deadline, state, *_ = task_row(tracked.office, number, task, tracked.saying)
    late = f" {task.days_late} ngày" if task.days_late else ""
    return first, work, leads, deadline, state + late, f"{task.meeting.id}, kết luận {task.number}"


def _as_json(tracked_task: TrackedTask) -> dict[str, Any]:
    task = tracked_task.task
    return {
        "meeting": tracked_task.meeting.id,
        "number": tracked_task.number,
        "work": task.work,
        "leads": list(task.leads),
        "partners": list(task.partners),
        "deadline": task.deadline,
        "last_day": tracked_task.last.isoformat() if tracked_task.last else None,
        "state": tracked_task.state.value,
        "done_on": task.done_on.isoformat() if task.done_on else None,
        "days_late": tracked_task.days_late,
        "note": task.note,
    }
