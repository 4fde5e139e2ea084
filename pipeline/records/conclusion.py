"""Conclusions (kết luận): tasks given at a meeting, with deadline and progress."""

from __future__ import annotations

from typing import Literal

from pipeline.records.base import Day, Parties, Party, Record, Text, titled
from pipeline.records.deadline import Deadline, DeadlineKind, DeadlineText, read_deadline

Progress = Literal["xong", "đang", "chưa"]
Verb = Literal["giao", "yêu cầu", "đề nghị"]


class Conclusion(Record):
    """One task given by the chair (kết luận, nhiệm vụ). Its progress is printed on no paper of the meeting."""

    work: Text = titled("Việc")
    leads: Parties = titled("Chủ trì", about="Một hoặc nhiều cơ quan, cá nhân")
    partners: tuple[Party, ...] = titled("Phối hợp", ())
    verb: Verb | None = titled(
        "Cách giao",
        None,
        about="Bỏ trống: “giao” với đơn vị, thành viên trực thuộc, “đề nghị” với nơi khác",
    )
    product: Text | None = titled("Sản phẩm", None)
    deadline: DeadlineText | None = titled(
        "Thời hạn",
        None,
        about="Ví dụ: 30/4/2024; chỉ ghi ngày là chậm nhất ngày ấy; cũng ghi được: trước ngày 30/4/2024, trong quý II/2024",
    )
    rhythm: Text | None = titled("Thời hạn khác", None, about="Ví dụ: thường xuyên; trước ngày 25 hằng tháng")
    progress: Progress | None = titled("Tình trạng", None, about="Để theo dõi: chưa, đang, xong; quá hạn thì máy tính")
    done_on: Day | None = titled("Ngày xong", None)
    note: Text | None = titled("Ghi chú", None, about="In trong bảng theo dõi nhiệm vụ")

    @property
    def due(self) -> Deadline | None:
        """The deadline with its days; None where there is none, or only a period of repetition."""
        read = read_deadline(self.deadline) if self.deadline else None
        return None if read is None or read.kind is DeadlineKind.RHYTHM else read

    @property
    def rhythms(self) -> tuple[str, ...]:
        """The periods of repetition (thường xuyên, hằng tháng): given as the deadline, and beside it."""
        read = read_deadline(self.deadline) if self.deadline else None
        first = (read.words,) if read is not None and read.kind is DeadlineKind.RHYTHM else ()
        return (*first, *((self.rhythm,) if self.rhythm else ()))
