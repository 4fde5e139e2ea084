"""Papers written directly (văn bản): decisions, letters, and the types of mẫu 1.4; and what all papers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a field of papers has the name
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Discriminator, StringConstraints, Tag

from pipeline.decree.type_table import paper_types
from pipeline.records.base import (
    BodyRef,
    Day,
    Month,
    PaperRef,
    Party,
    PartyRef,
    PeriodRef,
    PersonRef,
    Record,
    Slug,
    Text,
    titled,
)
from pipeline.records.content import Block
from pipeline.text import last_of_month

if TYPE_CHECKING:
    AttachedKind = str
else:
    # The names are those of the table of types; a Literal of them is what pydantic and the shapes of fields understand.
    AttachedKind = Literal[paper_types().attached]
Authority = Literal["TM", "KT", "TL", "TUQ", "Q", "TM KT", "TL KT", "TUQ KT"]
Urgency = Literal["hỏa tốc", "thượng khẩn", "khẩn"]
Circulation = Literal["xem xong trả lại", "lưu hành nội bộ"]


State = Literal["đã ban hành", "chờ ký"]
OwnFields = dict[Text, Text]
OWN_FIELDS = "Mục của riêng cơ quan, dạng tên: nội dung; mẫu Word in bằng {{ them.ten_muc }}"
SHA256_FORM = "^[0-9a-fA-F]{64}$"
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_FORM)]


class Signing(Record):
    """Who signs and with what authority (quyền hạn); PLI.P1.II.7b, Đ.13."""

    person: PersonRef = titled("Người ký")
    authority: Authority | None = titled(
        "Quyền hạn", None, about="TM, KT, TL, TUQ, Q hoặc hai bậc như TM KT; bỏ trống: người đứng đầu ký trực tiếp"
    )
    lines: tuple[Text, ...] = titled("Dòng chức vụ", (), about="Chỉ ghi khi muốn thay các dòng máy tự lập")


AutomaticLine = Literal["như trên", "như điều", "các thành viên", "người đứng đầu", "người chủ trì"]


class RecipientEntry(Record):
    """One entry of the recipients (nơi nhận) with its purpose, such as `để báo cáo`."""

    party: Party = titled("Gửi")
    purpose: Text | None = titled("Để", None)
    instead: AutomaticLine | None = titled("Thay dòng", None, about="Đứng vào chỗ của dòng máy tự lập, thay dòng ấy")


def _entry_form(value: object) -> str:
    return "tên" if isinstance(value, str) else "mục"


RecipientLine = Annotated[
    Annotated[Party, Tag("tên")] | Annotated[RecipientEntry, Tag("mục")], Discriminator(_entry_form)
]


class RecipientsRecord(Record):
    """What the clerk adds to the recipients that the program derives (nơi nhận); PLI.P1.II.9."""

    first: tuple[RecipientLine, ...] = titled("Đứng đầu", ())
    more: tuple[RecipientLine, ...] = titled("Thêm", ())
    without: tuple[PartyRef, ...] = titled("Không gửi", ())
    unit: Text | None = titled("Lưu", None, about="Chữ viết tắt đơn vị soạn thảo, đứng sau “Lưu: VT,”")
    archive_copies: int | None = titled("Số bản lưu", None)
    drafter: Text | None = titled("Ký hiệu người soạn thảo", None)
    copies: int | None = titled("Số bản phát hành", None)


ONE_PAGE = "Có: máy thu khoảng cách trong mức thể thức cho phép để phần chính vừa một trang, không được thì báo"
"""What the records say of the field `gọn trong 1 trang`."""


class Issue(Record):
    """What every paper has, whatever it is made from: number, date, signer, recipients, marks."""

    number: int | None = titled("Số", None)
    date: Day | None = titled("Ngày ban hành", None, about="Bỏ trống khi chờ ký; khi đó phải có tháng ban hành")
    month: Month | None = titled("Tháng ban hành", None, about="Ví dụ: 3/2024")
    state: State | None = titled(
        "Tình trạng", None, about="Ghi “đã ban hành” khi văn bản đã phát hành: phần mềm không dựng lại nữa"
    )
    sent: Sha256 | None = titled("Mã băm", None, about="SHA-256 của tệp PDF đã phát hành (sha256sum TỆP)")
    signing: Signing = titled("Ký")
    recipients: RecipientsRecord = titled("Nơi nhận", RecipientsRecord())
    urgency: Urgency | None = titled("Độ khẩn", None)
    circulation: Circulation | None = titled("Phạm vi lưu hành", None)
    secrecy: Text | None = titled("Độ mật", None, about="Phần mềm không nhận văn bản có độ mật")
    own: OwnFields = titled("Thêm", {}, about=OWN_FIELDS)

    def day(self, on: Date | None) -> Date:
        """The day whose facts the paper takes: its day of issue; in its month the day nearest to `on`, else the last.

        A paper with neither day nor month takes the facts of `on`, without that the last that are known.
        """
        if self.date is not None:
            return self.date
        if self.month is None:
            return on or Date.max
        last = last_of_month(self.month.year, self.month.month)
        return last if on is None else min(max(on, self.month), last)


class AnnexRecord(Record):
    """An annex (phụ lục), with pages of its own; PLI.P1.III.1."""

    title: Text = titled("Tiêu đề")
    landscape: Literal["dọc", "ngang"] = titled("Khổ", "dọc")
    body: tuple[Block, ...] = titled("Nội dung")


class AttachedRecord(Record):
    """A document issued with a decision (văn bản kèm theo), such as a working regulation; mẫu 1.3."""

    kind: AttachedKind = titled("Loại")
    subject: Text = titled("Trích yếu")
    body: tuple[Block, ...] = titled("Nội dung")


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a paper does to older ones (thay thế, thu hồi …): the title of the field, the words for the older ones, their ids."""

    title: str
    suffered: str
    older: tuple[str, ...]


# The fields of a paper that name papers issued before, and what is said of each of those.
_ACTS = {
    "replaces": "Bị thay thế bởi",
    "amends": "Được sửa đổi bởi",
    "corrects": "Được đính chính bởi",
    "withdraws": "Bị thu hồi bởi",
}


class PaperRecord(Issue):
    """The fields that all directly written papers share."""

    id: Slug = titled("Mã")
    issuer: BodyRef = titled("Cơ quan ban hành")
    subject: Text = titled("Trích yếu")
    bases: tuple[Text, ...] = titled("Căn cứ", ())
    body: tuple[Block, ...] = titled("Nội dung")
    annexes: tuple[AnnexRecord, ...] = titled("Phụ lục", ())
    annexes_from: PeriodRef | None = titled(
        "Phụ lục từ", None, about="Mã kỳ báo cáo có phụ lục số liệu do vanthu reports compile lập"
    )
    open_points: tuple[Text, ...] = titled(
        "Còn hỏi lại", (), about="Điểm còn phải làm rõ trước khi ban hành; còn điểm nào thì bản in mang dấu DỰ THẢO"
    )
    enclosed: tuple[PaperRef, ...] = titled(
        "Kèm theo",
        (),
        about="Mã các văn bản gửi kèm, cả văn bản kèm theo của chúng; máy lập thêm tệp trọn bộ, văn bản này đứng đầu",
    )
    bundling: Literal["một tệp", "nhiều tệp"] = titled(
        "Trọn bộ",
        "một tệp",
        about="Một tệp: một PDF, chỉ văn bản này được ký; nhiều tệp: mỗi văn bản ký riêng, gói cùng danh mục",
    )
    replaces: tuple[PaperRef, ...] = titled(
        "Thay thế", (), about="Mã các văn bản đã ban hành mà văn bản này thay thế; sổ đăng ký ghi chú ở cả hai văn bản"
    )
    amends: tuple[PaperRef, ...] = titled(
        "Sửa đổi", (), about="Mã các văn bản đã ban hành mà văn bản này sửa đổi, bổ sung"
    )
    corrects: tuple[PaperRef, ...] = titled(
        "Đính chính", (), about="Mã các văn bản đã ban hành mà công văn này đính chính thể thức, kỹ thuật trình bày"
    )
    withdraws: tuple[PaperRef, ...] = titled("Thu hồi", (), about="Mã các văn bản đã ban hành mà văn bản này thu hồi")
    one_page: Literal["có", "không"] = titled("Gọn trong 1 trang", "không", about=ONE_PAGE)
    medium: Literal["giấy", "điện tử"] = titled(
        "Hình thức", "giấy", about="Văn bản điện tử để trống số và ngày ở dòng “(Kèm theo …)”"
    )

    def acts(self) -> tuple[Act, ...]:
        """What this paper does to papers issued before."""
        fields = type(self).model_fields
        return tuple(
            Act(title=str(fields[name].title), suffered=suffered, older=getattr(self, name))
            for name, suffered in _ACTS.items()
        )


class DecisionRecord(PaperRecord):
    """A decision (quyết định): direct (mẫu 1.2) or issuing another document (mẫu 1.3)."""

    kind: Literal["quyết định"] = titled("Loại")
    power: Text | None = titled("Thẩm quyền ban hành", None, about="Ví dụ: Chủ tịch Ủy ban nhân dân tỉnh Sông Thương")
    proposal: Text | None = titled("Theo đề nghị", None, about="Phần sau “Theo đề nghị của”")
    attached: tuple[AttachedRecord, ...] = titled("Văn bản kèm theo", ())


class LetterRecord(PaperRecord):
    """An official letter (công văn), mẫu 1.5; its subject follows `V/v`."""

    kind: Literal["công văn"] = titled("Loại")
    unit: Text = titled("Đơn vị soạn thảo", about="Chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực trong ký hiệu")
    addressees: tuple[Party, ...] = titled("Kính gửi")
    contact: Literal["có", "không"] = titled("In địa chỉ cơ quan", "không")


class NamedRecord(PaperRecord):
    """A paper of a type with a name (văn bản có tên loại), mẫu 1.4, or of a type of the office's own.

    `kind` is the name of the type; the table of types says which there are (`records.office.kinds_of`).
    """

    kind: Text = titled("Loại")
    addressees: tuple[Party, ...] = titled("Kính gửi", ())
