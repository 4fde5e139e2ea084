"""Meetings (cuộc họp): one record from which the invitation, the minutes and the notice of conclusions are made.

The fields of the record itself are the plan; `thực tế` says what was different (`records.meeting_held`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import StringConstraints

from pipeline.records.base import BodyRef, Clock, Day, Party, PersonRef, Record, Slug, Text, titled
from pipeline.records.conclusion import Conclusion
from pipeline.records.content import Block
from pipeline.records.paper import ONE_PAGE, OWN_FIELDS, Issue, OwnFields, RecipientsRecord, Sha256, State

# The types of paper that a meeting gives, each with what its id ends with where none is given.
MEETING_PAPERS: Final[Mapping[str, str]] = {"giấy mời": "giay-moi", "biên bản": "bien-ban", "thông báo": "thong-bao"}
Gathering = Literal["cuộc họp", "phiên họp", "hội nghị", "hội thảo", "buổi làm việc"]
SHARE_FORM = "^(quá nửa|toàn bộ|[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,3}%)$"
Share = Annotated[str, StringConstraints(pattern=SHARE_FORM)]


class AgendaItem(Record):
    """One item of the agenda (chương trình họp)."""

    topic: Text = titled("Nội dung")
    presenter: Party | None = titled("Trình bày", None)


class Absence(Record):
    """A member who is absent with leave (vắng mặt có lý do)."""

    person: PersonRef = titled("Cán bộ")
    reason: Text = titled("Lý do")


class Proxy(Record):
    """A member represented by somebody else (ủy quyền dự thay), with an opinion in writing as a rule."""

    person: PersonRef = titled("Cán bộ")
    substitute: Text = titled("Người dự thay", about="Họ tên, chức vụ, ví dụ: Ông Trần Văn Bình, Phó Giám đốc")
    opinion: Text | None = titled("Ý kiến bằng văn bản", None)
    votes: Literal["có", "không"] | None = titled("Được biểu quyết", None, about="Người dự thay có bỏ phiếu thay không")


class AtTime(Record):
    """A person with a time: came late (đến muộn), left early (về sớm), took the chair (đổi chủ trì)."""

    person: PersonRef = titled("Cán bộ")
    at: Clock = titled("Lúc")


class Delegate(Record):
    """The person who came for an agency that was invited (người đại diện)."""

    party: Party = titled("Cơ quan")
    person: Party = titled("Người dự", about="Mã cán bộ hoặc họ tên, chức vụ")


class Attendance(Record):
    """Attendance (thành phần): members not listed as away are present, unless `có mặt` lists those present."""

    members: tuple[PersonRef, ...] = titled(
        "Thành viên", (), about="Người phải dự; bỏ trống thì lấy danh sách thành viên của ban, người của cơ quan"
    )
    by_given_name: Literal["có", "không"] = titled(
        "Xếp theo tên",
        "không",
        about="có: thành viên trong giấy mời, biên bản xếp theo tên gọi rồi đến họ; lãnh đạo của ban vẫn đứng đầu",
    )
    present: tuple[PersonRef, ...] = titled("Có mặt", ())
    absent: tuple[Absence, ...] = titled("Vắng mặt", ())
    absent_without_leave: tuple[PersonRef, ...] = titled("Vắng không lý do", ())
    proxies: tuple[Proxy, ...] = titled("Ủy quyền", ())
    late: tuple[AtTime, ...] = titled("Đến muộn", ())
    early: tuple[AtTime, ...] = titled("Về sớm", ())
    without_vote: tuple[PersonRef, ...] = titled("Không biểu quyết", (), about="Thành viên dự họp mà không có phiếu")
    guests: tuple[Party, ...] = titled("Khách mời", ())
    delegates: tuple[Delegate, ...] = titled("Đại diện", (), about="Ai dự thay mặt cơ quan được mời")
    added: tuple[Party, ...] = titled("Dự thêm", (), about="Người dự mà không có trong danh sách mời")
    other_side: tuple[Party, ...] = titled("Bên làm việc", (), about="Người dự của bên ghi ở mục “làm việc với”")


class Statement(Record):
    """What one participant said (ý kiến phát biểu)."""

    speaker: Party = titled("Người phát biểu")
    words: tuple[Text, ...] = titled("Ý kiến")


class Vote(Record):
    """One vote (biểu quyết) with its count; whether it is carried is computed, never typed."""

    question: Text = titled("Nội dung")
    in_favour: int = titled("Đồng ý")
    against: int = titled("Không đồng ý", 0)
    other: int = titled("Ý kiến khác", 0)
    needed: Share | None = titled("Tỷ lệ cần", None, about="quá nửa, toàn bộ, 2/3, 60%")
    basis: Literal["thành viên có mặt", "tổng số thành viên"] | None = titled("Tính trên", None)
    at: Clock | None = titled("Lúc", None, about="Ghi khi có người đến muộn, về sớm")


class InvitationPart(Issue):
    """What the invitation (giấy mời) needs beyond the meeting itself."""

    blank_counts: ClassVar[bool] = True

    id: Slug | None = titled("Mã", None)
    invited: tuple[Party, ...] = titled("Kính mời", (), about="Bỏ trống: các thành viên và khách mời của cuộc họp")
    notes: tuple[Text, ...] = titled("Lưu ý", ())
    one_page: Literal["có", "không"] = titled("Gọn trong 1 trang", "không", about=ONE_PAGE)


class MinutesPart(Record):
    """What the minutes (biên bản) need beyond the meeting itself; no date line, two signatures or more (mẫu 1.9)."""

    blank_counts: ClassVar[bool] = True

    id: Slug | None = titled("Mã", None)
    number: int | None = titled("Số", None)
    state: State | None = titled("Tình trạng", None, about="Ghi “đã ban hành” khi biên bản đã ký xong, phát hành")
    sent: Sha256 | None = titled("Mã băm", None, about="SHA-256 của tệp PDF đã phát hành")
    other_side: Party | None = titled("Đại diện bên làm việc", None, about="Người ký thay mặt bên ở “làm việc với”")
    recipients: RecipientsRecord = titled("Nơi nhận", RecipientsRecord())
    seal: Literal["có", "không"] = titled("Đóng dấu", "không")
    one_page: Literal["có", "không"] = titled("Gọn trong 1 trang", "không", about=ONE_PAGE)
    secrecy: Text | None = titled("Độ mật", None)
    own: OwnFields = titled("Thêm", {}, about=OWN_FIELDS)


class NoticePart(Issue):
    """What the notice of conclusions (thông báo kết luận) needs beyond the meeting itself."""

    blank_counts: ClassVar[bool] = True

    id: Slug | None = titled("Mã", None)
    concluded_by: PersonRef | None = titled("Người kết luận", None, about="Ghi khi chủ trì đổi giữa chừng")
    proposals: tuple[Block, ...] = titled("Về các đề xuất, kiến nghị", ())
    one_page: Literal["có", "không"] = titled("Gọn trong 1 trang", "không", about=ONE_PAGE)


MeetingPart = InvitationPart | MinutesPart | NoticePart


class PartSecretary(Record):
    """The person who wrote the minutes of one part (thư ký từng phần)."""

    person: PersonRef = titled("Cán bộ")
    part: Text = titled("Ghi phần", about="Ví dụ: phần thảo luận")


class Sitting(Record):
    """A further sitting of a meeting that was adjourned (họp tiếp): day, hours, place."""

    day: Day = titled("Ngày họp")
    start: Clock = titled("Giờ bắt đầu")
    end: Clock = titled("Giờ kết thúc")
    place: Text | None = titled("Địa điểm", None)


class ActualMeeting(Record):
    """What was different from the plan (thực tế); a field that is not given is as planned."""

    day: Day | None = titled("Ngày họp", None)
    start: Clock | None = titled("Giờ bắt đầu", None)
    end: Clock | None = titled("Giờ kết thúc", None)
    place: Text | None = titled("Địa điểm", None)
    chair: PersonRef | None = titled("Chủ trì", None)
    co_chairs: tuple[PersonRef, ...] | None = titled("Đồng chủ trì", None)
    chair_changes: tuple[AtTime, ...] = titled("Đổi chủ trì", (), about="Ai chủ trì tiếp, từ lúc nào")
    secretary: PersonRef | None = titled("Thư ký", None)
    agenda: tuple[AgendaItem, ...] | None = titled("Chương trình", None)
    guests: tuple[Party, ...] | None = titled("Khách mời", None, about="Khách đã đến; người được mời còn lại là vắng")
    sittings: tuple[Sitting, ...] = titled("Họp tiếp", (), about="Ngày khác họp tiếp")


class Meeting(Record):
    """One meeting (loại: cuộc họp)."""

    kind: Literal["cuộc họp"] = titled("Loại")
    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Ví dụ: Phiên họp thứ nhất năm 2024 của Ban Chỉ đạo …")
    body: BodyRef = titled("Của", about="Mã của ban chỉ đạo, hội đồng, tổ, đoàn hoặc cơ quan")
    gathering: Gathering | None = titled("Kiểu họp", None, about="Bỏ trống thì theo chữ đầu của tên")
    form: Literal["định kỳ", "đột xuất", "mở rộng"] | None = titled("Hình thức", None)
    mode: Literal["trực tiếp", "trực tuyến", "trực tiếp kết hợp trực tuyến"] | None = titled("Cách họp", None)
    other_party: Party | None = titled("Làm việc với", None, about="Cơ quan bên kia của buổi làm việc")
    chair: PersonRef = titled("Chủ trì")
    co_chairs: tuple[PersonRef, ...] = titled("Đồng chủ trì", ())
    secretary: PersonRef = titled("Thư ký")
    part_secretaries: tuple[PartSecretary, ...] = titled("Thư ký từng phần", ())
    day: Day = titled("Ngày họp")
    start: Clock = titled("Giờ bắt đầu")
    end: Clock | None = titled("Giờ kết thúc", None)
    place: Text = titled("Địa điểm")
    agenda: tuple[AgendaItem, ...] = titled("Chương trình")
    attendance: Attendance = titled("Thành phần", Attendance())
    actual: ActualMeeting = titled("Thực tế", ActualMeeting())
    opening: tuple[Text, ...] = titled("Khai mạc", ())
    statements: tuple[Statement, ...] = titled("Phát biểu", ())
    votes: tuple[Vote, ...] = titled("Biểu quyết", ())
    assessment: tuple[Text, ...] = titled("Đánh giá chung", ())
    conclusions: tuple[Conclusion, ...] = titled("Kết luận", ())
    invitation: InvitationPart | None = titled("Giấy mời", None)
    minutes: MinutesPart | None = titled("Biên bản", None)
    notice: NoticePart | None = titled("Thông báo", None)

    @property
    def papers(self) -> Mapping[str, MeetingPart]:
        """The papers that the record asks for: type of paper -> its part of the record."""
        parts = (("giấy mời", self.invitation), ("biên bản", self.minutes), ("thông báo", self.notice))
        return {kind: part for kind, part in parts if part is not None}

    def paper_id(self, part: MeetingPart) -> str:
        """The id of one of these papers: its own, else the meeting's followed by the type."""
        kind = next(kind for kind, own in self.papers.items() if own is part)
        return part.id or f"{self.id}-{MEETING_PAPERS[kind]}"
