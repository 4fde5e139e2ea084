"""The annexes of the submission (phụ lục tờ trình): all opinions with what was done, and the draft compared with the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.papers.wording import Wording
from pipeline.records.opinions import Opinion
from pipeline.reports.opinions.opinion_round import Heard, OpinionRound

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Reworded:
    """A paragraph that differs: its place, its words in the first draft, its words now (empty: it is not there)."""

    place: str
    before: str
    after: str


def submission_id(opinion_round: OpinionRound) -> str:
    """The id of the submission letter."""
    return f"{opinion_round.period.id}-to-trinh"


def dossier_annexes(opinion_round: OpinionRound, heard: Sequence[Heard], changed: Sequence[Reworded]) -> Data:
    """The record of the annexes: the table of opinions and, if anything changed, the comparison."""
    title = opinion_round.wording.say("bảng tổng hợp ý kiến", "tiêu đề")
    annexes = [{"tiêu đề": title, "khổ": "ngang", "nội dung": list(_opinions(heard, opinion_round.wording))}]
    if changed:
        title = opinion_round.wording.say("bản so sánh", "tiêu đề")
        annexes.append({"tiêu đề": title, "khổ": "ngang", "nội dung": list(_comparison(opinion_round, changed))})
    return {
        "loại": "phụ lục số liệu",
        "mã": f"{submission_id(opinion_round)}-phu-luc",
        "kỳ báo cáo": opinion_round.period.id,
        "thứ tự": 1,
        "của văn bản": submission_id(opinion_round),
        "phụ lục": annexes,
    }


def _opinions(heard: Sequence[Heard], wording: Wording) -> Iterator[Any]:
    rows = [row for reply in heard if reply.entry is not None for row in _rows(reply, wording)]
    number = wording.say("bảng", "cột thứ tự")
    member = wording.say("bảng tổng hợp ý kiến", "cột thành viên")
    if rows:
        yield wording.say("bảng tổng hợp ý kiến", "lời dẫn góp ý cụ thể")
        columns = [
            _column(number, "giữa", 11),
            _column(member, width=38),
            _column(wording.say("bảng tổng hợp ý kiến", "cột mục, đoạn"), width=32),
            _column(wording.say("bảng tổng hợp ý kiến", "cột nội dung góp ý")),
            _column(wording.say("bảng tổng hợp ý kiến", "cột kết quả"), "giữa", 24),
            _column(wording.say("bảng tổng hợp ý kiến", "cột nội dung tiếp thu")),
        ]
        yield {"bảng": {"cột": columns, "hàng": [[str(place), *row] for place, row in enumerate(rows, start=1)]}}
    yield wording.say("bảng tổng hợp ý kiến", "lời dẫn ý kiến chung")
    columns = [
        _column(number, "giữa", 11),
        _column(member),
        _column(wording.say("bảng tổng hợp ý kiến", "cột ý kiến chung")),
        _column(wording.say("bảng tổng hợp ý kiến", "cột ngày nhận"), "giữa", 58),
    ]
    rows = [[str(place), reply.member.called, *_answered(reply, wording)] for place, reply in enumerate(heard, start=1)]
    yield {"bảng": {"cột": columns, "hàng": rows}}


def _rows(reply: Heard, wording: Wording) -> Iterator[list[str]]:
    for opinion in reply.opinions:
        said = wording.say("bảng tổng hợp ý kiến", "góp ý và lý do", gop_y=_closed(opinion), ly_do=opinion.reason)
        result = (opinion.disposition or wording.say("bảng tổng hợp ý kiến", "chưa xử lý")).capitalize()
        yield [reply.member.called, opinion.at or "", said, result, opinion.answer or ""]


def _closed(opinion: Opinion) -> str:
    ends = opinion.text.endswith((".", ":", ";", "?", "!"))
    return opinion.text if ends or not opinion.reason else f"{opinion.text}."


def _answered(reply: Heard, wording: Wording) -> list[str]:
    if reply.entry is None:
        return [wording.say("bảng tổng hợp ý kiến", "chưa cho ý kiến"), ""]
    received = wording.say("bảng tổng hợp ý kiến", "ngày nhận", ngay=reply.entry.received, muon=reply.days_late)
    return [reply.entry.stance.capitalize(), received]


def _comparison(opinion_round: OpinionRound, changed: Sequence[Reworded]) -> Iterator[Any]:
    wording = opinion_round.wording
    yield wording.say("bản so sánh", "lời dẫn", ngay_gui=opinion_round.asked()[0].day)
    columns = [
        _column(wording.say("bảng", "cột thứ tự"), "giữa", 11),
        _column(wording.say("bản so sánh", "cột vị trí"), width=42),
        _column(wording.say("bản so sánh", "cột dự thảo"), width=95),
        _column(wording.say("bản so sánh", "cột báo cáo trình")),
    ]
    absent, dropped = wording.say("bản so sánh", "đoạn chưa có"), wording.say("bản so sánh", "đoạn đã bỏ")
    rows = [
        [str(number), rewording.place, rewording.before or absent, rewording.after or dropped]
        for number, rewording in enumerate(changed, start=1)
    ]
    yield {"bảng": {"cột": columns, "hàng": rows, "so sánh": "có"}}


def _column(name: str, kind: str = "chữ", width: int | None = None) -> Data:
    return {"tên": name, "kiểu": kind} | ({"rộng": width} if width else {})
