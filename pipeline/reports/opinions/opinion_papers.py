"""The papers of an opinion round (văn bản lấy ý kiến, trình) as records a clerk may still edit: the letter and the submission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pipeline.papers.recipients import party_name
from pipeline.records.opinions import Stance
from pipeline.reports.compiled import report_id
from pipeline.reports.opinions.members import whose
from pipeline.reports.opinions.opinion_round import Heard, OpinionRound
from pipeline.reports.opinions.opinion_tables import COMPARISON_TITLE, TABLE_TITLE, Reworded, submission_id
from pipeline.reports.opinions.slip_words import draft_name
from pipeline.reports.parties import signing
from pipeline.text import format_date, in_sentence

Data = Mapping[str, Any]
_TOLD: Final[Mapping[Stance, str]] = {
    "thống nhất toàn bộ": "thống nhất toàn bộ nội dung dự thảo",
    "thống nhất và có ý kiến": "thống nhất và có ý kiến góp ý",
    "không thống nhất": "không thống nhất",
    "chưa rõ": "chưa rõ ý kiến chung",
}


def letter_id(of: OpinionRound) -> str:
    """The id of the letter that asks for opinions."""
    return f"{of.period.id}-lay-y-kien"


def opinion_letter(of: OpinionRound, *, subject: str, on: date) -> Data:
    """The letter that sends the draft and the slips to the members."""
    compiler = of.office.agency(of.period.compiler)
    asked = whose(of.office, of.period)
    where = f" (thư điện tử: {compiler.contact.email})" if compiler.contact and compiler.contact.email else ""
    draft = draft_name(subject)
    body: list[Any] = [
        f"{compiler.name} đã tổng hợp báo cáo của các cơ quan, đơn vị và xây dựng {draft}.",
        f"Trước khi trình, {compiler.name} gửi lấy ý kiến {asked} về dự thảo (gửi kèm dự thảo và phiếu lấy ý kiến).",
        {
            "khoản": "Đề nghị nghiên cứu dự thảo, cho ý kiến chung và góp ý cụ thể vào phiếu; "
            "phiếu điền trực tiếp trên tệp Word, giữ nguyên dòng mã phiếu."
        },
        {"khoản": f"Phiếu gửi về {compiler.name} chậm nhất {format_date(of.call.due)}{where}."},
        (
            f"{compiler.name} sẽ tổng hợp, tiếp thu, giải trình các ý kiến trước khi trình; ai chưa có ý kiến sẽ được ghi "
            "rõ trong bảng tổng hợp. Đề nghị quan tâm, cho ý kiến đúng thời hạn"
        ),
    ]
    return {
        "loại": "công văn",
        "mã": letter_id(of),
        "cơ quan ban hành": compiler.id,
        "đơn vị soạn thảo": of.period.unit or compiler.symbol,
        "tháng ban hành": f"{on.month}/{on.year}",
        "trích yếu": f"lấy ý kiến dự thảo báo cáo {of.period.name}",
        "kính gửi": [f"{asked[:1].upper()}{asked[1:]}"] if _one_body(of) else list(of.call.members),
        "nội dung": body,
        "ký": signing(of.office, of.period),
    }


def _one_body(of: OpinionRound) -> bool:
    return len(of.call.members) == 1 and of.call.members[0] in {one.id for one in of.office.committees}


@dataclass(frozen=True)
class Submission:
    """What the submission letter is made from: the report's subject, what changed in it, the day of the count."""

    subject: str
    changed: Sequence[Reworded]
    on: date


def submission_letter(of: OpinionRound, submission: Submission) -> Data:
    """The submission letter (tờ trình): how the report came about, what members said, what goes with it."""
    compiler = of.office.agency(of.period.compiler)
    to = list(of.period.addressees)
    name = ", ".join(party_name(of.office, one) for one in to) or "cấp có thẩm quyền"
    heard = of.heard(on=submission.on)
    body: list[Any] = [
        (
            f"Thực hiện chế độ báo cáo định kỳ, {compiler.name} đã xây dựng {draft_name(submission.subject)}, lấy ý kiến "
            f"{whose(of.office, of.period)} và hoàn thiện. {compiler.name} kính trình {name} như sau:"
        ),
        {"mục": "Quá trình lấy ý kiến", "nội dung": list(_asking(of, heard, submission.on))},
        {"mục": "Tiếp thu, giải trình ý kiến góp ý", "nội dung": list(_handling(heard, submission))},
        {"mục": "Tài liệu trình kèm theo", "nội dung": list(_enclosures(submission))},
        f"{compiler.name} kính trình {name} xem xét, quyết định",
    ]
    return {
        "loại": "tờ trình",
        "mã": submission_id(of),
        "cơ quan ban hành": compiler.id,
        "tháng ban hành": f"{submission.on.month}/{submission.on.year}",
        "trích yếu": f"Về việc trình {submission.subject}",
        **({"kính gửi": to} if to else {}),
        "nội dung": body,
        "kèm theo": [report_id(of.period)],
        "ký": signing(of.office, of.period),
    }


def _asking(of: OpinionRound, heard: Sequence[Heard], on: date) -> Iterator[Any]:
    answered = [one for one in heard if one.entry is not None]
    sent = of.asked()[-1].day
    yield (
        f"{format_date(sent).capitalize()}, dự thảo được gửi lấy ý kiến {len(heard):02} thành viên, thời hạn góp ý chậm nhất "
        f"{format_date(of.call.due)}. Đến {format_date(on)}, có {len(answered):02}/{len(heard):02} thành viên cho ý kiến:"
    )
    counts = [(stance, sum(one.entry is not None and one.entry.stance == stance for one in heard)) for stance in _TOLD]
    told = [f"{count:02} thành viên {_TOLD[stance]}" for stance, count in counts if count]
    for number, words in enumerate(told or ["Chưa có thành viên nào cho ý kiến"], start=1):
        yield {"gạch đầu dòng": f"{words}{'.' if number >= len(told) else ';'}"}
    if late := [one.member.called for one in answered if one.days_late]:
        yield f"Gửi ý kiến sau thời hạn: {_listed(late)}. Các ý kiến này vẫn được tổng hợp."
    if missing := [one.member.called for one in heard if one.entry is None]:
        yield f"Còn {len(missing):02} thành viên chưa cho ý kiến: {_listed(missing)}."


def _listed(names: Sequence[str]) -> str:
    return "; ".join(in_sentence(name) for name in names)


def _handling(heard: Sequence[Heard], submission: Submission) -> Iterator[Any]:
    opinions = [opinion for one in heard for opinion in one.opinions]
    if not opinions:
        yield "Các thành viên không có ý kiến góp ý cụ thể vào dự thảo."
    else:
        accepted = sum(one.disposition == "tiếp thu" for one in opinions)
        explained = sum(one.disposition == "giải trình" for one in opinions)
        left = len(opinions) - accepted - explained
        told = [(accepted, "tiếp thu"), (explained, "giải trình"), (left, "chưa xử lý")]
        words = ", ".join(f"{what} {count:02} ý kiến" for count, what in told if count)
        yield f"Các thành viên có {len(opinions):02} ý kiến góp ý cụ thể; cơ quan tổng hợp {words}. Chi tiết tại Phụ lục I."
    if submission.changed:
        yield (
            f"So với dự thảo lấy ý kiến, báo cáo trình có {len(submission.changed):02} đoạn được sửa đổi, bổ sung hoặc bỏ. "
            "Bản so sánh tại Phụ lục II."
        )
    else:
        yield "Báo cáo trình không thay đổi so với dự thảo lấy ý kiến."


def _enclosures(submission: Submission) -> Iterator[Any]:
    yield {"điểm": f"{TABLE_TITLE} (Phụ lục I);"}
    if submission.changed:
        yield {"điểm": f"{COMPARISON_TITLE} (Phụ lục II);"}
    yield {"điểm": f"{submission.subject} và các phụ lục."}
