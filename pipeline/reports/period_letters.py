"""Letters of a reporting period (công văn của kỳ báo cáo) as records that a clerk may edit: call and reminder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.papers.wording import Wording
from pipeline.records.office import Office
from pipeline.records.reporting import Outline, Period, TableLayout
from pipeline.reports.parties import body_name, post_of, signing
from pipeline.reports.status import Sent, Standing

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Letter:
    """What differs between letters: key, month of issue, subject, addressees, and text."""

    key: str
    month: date
    subject: str
    to: tuple[str, ...]
    body: list[Any]


def call_letter(office: Office, period: Period, wording: Wording) -> Data:
    """The record of the letter that asks units for reports and says what is asked for."""
    outline = office.outline(period.outline)
    compiler = body_name(office, period.compiler)
    asked = [
        wording.say(
            "công văn yêu cầu báo cáo",
            "một biểu",
            ten=table.title,
            so_chi_tieu=_count(outline, table),
            nhieu_dong="có" if table.columns else "",
        )
        for table in outline.tables
    ]
    opening = wording.say(
        "công văn yêu cầu báo cáo", "mở đầu", bao_cao=outline.subject, ten_ky=period.name, co_quan=compiler
    )
    beside = "có" if period.previous or period.same_last_year else ""
    closing = wording.say(
        "công văn yêu cầu báo cáo",
        "kết thúc",
        co_quan=compiler,
        dia_chi=post_of(office, period.compiler),
        han=period.due,
    )
    body: list[Any] = [
        opening,
        *_words_asked(outline, wording),
        {"khoản": wording.say("công văn yêu cầu báo cáo", "số liệu theo biểu", bieu=asked)},
        {"khoản": wording.say("công văn yêu cầu báo cáo", "biểu mẫu điện tử", co_so_ky_truoc=beside)},
        closing,
    ]
    subject = wording.say("công văn yêu cầu báo cáo", "trích yếu", ten_ky=period.name)
    return letter_record(office, period, Letter("yeu-cau", period.opened, subject, period.units, body))


def _words_asked(outline: Outline, wording: Wording) -> Iterator[Data]:
    if outline.sections:
        titles = [section.title for section in outline.sections]
        yield {"khoản": wording.say("công văn yêu cầu báo cáo", "báo cáo bằng lời", muc=titles)}


def _count(outline: Outline, table: TableLayout) -> int:
    """How many indicators of a table units fill in; indicators that are worked out are not asked for."""
    return sum(1 for key in table.indicators if not outline.indicator(key).is_computed)


def reminder(
    office: Office, period: Period, standings: Iterable[Standing], wording: Wording, *, on: date
) -> Data | None:
    """The record of the letter to units that have not reported, with a table of them; None if all have."""
    late = [standing for standing in standings if standing.sent in {Sent.OVERDUE, Sent.WAITED_FOR}]
    if not late:
        return None
    compiler = body_name(office, period.compiler)
    rows = [
        [
            str(number),
            standing.unit.name,
            wording.say("công văn đôn đốc báo cáo", "tình trạng", so_ngay=standing.days_late),
        ]
        for number, standing in enumerate(late, start=1)
    ]
    columns = [
        {"tên": wording.say("bảng", "cột thứ tự"), "kiểu": "giữa"},
        {"tên": wording.say("bảng", "cột cơ quan, đơn vị")},
        {"tên": wording.say("công văn đôn đốc báo cáo", "cột tình trạng"), "kiểu": "giữa"},
    ]
    opening = wording.say(
        "công văn đôn đốc báo cáo",
        "mở đầu",
        ngay_gui=period.opened,
        co_quan=compiler,
        ten_ky=period.name,
        han=period.due,
        ngay=on,
        so=len(late),
    )
    closing = wording.say("công văn đôn đốc báo cáo", "kết thúc", co_quan=compiler)
    body: list[Any] = [opening, {"bảng": {"cột": columns, "hàng": rows}}, closing]
    to = tuple(standing.unit.id for standing in late)
    subject = wording.say("công văn đôn đốc báo cáo", "trích yếu", ten_ky=period.name)
    return letter_record(office, period, Letter(f"don-doc-{on:%Y%m%d}", on, subject, to, body))


def letter_record(office: Office, period: Period, letter: Letter) -> Data:
    """The record of a letter, with the issuer and signer of the period."""
    compiler = office.body(period.compiler)
    return {
        "loại": "công văn",
        "mã": f"{period.id}-{letter.key}",
        "cơ quan ban hành": compiler.id,
        "đơn vị soạn thảo": period.unit or compiler.symbol,
        "tháng ban hành": f"{letter.month.month}/{letter.month.year}",
        "trích yếu": letter.subject,
        "kính gửi": list(letter.to),
        "nội dung": letter.body,
        "ký": signing(office, period),
    }
