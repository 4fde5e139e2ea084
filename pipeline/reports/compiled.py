"""The compiled report (báo cáo tổng hợp) as records: the narrative, which people edit, and annexes, which nobody edits.

Both are plain data with the Vietnamese keys of records. Figures stand in the annexes; each can be traced to its
cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from pipeline.intake.text import settle
from pipeline.papers.recipients import party_name
from pipeline.records.reporting import Period
from pipeline.reports.annex_tables import annexes
from pipeline.reports.committee_activity import activity_section, tasks_annex
from pipeline.reports.graphs import graphs
from pipeline.reports.parties import body_name, signing
from pipeline.reports.rankings import rankings
from pipeline.reports.results_said import results_said
from pipeline.reports.rows_annex import rows_in_words
from pipeline.reports.unit_words import others_said, section_said
from pipeline.reports.whole_period import Whole

Data = Mapping[str, Any]
# So many units without a report are named in the text; more have a list of their own.
_NAMED: Final = 10


def report_id(period: Period) -> str:
    """The id of the compiled report of a period."""
    return f"{period.id}-tong-hop"


def annex_records(whole: Whole) -> Iterator[tuple[str, Data]]:
    """The annexes as records with names for their files: tables, rankings, charts, tasks, units without a report."""
    period = whole.collected.period
    for number, (key, annex) in enumerate(_annexes(whole), start=1):
        record = {"loại": "phụ lục số liệu", "mã": f"{period.id}-phu-luc-{number}", "kỳ báo cáo": period.id}
        yield f"{number:02}-{key}", {**record, "thứ tự": number, "phụ lục": [annex]}


def _annexes(whole: Whole) -> Iterator[tuple[str, Data]]:
    yield from annexes(whole)
    yield from rankings(whole)
    if drawn := graphs(whole):
        yield "bieu-do", {"tiêu đề": whole.wording.say("biểu đồ", "tiêu đề phụ lục"), "nội dung": drawn}
    yield from tasks_annex(whole.office, whole.collected.period, whole.wording, whole.on)
    if (missing := _missing(whole)) is not None:
        yield "chua-gui", missing


def report_record(whole: Whole, *, on: date, open_points: Sequence[str] = ()) -> Data:
    """The record of the narrative: who reported, the main figures, then each section with what units wrote.

    `open_points`: what is still in question; if there is anything, the paper is a draft.
    """
    period = whole.collected.period
    record: dict[str, Any] = {
        "loại": "báo cáo",
        "mã": report_id(period),
        "cơ quan ban hành": period.compiler,
        "tháng ban hành": f"{on.month}/{on.year}",
        "trích yếu": whole.wording.say(
            "báo cáo tổng hợp", "trích yếu", noi_dung=whole.collected.outline.subject, ten_ky=period.name
        ),
    }
    if period.addressees:
        record["kính gửi"] = list(period.addressees)
    if open_points:
        record["còn hỏi lại"] = [settle(point)[0] for point in open_points]
    content = [_opening(whole), *_sections(whole, on), _closing(whole)]
    return record | {"nội dung": content, "phụ lục từ": period.id, "ký": signing(whole.office, period)}


def _opening(whole: Whole) -> str:
    """The first paragraph: the grounds, and who reports; days of the figures only if the record gives them."""
    period = whole.collected.period
    return whole.wording.say(
        "báo cáo tổng hợp",
        "mở đầu",
        noi_dung=whole.collected.outline.subject,
        ten_ky=period.name,
        can_cu=list(period.basis),
        co_quan=body_name(whole.office, period.compiler),
        tu=period.begins or "",
        den=period.ends or "",
    )


def _closing(whole: Whole) -> str:
    period = whole.collected.period
    return whole.wording.say(
        "báo cáo tổng hợp",
        "kết thúc",
        noi_dung=whole.collected.outline.subject,
        ten_ky=period.name,
        co_quan=body_name(whole.office, period.compiler),
        noi_nhan=[party_name(whole.office, party) for party in period.addressees],
    )


def _sections(whole: Whole, on: date) -> Iterator[Data]:
    found = [*results_said(whole), *rows_in_words(whole)]
    yield {
        "mục": whole.wording.say("báo cáo tổng hợp", "mục tình hình báo cáo"),
        "nội dung": list(_reporting(whole, on, shown=bool(found))),
    }
    yield from activity_section(whole.office, whole.collected.period, whole.wording, on)
    # Annexes that no word of the text names would be lost on who reads it.
    nothing = partial(whole.wording.say, "báo cáo tổng hợp", "chưa có số liệu tổng hợp")
    results = found or [nothing()]
    yield {"mục": whole.wording.say("báo cáo tổng hợp", "mục kết quả chỉ tiêu"), "nội dung": results}
    for section in whole.collected.outline.sections:
        yield {"mục": section.title, "nội dung": list(section_said(whole, section.id))}
    if others := list(others_said(whole)):
        yield {"mục": whole.wording.say("báo cáo tổng hợp", "mục nội dung khác"), "nội dung": others}


def _reporting(whole: Whole, on: date, *, shown: bool) -> Iterator[Any]:
    """Who has reported by the day, who was late, and who has not reported; `shown`: whether figures follow."""
    collected = whole.collected
    yield whole.wording.say(
        "báo cáo tổng hợp",
        "số đơn vị đã báo cáo",
        ngay=on,
        co_quan=body_name(whole.office, collected.period.compiler),
        ten_ky=collected.period.name,
        da_gui=len(collected.sent),
        tong=len(collected.units),
    )
    if late := [unit.called for unit in collected.units if unit.id in whole.late]:
        yield whole.wording.say("báo cáo tổng hợp", "đơn vị gửi muộn", don_vi=late, han=collected.period.due)
    missing = [unit.called for unit in collected.missing]
    if len(missing) > _NAMED:
        yield whole.wording.say("báo cáo tổng hợp", "nhiều đơn vị chưa báo cáo", so=len(missing))
    elif missing:
        silent = not any(unit.id in collected.by_unit for unit in collected.missing)
        yield whole.wording.say(
            "báo cáo tổng hợp", "đơn vị chưa báo cáo", don_vi=missing, chua_gom=silent, co_so_lieu=shown
        )
    else:
        yield whole.wording.say("báo cáo tổng hợp", "đã gửi đủ")
    yield from _asked(whole)
    if collected.unread:
        unread = [unit.called for unit in collected.unread]
        yield whole.wording.say("báo cáo tổng hợp", "đơn vị mới gửi bản ký", don_vi=unread, co_so_lieu=shown)


def _asked(whole: Whole) -> Iterator[str]:
    """Sentences on figures in question, and on reports with places that could not be read."""
    collected = whole.collected
    if owners := {unit for unit, _, _ in collected.aside}:
        called = [unit.called for unit in collected.units if unit.id in owners]
        yield whole.wording.say("báo cáo tổng hợp", "số liệu đang hỏi lại", so=len(collected.aside), don_vi=called)
    if called := [unit.called for unit in collected.units if unit.id in collected.unclear]:
        yield whole.wording.say("báo cáo tổng hợp", "báo cáo còn chỗ chưa rõ", don_vi=called)


def _missing(whole: Whole) -> Data | None:
    missing = whole.collected.missing
    if len(missing) <= _NAMED:
        return None
    columns = [
        {"tên": whole.wording.say("bảng", "cột thứ tự"), "kiểu": "giữa", "rộng": 12},
        {"tên": whole.wording.say("bảng", "cột cơ quan, đơn vị")},
        {"tên": whole.wording.say("danh sách chưa báo cáo", "cột ghi chú")},
    ]
    remark = whole.wording.say("danh sách chưa báo cáo", "ghi chú")
    rows = [(str(number), unit.name, remark) for number, unit in enumerate(missing, start=1)]
    title = whole.wording.say("danh sách chưa báo cáo", "tiêu đề")
    return {"tiêu đề": title, "nội dung": [{"bảng": {"cột": columns, "hàng": rows}}]}
