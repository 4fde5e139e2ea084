"""What a report says of tasks that fell due: meetings by the dice, each count and name worked out anew from the records."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from pipeline.papers.wording import shipped_wording
from pipeline.records.conclusion import Conclusion
from pipeline.records.office import Office
from pipeline.records.reporting import Period
from pipeline.reports.committee_activity import activity, activity_section, tasks_annex
from pipeline.text import format_date
from pipeline.workspace.load import load
from tests.offices import MEETING, record, small_office
from tests.reports.rounds import office as sample_office
from tests.sample import FIXTURES
from tests.strangers import TIMES, dice

LEADS = {"so-noi-vu": "Sở Nội vụ", "van-phong": "Văn phòng UBND tỉnh", "Các huyện": "các huyện"}
SAID = {
    "đã xong đúng hạn": "on time",
    "đã xong sau thời hạn": "late",
    "đã xong, chưa ghi ngày xong": "some day",
    "quá hạn, chưa xong": "overdue",
    "chưa đến hạn": "not yet",
    "chưa có thông tin về kết quả": "unknown",
}
FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)


def period(**changes: Any) -> Period:
    return sample_office().period("6t-2024").model_copy(update={"meetings_of": (), **changes})


def _task(chance: random.Random) -> dict[str, object]:
    due = FIRST + timedelta(days=chance.randrange(-60, 260))
    told: dict[str, object] = {}
    if chance.random() < 0.8:
        told["thời hạn"] = f"{due:%d/%m/%Y}"
    fate = chance.choice(["none", "chưa", "đang", "xong", "day"])
    if fate == "day":
        told["ngày xong"] = f"{due + timedelta(days=chance.randrange(-20, 40)):%d/%m/%Y}"
    elif fate != "none":
        told["tình trạng"] = fate
    return {"việc": f"Việc {chance.randrange(10**6)}", "chủ trì": chance.choice(list(LEADS)), **told}


@cache
def _base() -> Office:
    return small_office(meetings=())


def _office(chance: random.Random) -> Office:
    meetings = []
    for number in range(chance.randrange(1, 4)):
        day = FIRST + timedelta(days=chance.randrange(150))
        tasks = [_task(chance) for _ in range(chance.randrange(8))]
        meetings.append(record({**MEETING, "mã": f"hop-{number}", "ngày họp": f"{day:%d/%m/%Y}", "kết luận": tasks}))
    return small_office(meetings=tuple(meetings))


def _last(task: Conclusion) -> date | None:
    return task.due.last if task.due is not None else None


def _fate(task: Conclusion, on: date) -> str:
    """What is known of a task, worked out from the record alone."""
    last = _last(task)
    assert last is not None
    if task.done_on is not None and task.done_on <= on:
        return "late" if task.done_on > last else "on time"
    if task.done_on is None and task.progress == "xong":
        return "some day"
    if task.done_on is None and task.progress is None:
        return "unknown"
    return "overdue" if last < on else "not yet"


def _due(made: Office, on: date) -> Iterator[Conclusion]:
    for meeting in made.meetings:
        for task in meeting.conclusions:
            last = _last(task)
            if meeting.day <= min(on, LAST) and last is not None and FIRST <= last <= LAST:
                yield task


def _check(made: Office, on: date) -> set[str]:
    due = list(_due(made, on))
    sections = list(activity_section(made, period(), shipped_wording(), on))
    annexes = list(tasks_annex(made, period(), shipped_wording(), on))
    if not due:
        assert (sections, annexes) == ([], [])
        return set()
    (section,) = sections
    lead, *points = section["nội dung"]
    assert lead.startswith(f"Có {len(due):02} nhiệm vụ ")
    assert f"đến {format_date(on)} (" in lead
    told: Counter[str] = Counter()
    for point in points:
        found = re.match(r"(\d+) nhiệm vụ (.*?); chủ trì: (.*)[.;]$", point["gạch đầu dòng"])
        assert found, point
        fate = SAID[found[2]]
        mine = [task for task in due if _fate(task, on) == fate]
        assert int(found[1]) == len(mine)
        told[fate] += len(mine)
        leads = Counter(LEADS[party] for task in mine for party in task.leads)
        wanted = [name + (f" ({count:02} nhiệm vụ)" if count > 1 else "") for name, count in leads.items()]
        assert sorted(found[3].split(", ")) == sorted(wanted)
    assert told == Counter(_fate(task, on) for task in due)
    ((_, annex),) = annexes
    table = annex["nội dung"][0]["bảng"]
    assert sorted(row[1] for row in table["hàng"]) == sorted(task.work for task in due)
    assert (table["cột"][-1]["tên"] == "Kết quả") == (set(told) != {"unknown"})
    return set(told)


def test_report__says_of_each_task_that_fell_due_what_the_record_holds_and_no_more() -> None:
    seen: set[str] = set()
    for number in range(40 * TIMES):
        chance = dice("nhiệm vụ đến hạn", number)
        seen |= _check(_office(chance), FIRST + timedelta(days=chance.randrange(60, 260)))
    assert seen == set(SAID.values())


def test_report__without_a_task_of_a_meeting_says_nothing_of_tasks() -> None:
    for made in (_base(), small_office(meetings=(record({**MEETING, "kết luận": []}),))):
        assert list(activity_section(made, period(), shipped_wording(), LAST)) == []
        assert list(tasks_annex(made, period(), shipped_wording(), LAST)) == []


def test_report__of_no_days_says_nothing_of_tasks() -> None:
    made = load(FIXTURES).office
    spoken = period(span="đột xuất")
    assert spoken.days is None
    assert activity(made, spoken) is None
    assert list(activity_section(made, spoken, shipped_wording(), LAST)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Chưa có thông tin"),
        ({"tình trạng": "đang"}, "Đang thực hiện (quá hạn 10 ngày)"),
        ({"tình trạng": "chưa"}, "Chưa thực hiện (quá hạn 10 ngày)"),
        ({"tình trạng": "xong"}, "Xong"),
        ({"ngày xong": "30/4/2024"}, "Xong ngày 30/04/2024"),
        ({"ngày xong": "3/5/2024"}, "Xong ngày 03/05/2024 (quá hạn 3 ngày)"),
        ({"ngày xong": "3/6/2024"}, "Chưa xong (quá hạn 10 ngày)"),
    ],
)
def test_annex__says_in_each_row_what_was_written_down(fields: dict[str, object], said: str) -> None:
    tasks = [
        {"việc": "A", "chủ trì": "so-noi-vu", "thời hạn": "30/4/2024", **fields},
        {"việc": "B", "chủ trì": "so-noi-vu", "thời hạn": "1/5/2024", "tình trạng": "đang"},
    ]
    made = small_office(meetings=(record({**MEETING, "kết luận": tasks}),))
    ((_, annex),) = tasks_annex(made, period(), shipped_wording(), date(2024, 5, 10))
    assert annex["nội dung"][0]["bảng"]["hàng"][0][-1] == said


def test_report__names_many_who_lead_by_their_number_alone() -> None:
    tasks = [
        {"việc": f"Việc {number}", "chủ trì": f"Đơn vị thứ {number}", "thời hạn": "30/4/2024"} for number in range(11)
    ]
    made = small_office(meetings=(record({**MEETING, "kết luận": tasks}),))
    (section,) = activity_section(made, period(), shipped_wording(), LAST)
    (point,) = section["nội dung"][1:]
    words = "11 nhiệm vụ chưa có thông tin về kết quả, do 11 cơ quan, đơn vị, cá nhân chủ trì."
    assert point["gạch đầu dòng"] == words


def test_report__of_named_committees_tells_their_meetings_and_tasks_alone() -> None:
    made = load(FIXTURES).office
    quarter = made.period("quy-2-2024")
    alone = quarter.model_copy(update={"meetings_of": ("to-giup-viec",)})
    found = activity(made, alone, date(2024, 6, 28))
    assert found is not None
    assert {due.given_by for due in found.due} == {"to-giup-viec"}
    later = replace(made, meetings=tuple(one for one in made.meetings if one.body == "to-giup-viec"))
    day = date(2024, 5, 23)
    assert activity(later, alone, day) == replace(found, held=(), due=(), on=day, so_far=day)
    ended = activity(later, alone, date(2024, 7, 1))
    assert ended is not None
    assert ended.so_far is None
