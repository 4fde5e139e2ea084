"""The tasks of an office on a day (theo dõi nhiệm vụ), as values and, on request, as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.app.report_files import WrittenFile, put_all
from pipeline.errors import UsageError
from pipeline.filing.telling import About
from pipeline.finding import Finding
from pipeline.papers.wording import Saying, office_wording
from pipeline.records.office import Office
from pipeline.reports.task_sheet import task_sheet
from pipeline.reports.task_tracking import TaskState, TrackedTask, tracked_tasks
from pipeline.workspace.load import load


@dataclass(frozen=True, kw_only=True)
class TasksTracked:
    """The tasks on a day, the office they belong to with its wording and findings, and the table if one was written."""

    office: Office
    saying: Saying
    tasks: tuple[TrackedTask, ...]
    findings: tuple[Finding, ...]
    file: WrittenFile | None = None

    def count(self, state: TaskState) -> int:
        """How many tasks are in a state."""
        return sum(task.state is state for task in self.tasks)


def track_tasks(
    folder: Path, *, on: date, party: str | None = None, overdue: bool = False, output: Path | None = None
) -> TasksTracked:
    """The tasks given at the meetings of a folder up to a day, each with its state on that day.

    `party`: only tasks of the agency, group, committee or person with this id; `overdue`: only those that are late and
    not done; `output`: an XLSX file to write them to. UsageError: there is no such folder or id; Refused: a meeting has
    an error, so that a task could be missing.
    """
    if output is not None and output.suffix.lower() != ".xlsx":
        raise UsageError(f"“{output}” không phải tệp .xlsx", "Ghi tên tệp có đuôi .xlsx, ví dụ: nhiem-vu.xlsx")
    loaded = load(folder, on=on)
    office = loaded.office.on(on)
    if party is not None and party not in office.by_id:
        raise UsageError(
            f"không có cơ quan, nhóm, ban hoặc cán bộ mã “{party}”", "Ghi mã như trong hồ sơ, ví dụ: so-noi-vu"
        )
    tasks = tracked_tasks(office, on=on, party=party)
    if overdue:
        tasks = tuple(task for task in tasks if task.state is TaskState.OVERDUE)
    saying = Saying(office_wording(folder))
    written = None
    if output is not None:
        files = [(output.name, task_sheet(office, tasks, saying, on=on))]
        (written,) = put_all(output.parent, files, About(series="BC-32"))
    return TasksTracked(office=office, saying=saying, tasks=tasks, findings=loaded.findings, file=written)
