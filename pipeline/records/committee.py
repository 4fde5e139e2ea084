"""Bodies of members (ban chỉ đạo, hội đồng, tổ, đoàn): members, roles, seals. A "tổ chức tư vấn" of PLI.P1.II.3a."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, Self, get_args

from pydantic import model_validator

from pipeline.records.base import AgencyRef, CommitteeRef, Day, PersonRef, Record, Slug, Text, titled


class Role(StrEnum):
    """Rank within the committee (vai trò): decides how a member may sign and whose seal is used."""

    HEAD = "trưởng"
    DEPUTY = "phó"
    STANDING = "thường trực"
    MEMBER = "ủy viên"


class Member(Record):
    """One member (thành viên) with the title within the committee (PLI.P1.II.7c)."""

    person: PersonRef = titled("Cán bộ")
    role: Role = titled("Vai trò")
    title: Text = titled("Chức danh", about="Chức danh trong Ban Chỉ đạo, ví dụ: Phó Trưởng Ban")
    secretary: Literal["có", "không"] = titled("Là thư ký", "không")
    since: Day | None = titled("Từ", None, about="Ngày vào ban; bỏ trống thì theo chức vụ của người ấy")
    until: Day | None = titled("Đến", None, about="Ngày cuối cùng còn là thành viên; bỏ trống thì theo chức vụ")


class SealByRole(Record):
    """Whose seal goes on papers signed by each rank (con dấu theo vai trò): `cơ quan của người ký` or an agency's id.

    Data of the committee, fixed by its regulation, never code.
    """

    head: Text = titled("Trưởng", "cơ quan của người ký")
    deputy: Text = titled("Phó", "cơ quan của người ký")
    standing: Text = titled("Thường trực", "cơ quan của người ký")
    member: Text = titled("Ủy viên", "cơ quan của người ký")

    def rule_for(self, role: Role) -> str:
        """Whose seal is used for papers signed by a member of this rank."""
        by_role = {Role.HEAD: self.head, Role.DEPUTY: self.deputy, Role.STANDING: self.standing}
        return by_role.get(role, self.member)


class CommitteeChange(Record):
    """A change of a committee that holds from a day on (thay đổi); fields that it leaves out stay as they were.

    A new name removes the lines of the old one on the head of papers. Members have days of their own.
    """

    since: Day = titled("Từ", about="Ngày bắt đầu, ví dụ: 1/7/2024")
    name: Text | None = titled("Tên", None)
    short_name: Text | None = titled("Tên gọi", None)
    symbol: Text | None = titled("Viết tắt", None)
    founded_by: AgencyRef | None = titled("Cơ quan thành lập", None)
    under: CommitteeRef | None = titled("Thuộc", None)
    letterhead: tuple[Text, ...] = titled("Tên trên đầu văn bản", ())
    standing_agency: AgencyRef | None = titled("Cơ quan thường trực", None)
    head_title: Text | None = titled("Chức danh người đứng đầu", None)
    collective: Text | None = titled("Tên tập thể", None)
    seals: SealByRole | None = titled("Con dấu theo vai trò", None)
    series: Text | None = titled("Sổ văn bản", None)


BodyKind = Literal["ban chỉ đạo", "tổ giúp việc", "hội đồng", "tổ công tác", "đoàn kiểm tra"]
"""The kinds of bodies that have members (loại): all are one record, and differ in what their head is called."""
BODY_KINDS: Final[tuple[BodyKind, ...]] = get_args(BodyKind)
HEADS: Final[Mapping[BodyKind, tuple[str, str]]] = {
    "ban chỉ đạo": ("Trưởng Ban", "Ban Chỉ đạo"),
    "tổ giúp việc": ("Tổ trưởng", "Tổ giúp việc"),
    "hội đồng": ("Chủ tịch Hội đồng", "Hội đồng"),
    "tổ công tác": ("Tổ trưởng", "Tổ công tác"),
    "đoàn kiểm tra": ("Trưởng đoàn", "Đoàn kiểm tra"),
}
"""What the head of a body and the body itself are called, by its kind, where its record does not say."""


class Committee(Record):
    """A body of members with its own number series: committee, supporting group, council, working group or team."""

    kind: BodyKind = titled("Loại")
    id: Slug = titled("Mã")
    name: Text = titled("Tên")
    short_name: Text = titled("Tên gọi", about="Ví dụ: Ban Chỉ đạo")
    symbol: Text = titled("Viết tắt", about="Ví dụ: BCĐCQĐT")
    founded_by: AgencyRef = titled("Cơ quan thành lập")
    under: CommitteeRef | None = titled("Thuộc", None, about="Tổ giúp việc thuộc ban chỉ đạo nào")
    letterhead: tuple[Text, ...] = titled("Tên trên đầu văn bản", ())
    standing_agency: AgencyRef = titled("Cơ quan thường trực")
    head_title: Text = titled("Chức danh người đứng đầu", "", about="Bỏ trống thì theo loại: Trưởng Ban, Tổ trưởng …")
    collective: Text = titled("Tên tập thể", "", about="Bỏ trống thì theo loại: Ban Chỉ đạo, Tổ công tác …")
    seals: SealByRole | None = titled("Con dấu theo vai trò", None, about="Bỏ trống: không được dùng con dấu")
    series: Text = titled("Sổ văn bản", about="Tên dãy số riêng của Ban, ví dụ: Sổ văn bản đi của Ban Chỉ đạo")
    members: tuple[Member, ...] = titled("Thành viên")
    since: Day | None = titled("Từ", None, about="Ngày thành lập; bỏ trống: từ trước đến nay")
    until: Day | None = titled("Đến", None, about="Ngày cuối cùng còn hoạt động")
    changes: tuple[CommitteeChange, ...] = titled(
        "Thay đổi", (), about="Mỗi lần kiện toàn, đổi tên, đổi cơ quan thường trực …: một mục, chỉ ghi những gì đổi"
    )

    @model_validator(mode="after")
    def _called_by_kind(self) -> Self:
        """Fill in the titles of head and collective, where the record gives none, from the kind of body."""
        head, collective = HEADS[self.kind]
        for name, word in (("head_title", head), ("collective", collective)):
            if not getattr(self, name):
                object.__setattr__(self, name, word)
        return self

    @property
    def called(self) -> str:
        """The name in running text and among recipients; an agency has the same property."""
        return self.short_name

    def member(self, person: str) -> Member | None:
        """The entry for a person in the list of members; None for a person who is not in it."""
        return next((member for member in self.members if member.person == person), None)

    @property
    def head(self) -> Member | None:
        """The head (Trưởng Ban), or None when the list names none."""
        return next((member for member in self.members if member.role is Role.HEAD), None)
