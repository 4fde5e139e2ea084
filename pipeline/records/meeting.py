"""Meetings (cuộc họp): one record from which the invitation, the minutes and the notice of conclusions are made."""

from __future__ import annotations

from typing import Literal

from pipeline.records.base import Clock, CommitteeRef, Day, Party, PersonRef, Record, Slug, Text, titled
from pipeline.records.conclusion import Conclusion
from pipeline.records.content import Block
from pipeline.records.paper import OWN_FIELDS, Issue, OwnFields, RecipientsRecord, Sha256, State


class AgendaItem(Record):
    """One item of the agenda (chương trình họp)."""

    topic: Text = titled("Nội dung")
    presenter: Party | None = titled("Trình bày", None)


class Absence(Record):
    """A member who is absent with leave (vắng mặt có lý do)."""

    person: PersonRef = titled("Cán bộ")
    reason: Text = titled("Lý do")


class Proxy(Record):
    """A member represented by somebody else, with an opinion in writing (ủy quyền dự thay)."""

    person: PersonRef = titled("Cán bộ")
    substitute: Text = titled("Người dự thay", about="Họ tên, chức vụ, ví dụ: Ông Trần Văn Bình, Phó Giám đốc")
    opinion: Text = titled("Ý kiến bằng văn bản")


class Attendance(Record):
    """Who came (thành phần): members not named as absent or by proxy are present unless `có mặt` lists them."""

    present: tuple[PersonRef, ...] = titled("Có mặt", ())
    absent: tuple[Absence, ...] = titled("Vắng mặt", ())
    proxies: tuple[Proxy, ...] = titled("Ủy quyền", ())
    guests: tuple[Party, ...] = titled("Khách mời", ())


class Statement(Record):
    """What one participant said (ý kiến phát biểu)."""

    speaker: Party = titled("Người phát biểu")
    words: tuple[Text, ...] = titled("Ý kiến")


class Vote(Record):
    """One vote (biểu quyết) with its count."""

    question: Text = titled("Nội dung")
    in_favour: int = titled("Đồng ý")
    against: int = titled("Không đồng ý", 0)
    other: int = titled("Ý kiến khác", 0)


class InvitationPart(Issue):
    """What the invitation (giấy mời) has beside the meeting itself."""

    id: Slug | None = titled("Mã", None)
    invited: tuple[Party, ...] = titled("Kính mời", (), about="Bỏ trống: các thành viên và khách mời của cuộc họp")
    notes: tuple[Text, ...] = titled("Lưu ý", ())


class MinutesPart(Record):
    """What the minutes (biên bản) have beside the meeting itself; no date line, two signatures (mẫu 1.9)."""

    id: Slug | None = titled("Mã", None)
    number: int | None = titled("Số", None)
    state: State | None = titled("Tình trạng", None, about="Ghi “đã ban hành” khi biên bản đã ký xong, phát hành")
    sent: Sha256 | None = titled("Mã băm", None, about="SHA-256 của tệp PDF đã phát hành")
    recipients: RecipientsRecord = titled("Nơi nhận", RecipientsRecord())
    seal: Literal["có", "không"] = titled("Đóng dấu", "không")
    secrecy: Text | None = titled("Độ mật", None)
    own: OwnFields = titled("Thêm", {}, about=OWN_FIELDS)


class NoticePart(Issue):
    """What the notice of conclusions (thông báo kết luận) has beside the meeting itself."""

    id: Slug | None = titled("Mã", None)
    proposals: tuple[Block, ...] = titled("Về các đề xuất, kiến nghị", ())


class Meeting(Record):
    """One meeting (loại: cuộc họp)."""

    kind: Literal["cuộc họp"] = titled("Loại")
    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Ví dụ: Phiên họp thứ nhất năm 2024 của Ban Chỉ đạo …")
    committee: CommitteeRef = titled("Của", about="Mã của ban chỉ đạo hoặc tổ giúp việc")
    form: Literal["định kỳ", "đột xuất", "mở rộng"] = titled("Hình thức", "định kỳ")
    chair: PersonRef = titled("Chủ trì")
    secretary: PersonRef = titled("Thư ký")
    day: Day = titled("Ngày họp")
    start: Clock = titled("Giờ bắt đầu")
    end: Clock | None = titled("Giờ kết thúc", None)
    place: Text = titled("Địa điểm")
    agenda: tuple[AgendaItem, ...] = titled("Chương trình")
    attendance: Attendance = titled("Thành phần", Attendance())
    opening: tuple[Text, ...] = titled("Khai mạc", ())
    statements: tuple[Statement, ...] = titled("Phát biểu", ())
    votes: tuple[Vote, ...] = titled("Biểu quyết", ())
    assessment: tuple[Text, ...] = titled("Đánh giá chung", ())
    conclusions: tuple[Conclusion, ...] = titled("Kết luận", ())
    invitation: InvitationPart | None = titled("Giấy mời", None)
    minutes: MinutesPart | None = titled("Biên bản", None)
    notice: NoticePart | None = titled("Thông báo", None)
