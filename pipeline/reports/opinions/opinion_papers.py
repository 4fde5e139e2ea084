"""The papers of an opinion round (văn bản lấy ý kiến, trình) as records that a clerk may edit: letter and submission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.papers.recipients import party_name
from pipeline.papers.wording import Wording
from pipeline.records.opinions import Stance
from pipeline.reports.compiled import report_id
from pipeline.reports.opinions.members import whose
from pipeline.reports.opinions.opinion_round import Heard, OpinionRound
from pipeline.reports.opinions.opinion_tables import Reworded, submission_id
from pipeline.reports.parties import signing

Data = Mapping[str, Any]


def letter_id(opinion_round: OpinionRound) -> str:
    """The id of the letter that asks for opinions."""
    return f"{opinion_round.period.id}-lay-y-kien"


def opinion_letter(opinion_round: OpinionRound, *, subject: str, on: date) -> Data:
    """The record of the letter that sends the draft and the slips to the members."""
    compiler, wording = opinion_round.office.agency(opinion_round.period.compiler), opinion_round.wording
    asked = whose(opinion_round.office, opinion_round.period, wording)
    mail = compiler.contact.email if compiler.contact else ""
    made = wording.say("công văn lấy ý kiến", "đã xây dựng dự thảo", co_quan=compiler.name, bao_cao=subject)
    sent = wording.say("công văn lấy ý kiến", "gửi lấy ý kiến", co_quan=compiler.name, nguoi_duoc_hoi=asked)
    due = wording.say(
        "công văn lấy ý kiến", "hạn gửi phiếu", co_quan=compiler.name, han=opinion_round.call.due, thu=mail
    )
    body: list[Any] = [
        made,
        sent,
        {"khoản": wording.say("công văn lấy ý kiến", "cách điền phiếu")},
        {"khoản": due},
        wording.say("công văn lấy ý kiến", "kết thúc", co_quan=compiler.name),
    ]
    return {
        "loại": "công văn",
        "mã": letter_id(opinion_round),
        "cơ quan ban hành": compiler.id,
        "đơn vị soạn thảo": opinion_round.period.unit or compiler.symbol,
        "tháng ban hành": f"{on.month}/{on.year}",
        "trích yếu": wording.say("công văn lấy ý kiến", "trích yếu", ten_ky=opinion_round.period.name),
        "kính gửi": [f"{asked[:1].upper()}{asked[1:]}"]
        if _one_body(opinion_round)
        else list(opinion_round.call.members),
        "nội dung": body,
        "ký": signing(opinion_round.office, opinion_round.period),
    }


def _one_body(opinion_round: OpinionRound) -> bool:
    return len(opinion_round.call.members) == 1 and opinion_round.call.members[0] in {
        committee.id for committee in opinion_round.office.committees
    }


@dataclass(frozen=True)
class Submission:
    """What the submission letter is made from: the report's subject, what changed in it, the day of the count."""

    subject: str
    changed: Sequence[Reworded]
    on: date


def submission_letter(opinion_round: OpinionRound, submission: Submission) -> Data:
    """The record of the submission letter (tờ trình): how the report was made, the opinions, the enclosures."""
    compiler, wording = opinion_round.office.agency(opinion_round.period.compiler), opinion_round.wording
    to = list(opinion_round.period.addressees)
    name = ", ".join(party_name(opinion_round.office, party) for party in to) or wording.say("tờ trình", "nơi trình")
    heard = opinion_round.heard(on=submission.on)
    opening = wording.say(
        "tờ trình",
        "mở đầu",
        co_quan=compiler.name,
        bao_cao=submission.subject,
        nguoi_duoc_hoi=whose(opinion_round.office, opinion_round.period, wording),
        noi_trinh=name,
    )
    sections = (
        (wording.say("tờ trình", "mục quá trình lấy ý kiến"), _asking(opinion_round, heard, submission.on)),
        (wording.say("tờ trình", "mục tiếp thu"), _handling(heard, submission, wording)),
        (wording.say("tờ trình", "mục tài liệu kèm theo"), _enclosures(submission, wording)),
    )
    body: list[Any] = [
        opening,
        *({"mục": title, "nội dung": list(content)} for title, content in sections),
        wording.say("tờ trình", "kết thúc", co_quan=compiler.name, noi_trinh=name),
    ]
    return {
        "loại": "tờ trình",
        "mã": submission_id(opinion_round),
        "cơ quan ban hành": compiler.id,
        "tháng ban hành": f"{submission.on.month}/{submission.on.year}",
        "trích yếu": wording.say("tờ trình", "trích yếu", bao_cao=submission.subject),
        **({"kính gửi": to} if to else {}),
        "nội dung": body,
        "kèm theo": [report_id(opinion_round.period)],
        "ký": signing(opinion_round.office, opinion_round.period),
    }


def _asking(opinion_round: OpinionRound, heard: Sequence[Heard], on: date) -> Iterator[Any]:
    wording = opinion_round.wording
    answered = [reply for reply in heard if reply.entry is not None]
    yield wording.say(
        "tờ trình",
        "số thành viên cho ý kiến",
        ngay_gui=opinion_round.asked()[-1].day,
        tong=len(heard),
        han=opinion_round.call.due,
        ngay=on,
        da_cho=len(answered),
    )
    counts = Counter(reply.entry.stance for reply in answered if reply.entry is not None)
    told = _in_order(counts, wording)
    for number, words in enumerate(told or [wording.say("tờ trình", "chưa ai cho ý kiến")], start=1):
        yield {"gạch đầu dòng": f"{words}{'.' if number >= len(told) else ';'}"}
    if late := [reply.member.called for reply in answered if reply.days_late]:
        yield wording.say("tờ trình", "ý kiến muộn", thanh_vien=late)
    if missing := [reply.member.called for reply in heard if reply.entry is None]:
        yield wording.say("tờ trình", "thành viên chưa cho ý kiến", thanh_vien=missing)


def _in_order(counts: Counter[Stance], wording: Wording) -> list[str]:
    """The number of members with each stance, in words; stances that nobody took are left out."""
    whole, partly, against, open_ = (
        counts["thống nhất toàn bộ"],
        counts["thống nhất và có ý kiến"],
        counts["không thống nhất"],
        counts["chưa rõ"],
    )
    told = (
        whole and wording.say("tờ trình", "số thống nhất toàn bộ", so=whole),
        partly and wording.say("tờ trình", "số thống nhất và góp ý", so=partly),
        against and wording.say("tờ trình", "số không thống nhất", so=against),
        open_ and wording.say("tờ trình", "số chưa rõ", so=open_),
    )
    return [text for text in told if text]


def _handling(heard: Sequence[Heard], submission: Submission, wording: Wording) -> Iterator[Any]:
    opinions = [opinion for reply in heard for opinion in reply.opinions]
    if not opinions:
        yield wording.say("tờ trình", "không có góp ý")
    else:
        accepted = sum(opinion.disposition == "tiếp thu" for opinion in opinions)
        explained = sum(opinion.disposition == "giải trình" for opinion in opinions)
        left = len(opinions) - accepted - explained
        told = (
            accepted and wording.say("tờ trình", "số tiếp thu", so=accepted),
            explained and wording.say("tờ trình", "số giải trình", so=explained),
            left and wording.say("tờ trình", "số chưa xử lý", so=left),
        )
        yield wording.say("tờ trình", "kết quả xử lý", so=len(opinions), xu_ly=[text for text in told if text])
    if submission.changed:
        yield wording.say("tờ trình", "có thay đổi", so=len(submission.changed))
    else:
        yield wording.say("tờ trình", "không thay đổi")


def _enclosures(submission: Submission, wording: Wording) -> Iterator[Any]:
    table = wording.say("bảng tổng hợp ý kiến", "tiêu đề")
    yield {"điểm": wording.say("tờ trình", "kèm bảng tổng hợp", ten=table)}
    if submission.changed:
        title = wording.say("bản so sánh", "tiêu đề")
        yield {"điểm": wording.say("tờ trình", "kèm bản so sánh", ten=title)}
    yield {"điểm": wording.say("tờ trình", "kèm báo cáo", bao_cao=submission.subject)}
