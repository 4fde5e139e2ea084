"""Opinions on a draft (ý kiến góp ý): who is asked, what each member answered, what was done about it.

Who is asked before a report goes up is set by the working regulation of each committee; so it is all data.
"""

from __future__ import annotations

from typing import Literal

from pipeline.records.base import Day, PartyRef, PeriodRef, Record, Slug, Text, titled

Stance = Literal["thống nhất toàn bộ", "thống nhất và có ý kiến", "không thống nhất", "chưa rõ"]
Disposition = Literal["tiếp thu", "giải trình", "không phải góp ý"]


class OpinionCall(Record):
    """Who is asked for an opinion on the draft of a compiled report (lấy ý kiến), and until when."""

    members: tuple[PartyRef, ...] = titled(
        "Thành viên", about="Mã ban chỉ đạo (mọi thành viên trừ người đứng đầu), cơ quan, nhóm cơ quan hoặc cán bộ"
    )
    without: tuple[PartyRef, ...] = titled("Không hỏi", (), about="Ví dụ người ký công văn lấy ý kiến")
    due: Day = titled("Hạn góp ý")


class Opinion(Record):
    """One opinion of a member (góp ý), word for word, and what was done about it: accepted or explained."""

    at: Text | None = titled("Vị trí", None, about="Mục, đoạn của dự thảo mà thành viên ghi")
    text: Text = titled("Nội dung")
    reason: Text | None = titled("Lý do", None)
    disposition: Disposition | None = titled(
        "Xử lý", None, about="tiếp thu; giải trình; không phải góp ý: chữ ghi thêm trên phiếu, không đưa vào bảng"
    )
    answer: Text | None = titled("Nội dung xử lý", None, about="Đã tiếp thu vào đâu, hoặc giải trình thế nào")
    replaced: Literal["có", "không"] = titled(
        "Đã thay", "không", about="có: phiếu gửi sau của thành viên không còn góp ý này"
    )

    @property
    def counts(self) -> bool:
        """Whether it is an opinion at all, by its disposition, and has not been replaced."""
        return self.replaced == "không" and self.disposition != "không phải góp ý"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return not self.counts or (self.disposition is not None and self.answer is not None)


class SlipQuestion(Record):
    """Something on a slip that a person must look at (câu hỏi); open until it is answered."""

    text: Text = titled("Chữ")
    doubt: Text = titled("Nghi vấn")
    answer: Text | None = titled("Trả lời", None)


class SlipEntry(Record):
    """One member's answer (phiếu). Without `bản nhận` it was recorded by hand, from a meeting or a letter."""

    member: PartyRef = titled("Thành viên")
    received: Day = titled("Ngày nhận")
    draft: int = titled("Bản dự thảo", 1, about="Góp ý cho bản dự thảo thứ mấy")
    version: int | None = titled("Bản nhận", None, about="Phiếu gửi lần thứ mấy")
    file: Text | None = titled("Tệp", None)
    stance: Stance = titled("Ý kiến chung")
    opinions: tuple[Opinion, ...] = titled("Góp ý", ())
    questions: tuple[SlipQuestion, ...] = titled("Câu hỏi", ())


class Opinions(Record):
    """The opinions of a period (loại: ý kiến góp ý), written by the program from the slips, completed by the secretary."""

    kind: Literal["ý kiến góp ý"] = titled("Loại")
    id: Slug = titled("Mã")
    period: PeriodRef = titled("Kỳ báo cáo")
    slips: tuple[SlipEntry, ...] = titled("Phiếu", ())
