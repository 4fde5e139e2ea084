"""What the records of meetings say of a period (hoạt động trong kỳ): meetings held, tasks given, tasks that fell due.

Meetings are told only if the period names committees. Tasks that fell due are told in every report: those of the
named committees, or of all meetings if none is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from pipeline.papers.meeting_people import chairs_named
from pipeline.papers.recipients import party_name
from pipeline.papers.wording import Wording
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import came, expected, held
from pipeline.records.office import Office
from pipeline.records.reporting import Period
from pipeline.reports.annex_tables import table_column
from pipeline.reports.due_tasks import DueTask, Outcome, due_tasks
from pipeline.reports.parties import body_name
from pipeline.reports.task_tracking import short_name

Data = Mapping[str, Any]
_NAMED: Final = 10  # so many who lead tasks of one outcome are named in the text; the annex names all


@dataclass(frozen=True)
class Activity:
    """The committees that a period names, the meetings that they held in it, and all tasks that fall due in it.

    `on`: the day as of which tasks are told.
    """

    committees: tuple[Committee, ...]
    held: tuple[Meeting, ...]
    due: tuple[DueTask, ...]
    on: date
    so_far: date | None
    """The day until which meetings are counted, where the period has more days."""


def activity(office: Office, period: Period, on: date | None = None) -> Activity | None:
    """What the records say of a period on a day (without a day: its last day); None if the period has no days."""
    if period.days is None:
        return None
    first, last = period.days
    day = on or last
    office.require_all("cuộc họp")
    named = period.meetings_of
    own = sorted(
        (meeting for meeting in office.meetings if not named or meeting.body in named),
        key=lambda meeting: held(meeting).day,
    )
    until = min(last, day)
    return Activity(
        committees=tuple(office.committee(key) for key in named),
        held=tuple(meeting for meeting in own if named and first <= held(meeting).day <= until),
        due=due_tasks(own, period.days, day),
        on=day,
        so_far=day if day < last else None,
    )


def activity_section(office: Office, period: Period, wording: Wording, on: date | None = None) -> Iterator[Data]:
    """A section of the report on meetings held and tasks that fell due; nothing if there are neither."""
    found = activity(office, period, on)
    if found is None or not (found.committees or found.due):
        return
    content: list[Any] = []
    title = wording.say("hoạt động của ban chỉ đạo", "mục nhiệm vụ")
    if found.committees:
        names = [committee.short_name for committee in found.committees]
        said = [_times(committee, found, wording) for committee in found.committees]
        title = wording.say("hoạt động của ban chỉ đạo", "tên mục", ban=names)
        content.append(
            wording.say("hoạt động của ban chỉ đạo", "số lần họp", ten_ky=period.name, den_ngay=found.so_far, hop=said)
        )
        content += [{"khoản": _meeting(office, meeting, wording)} for meeting in found.held]
    if found.due:
        content += _tasks_said(office, period, found, wording)
    yield {"mục": title, "nội dung": content}


def _tasks_said(office: Office, period: Period, found: Activity, wording: Wording) -> Iterator[Any]:
    """A sentence on how many tasks fell due and who gave them, then a line for each outcome."""
    yield wording.say(
        "hoạt động của ban chỉ đạo",
        "nhiệm vụ đến hạn",
        so=len(found.due),
        ten_ky=period.name,
        tung_ban=list(_shares(office, found, wording)),
        ngay=found.on,
    )
    said = [words for outcome in Outcome if (words := _outcome_said(office, found, outcome, wording))]
    for number, words in enumerate(said, start=1):
        yield {"gạch đầu dòng": f"{words}{'.' if number == len(said) else ';'}"}


def _outcome_said(office: Office, found: Activity, outcome: Outcome, wording: Wording) -> str:
    """How many tasks had an outcome and who leads them, in words; empty if there are none."""
    tasks = [due.tracked.task for due in found.due if due.outcome is outcome]
    if not tasks:
        return ""
    leads = Counter(party_name(office, party) for task in tasks for party in task.leads)
    each = [wording.say("hoạt động của ban chỉ đạo", "chủ trì", ten=name, so=count) for name, count in leads.items()]
    return wording.say(
        "hoạt động của ban chỉ đạo",
        "nhiệm vụ theo kết quả",
        so=len(tasks),
        ket_qua=_outcome_words(outcome, wording),
        chu_tri=each if len(each) <= _NAMED else [],
        so_chu_tri=len(each),
    )


def _outcome_words(outcome: Outcome, wording: Wording) -> str:
    """An outcome in words, to follow a number of tasks."""
    said = {
        Outcome.ON_TIME: partial(wording.say, "hoạt động của ban chỉ đạo", "xong đúng hạn"),
        Outcome.LATE: partial(wording.say, "hoạt động của ban chỉ đạo", "xong sau thời hạn"),
        Outcome.DONE_SOME_DAY: partial(wording.say, "hoạt động của ban chỉ đạo", "xong chưa ghi ngày"),
        Outcome.OVERDUE: partial(wording.say, "hoạt động của ban chỉ đạo", "quá hạn chưa xong"),
        Outcome.NOT_YET_DUE: partial(wording.say, "hoạt động của ban chỉ đạo", "chưa đến hạn"),
        Outcome.UNKNOWN: partial(wording.say, "hoạt động của ban chỉ đạo", "chưa có thông tin"),
    }
    return said[outcome]()


def tasks_annex(office: Office, period: Period, wording: Wording, on: date | None = None) -> Iterator[tuple[str, Data]]:
    """The annex with the tasks that fall due in the period, and a name for its file."""
    found = activity(office, period, on)
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
    told = any(due.outcome is not Outcome.UNKNOWN for due in found.due)
    if told:
        columns.append(table_column(wording.say("hoạt động của ban chỉ đạo", "cột kết quả")))
    rows = [
        (
            str(number),
            due.tracked.task.work.rstrip(".;"),
            ", ".join(party_name(office, party) for party in due.tracked.task.leads),
            ", ".join(party_name(office, party) for party in due.tracked.task.partners),
            due.tracked.task.product or "",
            f"{due.tracked.last:%d/%m/%Y}",
            short_name(due.tracked.meeting),
            *([_result(due, wording)] if told else []),
        )
        for number, due in enumerate(found.due, start=1)
    ]
    title = wording.say("hoạt động của ban chỉ đạo", "tiêu đề phụ lục", ten_ky=period.name)
    yield "nhiem-vu", {"tiêu đề": title, "khổ": "ngang", "nội dung": [{"bảng": {"cột": columns, "hàng": rows}}]}


def _result(due: DueTask, wording: Wording) -> str:
    """The text in a task's row on what became of the task."""
    task, late = due.tracked.task, due.tracked.days_late
    if due.outcome in {Outcome.ON_TIME, Outcome.LATE, Outcome.DONE_SOME_DAY}:
        return wording.say("hoạt động của ban chỉ đạo", "kết quả xong", ngay=task.done_on, muon=late)
    if due.outcome is Outcome.UNKNOWN:
        return wording.say("hoạt động của ban chỉ đạo", "kết quả chưa có thông tin")
    if task.progress == "chưa":
        return wording.say("hoạt động của ban chỉ đạo", "kết quả chưa", muon=late)
    if task.progress == "đang":
        return wording.say("hoạt động của ban chỉ đạo", "kết quả đang", muon=late)
    # Done on a later day: of this day it is known that it was not.
    return wording.say("hoạt động của ban chỉ đạo", "kết quả chưa xong", muon=late)


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
        # Who came is on record only where the meeting says something of it.
        co_mat=len(came(office, meeting)),
        tong=len(expected(office, meeting)) if "attendance" in meeting.model_fields_set else 0,
        nhiem_vu=len(meeting.conclusions),
    )


def _shares(office: Office, found: Activity, wording: Wording) -> Iterator[str]:
    """For each body, how many of the tasks it gave, in words; committees of the period first."""
    counts = Counter(due.given_by for due in found.due)
    named = [committee.id for committee in found.committees]
    for body in dict.fromkeys([*named, *counts]):
        if counts[body]:
            called = body_name(office, body)
            yield wording.say("hoạt động của ban chỉ đạo", "nhiệm vụ của một ban", so=counts[body], ban=called)
