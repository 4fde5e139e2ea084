"""The compiled report (báo cáo tổng hợp) as two records: the narrative, which people edit, and the annexes, which nobody does.

Both are plain data with the Vietnamese keys of records; figures stand in the annexes, each traceable to its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pipeline.records.reporting import Indicator, Period
from pipeline.reports.annex_tables import annexes
from pipeline.reports.committee_activity import activity_section, tasks_annex
from pipeline.reports.consolidate import share
from pipeline.reports.graphs import graph_notes, graphs
from pipeline.reports.like_with_like import alike
from pipeline.reports.narrative import FRAME, OPENING
from pipeline.reports.numerals import format_figure
from pipeline.reports.parties import body_name, signing
from pipeline.reports.rankings import leaders, rankings
from pipeline.reports.submission import Passage
from pipeline.reports.whole_period import Past, Whole
from pipeline.text import ensure_final

Data = Mapping[str, Any]
_ENDS: Final = (".", ":", ";", "!", "?")
# Up to so many words a unit's share of a section is one paragraph.
_ONE_PARAGRAPH: Final = 150
_OWN_MARK: Final = re.compile(r"^(?:(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)/]\s+|[-–+*•]\s+)+")
_OWN_END: Final = re.compile(r"\s*\.\s*/\s*\.?\s*$")


def report_id(period: Period) -> str:
    """The id of the compiled report of a period."""
    return f"{period.id}-tong-hop"


def annex_records(whole: Whole) -> Iterator[tuple[str, Data]]:
    """The annexes, each a record with a name for its file: tables, rankings, charts, tasks, units that did not report."""
    period = whole.collected.period
    for number, (key, annex) in enumerate(_annexes(whole), start=1):
        record = {"loại": "phụ lục số liệu", "mã": f"{period.id}-phu-luc-{number}", "kỳ báo cáo": period.id}
        yield f"{number:02}-{key}", {**record, "thứ tự": number, "phụ lục": [annex]}


def _annexes(whole: Whole) -> Iterator[tuple[str, Data]]:
    yield from annexes(whole)
    yield from rankings(whole)
    if drawn := [{"biểu đồ": graph} for graph in graphs(whole)]:
        yield (
            "bieu-do",
            {"tiêu đề": whole.wording.say("biểu đồ", "tiêu đề phụ lục"), "nội dung": [*drawn, *graph_notes(whole)]},
        )
    yield from tasks_annex(whole.office, whole.collected.period, whole.wording)
    if (missing := _missing(whole)) is not None:
        yield "chua-gui", missing


def report_record(whole: Whole, *, on: date) -> Data:
    """The narrative: who reported, the main figures, then each section of the outline with what the units wrote."""
    period = whole.collected.period
    outline = whole.collected.outline
    title = whole.wording.say("báo cáo tổng hợp", "mục tình hình báo cáo")
    sections: list[Any] = [{"mục": title, "nội dung": list(_reporting(whole, on))}]
    sections += activity_section(whole.office, period, whole.wording)
    title = whole.wording.say("báo cáo tổng hợp", "mục kết quả chỉ tiêu")
    sections.append({"mục": title, "nội dung": list(_results(whole))})
    for section in outline.sections:
        content = list(_section(whole, section.id)) or [whole.wording.say("báo cáo tổng hợp", "mục không có nội dung")]
        sections.append({"mục": section.title, "nội dung": content})
    if others := list(_others(whole)):
        sections.append({"mục": whole.wording.say("báo cáo tổng hợp", "mục nội dung khác"), "nội dung": others})
    record: dict[str, Any] = {
        "loại": "báo cáo",
        "mã": report_id(period),
        "cơ quan ban hành": period.compiler,
        "tháng ban hành": f"{on.month}/{on.year}",
        "trích yếu": whole.wording.say("báo cáo tổng hợp", "trích yếu", noi_dung=outline.subject, ten_ky=period.name),
    }
    if period.addressees:
        record["kính gửi"] = list(period.addressees)
    return record | {"nội dung": sections, "phụ lục từ": period.id, "ký": signing(whole.office, period)}


def _reporting(whole: Whole, on: date) -> Iterator[Any]:
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
    missing = [unit.called for unit in collected.missing]
    if missing:
        yield whole.wording.say("báo cáo tổng hợp", "đơn vị chưa báo cáo", don_vi=missing)
    else:
        yield whole.wording.say("báo cáo tổng hợp", "đã gửi đủ")
    if collected.unread:
        unread = [unit.called for unit in collected.unread]
        yield whole.wording.say("báo cáo tổng hợp", "đơn vị mới gửi bản ký", don_vi=unread)


def _results(whole: Whole) -> Iterator[Any]:
    """A point for each indicator with a figure: reached, of the plan, against last year, the first and the last units."""
    yield whole.wording.say("báo cáo tổng hợp", "lời dẫn kết quả")
    said = [
        _said(whole, indicator)
        for indicator in whole.collected.outline.indicators
        if not indicator.is_text and (indicator.plans or indicator.better)
        if whole.results.value(indicator.id) is not None
    ]
    for number, words in enumerate(said, start=1):
        yield {"gạch đầu dòng": f"{words}{'.' if number == len(said) else ';'}"}


def _said(whole: Whole, indicator: Indicator) -> str:
    period = whole.collected.period
    value = whole.results.value(indicator.id)
    if value is None:
        return indicator.name
    plan = indicator.plan(period.year)
    reached = whole.results.value(indicator.id, period.planned)
    planned = reached is not None and plan is not None
    part = share(reached, plan) if reached is not None and plan is not None and not _is_rate(indicator) else None
    return whole.wording.say(
        "báo cáo tổng hợp",
        "một chỉ tiêu",
        chi_tieu=indicator.name,
        ket_qua=_with_unit(indicator, value),
        luy_ke=_with_unit(indicator, reached) if reached is not None and period.planned != "thực hiện" else "",
        # A rate beside the plan's rate; everything else as a share of the plan.
        ke_hoach=_with_unit(indicator, plan) if planned and plan is not None and _is_rate(indicator) else "",
        dat="" if part is None else format_figure(part, 1),
        pham_vi=_not_all(whole, indicator) if planned else "",
        so_sanh=[words for _, past in whole.compared if (words := _against(whole, indicator, past))],
        xep_hang=leaders(whole, indicator),
    )


def _not_all(whole: Whole, indicator: Indicator) -> str:
    """A plan is for all units: how many of them the figure beside it covers, where some are missing."""
    reached = whole.results.by_key[indicator.id, whole.collected.period.planned]
    if reached.units >= reached.expected:
        return ""
    return whole.wording.say("báo cáo tổng hợp", "mới có một số đơn vị", so_don_vi=reached.units, tong=reached.expected)


def _with_unit(indicator: Indicator, value: Decimal) -> str:
    unit = "%" if indicator.measure == "%" else f" {indicator.measure}"
    return f"{format_figure(value, int(indicator.decimals))}{unit}"


def _is_rate(indicator: Indicator) -> bool:
    return indicator.measure == "%"


def _against(whole: Whole, indicator: Indicator, past: Past) -> str:
    """How a figure moved against an earlier period: a rate in points of percent, everything else in percent."""
    sides = alike(whole, past, indicator)
    moved = sides.moved(indicator)
    if moved is None:
        return ""
    much = format_figure(abs(moved), 1)
    by = whole.wording.say("báo cáo tổng hợp", "điểm phần trăm", so=much) if _is_rate(indicator) else f"{much}%"
    said = _moved(whole, moved, by, past.name)
    if sides.same:
        return said
    return whole.wording.say("báo cáo tổng hợp", "so sánh trên đơn vị chung", so_sanh=said, so_don_vi=sides.common)


def _moved(whole: Whole, by: Decimal, words: str, past: str) -> str:
    if by == 0:
        return whole.wording.say("báo cáo tổng hợp", "bằng kỳ so sánh", ky_so_sanh=past)
    if round(by, 1) == 0:
        return whole.wording.say("báo cáo tổng hợp", "tương đương kỳ so sánh", ky_so_sanh=past)
    if by > 0:
        return whole.wording.say("báo cáo tổng hợp", "tăng so với kỳ so sánh", muc=words, ky_so_sanh=past)
    return whole.wording.say("báo cáo tổng hợp", "giảm so với kỳ so sánh", muc=words, ky_so_sanh=past)


def _section(whole: Whole, section: str) -> Iterator[Any]:
    """What the units wrote in one section, every paragraph, under the name of the unit."""
    yield from _written(whole, lambda passage: passage.section == section)


def _others(whole: Whole) -> Iterator[Any]:
    """What units wrote under titles that the outline does not have."""
    yield from _written(whole, lambda passage: passage.section is None and passage.title not in {FRAME, OPENING})


def _written(whole: Whole, wanted: Callable[[Passage], bool]) -> Iterator[Any]:
    for unit in whole.collected.units:
        sent = whole.collected.submissions.get(unit.id)
        passages = [passage for passage in sent.passages if wanted(passage)] if sent else []
        paragraphs = [words for passage in passages for text in passage.paragraphs if (words := _in_running_text(text))]
        if paragraphs and sum(len(text.split()) for text in paragraphs) <= _ONE_PARAGRAPH:
            yield {"khoản": f"{unit.called}: {' '.join(paragraphs)}"}
        elif paragraphs:
            yield {"khoản": f"{unit.called}: {paragraphs[0]}", "nội dung": paragraphs[1:]}


def _in_running_text(text: str) -> str:
    """A paragraph as it stands among others: numbering, bullets and end marks of the unit's own paper left out."""
    words = _OWN_END.sub("", _OWN_MARK.sub("", " ".join(text.split())))
    return _closed(words) if words else ""


def _closed(text: str) -> str:
    return text if text.endswith(_ENDS) else ensure_final(text, ".")


def _missing(whole: Whole) -> Data | None:
    missing = whole.collected.missing
    if not missing:
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
