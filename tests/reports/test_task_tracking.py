"""Tasks on a day: state and lateness from the records; the table as a file."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from pipeline.papers.meeting_papers import compose_meeting
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.office import Office
from pipeline.reports.task_sheet import COLUMNS, task_sheet
from pipeline.reports.task_tracking import TaskState, tracked, tracked_tasks
from pipeline.workspace.load import load
from tests.offices import MEETING, record, small_office
from tests.sample import FIXTURES

HELD = date(2024, 3, 15)
ON = date(2024, 5, 10)
FIELDS = {"việc": "Báo cáo", "chủ trì": "so-noi-vu"}


def office(*tasks: dict[str, object]) -> Office:
    return small_office(meetings=(record({**MEETING, "kết luận": [{**FIELDS, **task} for task in tasks]}),))


@pytest.mark.parametrize(
    ("fields", "state", "late"),
    [
        ({}, "chưa", 0),
        ({"tình trạng": "đang"}, "đang", 0),
        ({"thời hạn": "10/5/2024"}, "chưa", 0),
        ({"thời hạn": "trước ngày 10/5/2024"}, "quá hạn", 1),
        ({"thời hạn": "9/5/2024", "tình trạng": "đang"}, "quá hạn", 1),
        ({"thời hạn": "trong quý I/2024"}, "quá hạn", 40),
        ({"thời hạn": "trong quý II/2024", "tình trạng": "đang"}, "đang", 0),
        ({"thời hạn": "thường xuyên", "tình trạng": "đang"}, "đang", 0),
        ({"thời hạn": "30/4/2024", "ngày xong": "30/4/2024"}, "xong", 0),
        ({"thời hạn": "30/4/2024", "ngày xong": "3/5/2024"}, "xong muộn", 3),
        ({"thời hạn": "30/4/2024", "ngày xong": "11/5/2024"}, "quá hạn", 10),
        ({"thời hạn": "31/5/2024", "ngày xong": "11/5/2024"}, "đang", 0),
        ({"thời hạn": "30/4/2024", "tình trạng": "xong"}, "xong, chưa ghi ngày", 0),
    ],
)
def test_tracked__state_on_a_day(fields: dict[str, object], state: str, late: int) -> None:
    (one,) = tracked_tasks(office(fields), on=ON)
    assert (one.state.value, one.days_late) == (state, late)


def test_tracked__a_task_is_late_from_the_day_after_its_last_to_the_day_it_is_done() -> None:
    (meeting,) = office({"thời hạn": "30/4/2024", "ngày xong": "20/5/2024"}).meetings
    (task,) = meeting.conclusions
    for days in range(90):
        on = HELD + timedelta(days=days)
        one = tracked(meeting, 1, task, on)
        assert one.state.is_done == (on >= date(2024, 5, 20))
        assert (one.state is TaskState.OVERDUE) == (date(2024, 4, 30) < on < date(2024, 5, 20))


def test_tracked_tasks__by_deadline_and_nothing_given_later() -> None:
    made = office({"thời hạn": "31/5/2024"}, {}, {"thời hạn": "trong tháng 4/2024"})
    assert [one.number for one in tracked_tasks(made, on=ON)] == [3, 1, 2]
    assert tracked_tasks(made, on=HELD - timedelta(days=1)) == ()


def test_tracked_tasks__of_one_agency_through_groups_and_people() -> None:
    both: dict[str, object] = {"chủ trì": "van-phong", "phối hợp": ["so-noi-vu"]}
    made = office({"chủ trì": "cac-so"}, {"chủ trì": "giam-doc-noi-vu"}, {"chủ trì": "van-phong"}, both)
    assert [one.number for one in tracked_tasks(made, on=ON, party="so-noi-vu")] == [1, 2, 4]


def test_task_sheet__a_row_for_each_task_and_the_same_bytes_again() -> None:
    made = load(FIXTURES).office
    tasks = tracked_tasks(made, on=date(2024, 9, 1))
    saying = Saying(shipped_wording())
    data = task_sheet(made, tasks, saying, on=date(2024, 9, 1))
    assert data == task_sheet(made, tasks, saying, on=date(2024, 9, 1))
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == tuple(name for name, _ in COLUMNS)
    assert len(rows) == 1 + len(tasks) == 1 + sum(len(one.conclusions) for one in made.meetings)
    assert {row[6] for row in rows[1:]} == {"Quá hạn", "Chưa", "Xong", "Xong muộn"}


def test_progress__is_on_no_paper_of_the_meeting() -> None:
    told = office({"thời hạn": "30/4/2024", "tình trạng": "xong", "ngày xong": "30/4/2024", "ghi chú": "Đã gửi"})
    plain = office({"thời hạn": "30/4/2024"})
    assert list(compose_meeting(told, told.meetings[0])) == list(compose_meeting(plain, plain.meetings[0]))
