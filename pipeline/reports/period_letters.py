"""Letters of a period of reporting (công văn của kỳ báo cáo), as records that a clerk may still edit: call and reminder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.records.office import Office
from pipeline.records.reporting import Outline, Period, TableLayout
from pipeline.reports.parties import body_name, post_of, signing
from pipeline.reports.status import Sent, Standing
from pipeline.text import format_date, lower_first

Data = Mapping[str, Any]


@dataclass(frozen=True)
class _Letter:
    """What tells one letter from another."""

    key: str
    month: date
    subject: str
    to: tuple[str, ...]
    body: list[Any]


def call_letter(office: Office, period: Period) -> Data:
    """The letter that calls for reports, with what is asked for."""
    outline = office.outline(period.outline)
    compiler, post = body_name(office, period.compiler), post_of(office, period.compiler)
    asked = [f"{lower_first(table.title)} ({_count(outline, table):02} chỉ tiêu)" for table in outline.tables]
    beside = " và số liệu kỳ trước" if period.previous or period.same_last_year else ""
    where = f" về {compiler}" + (f" theo địa chỉ thư điện tử {post}" if post else "")
    body: list[Any] = [
        (
            f"Để xây dựng báo cáo {lower_first(outline.subject)} {period.name}, {compiler} đề nghị các cơ quan, đơn vị "
            "báo cáo theo các nội dung sau:"
        ),
        *_words_asked(outline),
        {"khoản": f"Số liệu theo {len(asked):02} biểu: {'; '.join(asked)}."},
        {
            "khoản": f"Biểu mẫu điện tử gửi kèm đã in sẵn tên đơn vị{beside}; đề nghị điền trực tiếp vào các ô nền "
            "vàng, không thay đổi dòng, cột và tên các trang."
        },
        (
            f"Báo cáo gửi{where} chậm nhất {format_date(period.due)}. Đơn vị không có phát sinh vẫn gửi báo cáo. "
            "Đề nghị các cơ quan, đơn vị quan tâm, thực hiện đúng thời hạn"
        ),
    ]
    subject = f"báo cáo {period.name}"
    return _letter(office, period, _Letter("yeu-cau", period.opened, subject, period.units, body))


def _words_asked(outline: Outline) -> Iterator[Data]:
    if outline.sections:
        titles = "; ".join(lower_first(one.title) for one in outline.sections)
        yield {"khoản": f"Báo cáo bằng lời theo các mục: {titles}."}


def _count(outline: Outline, table: TableLayout) -> int:
    """How many indicators units fill in; those that follow from others are not asked for."""
    return sum(1 for key in table.indicators if not outline.indicator(key).is_computed)


def reminder(office: Office, period: Period, standings: Iterable[Standing], *, on: date) -> Data | None:
    """The letter to those who have not reported, with a table of them; None when everybody has."""
    late = [one for one in standings if one.sent in {Sent.OVERDUE, Sent.WAITED_FOR}]
    if not late:
        return None
    compiler = body_name(office, period.compiler)
    rows = [
        [str(number), one.unit.name, f"quá hạn {one.days_late} ngày" if one.days_late else "chưa gửi"]
        for number, one in enumerate(late, start=1)
    ]
    columns = [{"tên": "TT", "kiểu": "giữa"}, {"tên": "Cơ quan, đơn vị"}, {"tên": "Tình trạng", "kiểu": "giữa"}]
    body: list[Any] = [
        (
            f"{format_date(period.opened).capitalize()}, {compiler} đã gửi biểu mẫu và đề nghị các cơ quan, đơn vị báo cáo "
            f"{period.name} chậm nhất {format_date(period.due)}. Đến {format_date(on)}, còn {len(late):02} cơ quan, đơn vị "
            "chưa gửi báo cáo:"
        ),
        {"bảng": {"cột": columns, "hàng": rows}},
        (
            f"{compiler} đề nghị các cơ quan, đơn vị có tên trên khẩn trương gửi báo cáo; sau thời hạn tổng hợp, đơn vị "
            "chưa báo cáo sẽ được ghi rõ trong báo cáo chung"
        ),
    ]
    to = tuple(one.unit.id for one in late)
    subject = f"đôn đốc gửi báo cáo {period.name}"
    return _letter(office, period, _Letter(f"don-doc-{on:%Y%m%d}", on, subject, to, body))


def _letter(office: Office, period: Period, letter: _Letter) -> Data:
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
