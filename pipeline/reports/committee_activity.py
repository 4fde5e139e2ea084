"""What a committee did in a period (hoạt động trong kỳ): its meetings and the tasks they gave, from the records of meetings.

The records know what was given to whom until when. Whether it was done is said only where somebody wrote it down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.papers.meeting_people import chairs_named
from pipeline.papers.recipients import party_name
from pipeline.papers.wording import Wording
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import came, expected, held
from pipeline.records.office import Office
from pipeline.records.reporting import Period
from pipeline.reports.annex_tables import table_column
from pipeline.reports.task_tracking import TrackedTask, short_name, tracked

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Activity:
    """Meetings held in the period, and all tasks that fall due in it, as they stand on its last day."""

    committees: tuple[Committee, ...]
    held: tuple[Meeting, ...]
    due: tuple[TrackedTask, ...]


def activity(office: Office, period: Period) -> Activity | None:
    """What the committees that the period names did in its days; None where it names none."""
    if not period.meetings_of or period.days is None:
        return None
    first, last = period.days
    office.require_all("cuộc họp")
    own = sorted(
        (meeting for meeting in office.meetings if meeting.body in period.meetings_of),
        key=lambda meeting: held(meeting).day,
    )
    tasks = [
        tracked(meeting, number, task, last)
        for meeting in own
        if held(meeting).day <= last
        for number, task in enumerate(meeting.conclusions, start=1)
    ]
    due = [task for task in tasks if first <= (task.last or date.min) <= last]
    return Activity(
        committees=tuple(office.committee(key) for key in period.meetings_of),
        held=tuple(meeting for meeting in own if first <= held(meeting).day <= last),
        due=tuple(sorted(due, key=lambda task: (task.last or date.max, held(task.meeting).day))),
    )


def activity_section(office: Office, period: Period, wording: Wording) -> Iterator[Data]:
    """A section of the report: how often each committee met, each meeting, the tasks that fell due."""
    found = activity(office, period)
    if found is None:
        return
    names = [committee.short_name for committee in found.committees]
    said = [_times(committee, found, wording) for committee in found.committees]
    content: list[Any] = [wording.say("hoạt động của ban chỉ đạo", "số lần họp", ten_ky=period.name, hop=said)]
    content += [{"khoản": _meeting(office, meeting, wording)} for meeting in found.held]
    if found.due:
        given = list(_shares(found, wording))
        done = sum(task.state.is_done for task in found.due)
        content.append(
            wording.say(
                "hoạt động của ban chỉ đạo", "nhiệm vụ đến hạn", so=len(found.due), tung_ban=given, da_xong=done
            )
        )
    yield {"mục": wording.say("hoạt động của ban chỉ đạo", "tên mục", ban=names), "nội dung": content}


def tasks_annex(office: Office, period: Period, wording: Wording) -> Iterator[tuple[str, Data]]:
    """The annex with the tasks that fall due in the period, with a name for its file."""
    found = activity(office, period)
    if found is None or not found.due:
        return
    columns = [
        table_column(wording.say("bảng", "cột thứ tự"), "giữa", 10),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột nhiệm vụ")),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột chủ trì")),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột phối hợp")),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột sản phẩm")),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột thời hạn"), "giữa"),
        table_column(wording.say("hoạt động của ban chỉ đạo", "cột giao tại")),
    ]
    told = any(task.task.progress or task.task.done_on for task in found.due)
    if told:
        columns.append(table_column(wording.say("hoạt động của ban chỉ đạo", "cột kết quả")))
    rows = [
        (
            str(number),
            due.task.work.rstrip(".;"),
            ", ".join(party_name(office, party) for party in due.task.leads),
            ", ".join(party_name(office, party) for party in due.task.partners),
            due.task.product or "",
            f"{due.last:%d/%m/%Y}",
            short_name(due.meeting),
            *([_outcome(due, wording)] if told else []),
        )
        for number, due in enumerate(found.due, start=1)
    ]
    title = wording.say("hoạt động của ban chỉ đạo", "tiêu đề phụ lục", ten_ky=period.name)
    yield "nhiem-vu", {"tiêu đề": title, "khổ": "ngang", "nội dung": [{"bảng": {"cột": columns, "hàng": rows}}]}


def _outcome(due: TrackedTask, wording: Wording) -> str:
    """What was written down of a task, as of the end of the period; nothing where nothing was."""
    task = due.task
    if due.state.is_done:
        return wording.say("hoạt động của ban chỉ đạo", "kết quả xong", ngay=task.done_on, muon=due.days_late)
    if task.progress == "chưa":
        return wording.say("hoạt động của ban chỉ đạo", "kết quả chưa")
    if task.progress is None and task.done_on is None:
        return ""
    return wording.say("hoạt động của ban chỉ đạo", "kết quả đang")


def _times(committee: Committee, found: Activity, wording: Wording) -> str:
    times = sum(1 for meeting in found.held if meeting.body == committee.id)
    return wording.say("hoạt động của ban chỉ đạo", "một ban họp", ban=committee.short_name, so=times)


def _meeting(office: Office, meeting: Meeting, wording: Wording) -> str:
    return wording.say(
        "hoạt động của ban chỉ đạo",
        "một cuộc họp",
        ngay=held(meeting).day,
        cuoc_hop=meeting.name,
        chu_tri=chairs_named(office, meeting),
        co_mat=len(came(office, meeting)),
        tong=len(expected(office, meeting)),
        nhiem_vu=len(meeting.conclusions),
    )


def _shares(found: Activity, wording: Wording) -> Iterator[str]:
    for committee in found.committees:
        count = sum(due.meeting.body == committee.id for due in found.due)
        if count:
            yield wording.say("hoạt động của ban chỉ đạo", "nhiệm vụ của một ban", so=count, ban=committee.short_name)
