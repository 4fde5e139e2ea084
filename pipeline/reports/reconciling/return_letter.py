"""The letter that returns a report to its unit (công văn trả lại báo cáo), with a table of all open points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.records.reporting import Period
from pipeline.reports.parties import body_name, post_of
from pipeline.reports.period_letters import Data, Letter, letter_record
from pipeline.reports.reconciling.worklist import FIGURE, Row
from pipeline.reports.reporting_round import Round

_PREFIX: Final = "tra-lai"
_DAY: Final = "%Y%m%d"


def letter_key(unit: str, on: date) -> str:
    """The name of the letter's file; its id is the period's id and this name."""
    return f"{_PREFIX}-{unit}-{on:{_DAY}}"


def returned_on(office: Office, period: Period) -> dict[str, date]:
    """The day on which each unit was last written such a letter, by the ids of these letters."""
    head = f"{period.id}-{_PREFIX}-"
    found: dict[str, date] = {}
    for paper in office.papers:
        unit, _, digits = paper.id.removeprefix(head).rpartition("-")
        day = _day(digits) if paper.id.startswith(head) else None
        if day is not None:
            found[unit] = max(day, found.get(unit, day))
    return found


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(digits) if digits.isdecimal() else None
    except ValueError:
        return None


def return_letter(
    reporting_round: Round, unit: Agency, rows: Sequence[Row], *, on: date, due: date | None, with_form: bool = False
) -> Data:
    """The record of the letter to a unit; `with_form`: the unit's form with marked points is enclosed."""
    office, period, wording = reporting_round.office, reporting_round.period, reporting_round.wording
    compiler = body_name(office, period.compiler)
    subject = wording.say("công văn trả lại báo cáo", "trích yếu", ten_ky=period.name)
    sent = reporting_round.collected.submissions.get(unit.id)
    opening = wording.say(
        "công văn trả lại báo cáo",
        "mở đầu",
        co_quan=compiler,
        ten_ky=period.name,
        don_vi=unit.called,
        ngay_nhan=sent.received if sent else "",
        so=len(rows),
    )
    closing = wording.say(
        "công văn trả lại báo cáo",
        "kết thúc",
        co_quan=compiler,
        don_vi=unit.called,
        dia_chi=post_of(office, period.compiler),
        han=due or "",
        kem_bieu=with_form,
    )
    table = {"cột": list(_columns(reporting_round)), "hàng": list(_lines(reporting_round, rows))}
    body: list[Any] = [opening, {"bảng": table}, closing]
    return letter_record(office, period, Letter(letter_key(unit.id, on), on, subject, (unit.id,), body))


def _columns(reporting_round: Round) -> Iterator[dict[str, str]]:
    wording = reporting_round.wording
    yield {"tên": wording.say("bảng", "cột thứ tự"), "kiểu": "giữa"}
    yield {"tên": wording.say("công văn trả lại báo cáo", "cột vị trí")}
    yield {"tên": wording.say("công văn trả lại báo cáo", "cột chỉ tiêu")}
    yield {"tên": wording.say("công văn trả lại báo cáo", "cột đang ghi"), "kiểu": "giữa"}
    yield {"tên": wording.say("công văn trả lại báo cáo", "cột nội dung")}


def _lines(reporting_round: Round, rows: Sequence[Row]) -> Iterator[list[str]]:
    wording = reporting_round.wording
    for number, row in enumerate(rows, start=1):
        name = row.indicator.name if row.indicator else ""
        stands = row.stands or (wording.say("công văn trả lại báo cáo", "để trống") if row.key[0] == FIGURE else "")
        why = wording.say("công văn trả lại báo cáo", "nội dung", ly_do=list(row.problems), co_the=list(row.likely))
        about = f"{name}, {row.column}" if row.column else name
        yield [str(number), row.place, about, " ".join(stands.split()), why]
