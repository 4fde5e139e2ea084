"""The annexes of the submission (phụ lục tờ trình): what members said and what was done about it; the draft, then and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.records.opinions import Opinion
from pipeline.reports.opinions.opinion_round import Heard, OpinionRound
from pipeline.text import format_date

Data = Mapping[str, Any]
TABLE_TITLE: Final = "Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý"
COMPARISON_TITLE: Final = "Bản so sánh dự thảo lấy ý kiến và báo cáo trình"
_NOT_YET: Final = "Chưa xử lý"


@dataclass(frozen=True)
class Reworded:
    """One paragraph that differs: where it stands, its words in the draft that members saw, and now; "" where it is not."""

    place: str
    before: str
    after: str


def submission_id(of: OpinionRound) -> str:
    """The id of the submission letter."""
    return f"{of.period.id}-to-trinh"


def dossier_annexes(of: OpinionRound, heard: Sequence[Heard], changed: Sequence[Reworded]) -> Data:
    """The annexes as one record: the table of opinions, and the comparison where anything changed."""
    annexes = [{"tiêu đề": TABLE_TITLE, "khổ": "ngang", "nội dung": list(_opinions(heard))}]
    if changed:
        annexes.append({"tiêu đề": COMPARISON_TITLE, "khổ": "ngang", "nội dung": list(_comparison(of, changed))})
    return {
        "loại": "phụ lục số liệu",
        "mã": f"{submission_id(of)}-phu-luc",
        "kỳ báo cáo": of.period.id,
        "thứ tự": 1,
        "của văn bản": submission_id(of),
        "phụ lục": annexes,
    }


def _opinions(heard: Sequence[Heard]) -> Iterator[Any]:
    rows = [row for one in heard if one.entry is not None for row in _rows(one)]
    if rows:
        yield "Ý kiến góp ý cụ thể và kết quả tiếp thu, giải trình:"
        columns = [
            _column("TT", "giữa", 11),
            _column("Thành viên", width=38),
            _column("Mục, đoạn của dự thảo", width=32),
            _column("Nội dung góp ý"),
            _column("Kết quả", "giữa", 24),
            _column("Nội dung tiếp thu, giải trình"),
        ]
        yield {"bảng": {"cột": columns, "hàng": [[str(number), *row] for number, row in enumerate(rows, start=1)]}}
    yield "Ý kiến chung của các thành viên:"
    columns = [
        _column("TT", "giữa", 11),
        _column("Thành viên"),
        _column("Ý kiến chung"),
        _column("Ngày nhận", "giữa", 58),
    ]
    rows = [[str(number), one.member.called, *_answered(one)] for number, one in enumerate(heard, start=1)]
    yield {"bảng": {"cột": columns, "hàng": rows}}


def _rows(one: Heard) -> Iterator[list[str]]:
    for opinion in one.opinions:
        reason = f" Lý do: {opinion.reason}" if opinion.reason else ""
        result = (opinion.disposition or _NOT_YET).capitalize()
        yield [one.member.called, opinion.at or "", f"{_closed(opinion)}{reason}", result, opinion.answer or ""]


def _closed(opinion: Opinion) -> str:
    ends = opinion.text.endswith((".", ":", ";", "?", "!"))
    return opinion.text if ends or not opinion.reason else f"{opinion.text}."


def _answered(one: Heard) -> list[str]:
    if one.entry is None:
        return ["Chưa cho ý kiến", ""]
    late = f" (muộn {one.days_late} ngày)" if one.days_late else ""
    return [one.entry.stance.capitalize(), f"{one.entry.received:%d/%m/%Y}{late}"]


def _comparison(of: OpinionRound, changed: Sequence[Reworded]) -> Iterator[Any]:
    sent = of.asked()[0].day
    yield (
        f"Chỉ ghi những đoạn có thay đổi so với dự thảo gửi lấy ý kiến {format_date(sent)}, không kể số thứ tự đánh lại; chữ bỏ "
        "gạch ngang, chữ mới in đậm."
    )
    columns = [
        _column("TT", "giữa", 11),
        _column("Vị trí", width=42),
        _column("Dự thảo lấy ý kiến", width=95),
        _column("Báo cáo trình"),
    ]
    rows = [
        [str(number), one.place, one.before or "(chưa có)", one.after or "(bỏ)"]
        for number, one in enumerate(changed, start=1)
    ]
    yield {"bảng": {"cột": columns, "hàng": rows, "so sánh": "có"}}


def _column(name: str, kind: str = "chữ", width: int | None = None) -> Data:
    return {"tên": name, "kiểu": kind} | ({"rộng": width} if width else {})
