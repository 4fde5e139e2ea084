"""Agencies (cơ quan, tổ chức), groups of them, and the people who work there."""

from __future__ import annotations

from typing import Literal

from pipeline.records.base import AgencyRef, BodyRef, Day, PersonRef, Record, Slug, Text, titled

_FROM = "Ngày bắt đầu, ví dụ: 1/7/2024"
_TO = "Ngày cuối cùng còn đúng, ví dụ: 30/6/2024"
Founding = Literal["đổi tên", "sáp nhập", "chia tách"]


class Contact(Record):
    """An agency's address, phone, e-mail and web site (địa chỉ liên hệ); box 13 of the diagram (PLI.P1.III.4)."""

    address: Text | None = titled("Địa chỉ", None)
    phone: Text | None = titled("Điện thoại", None)
    fax: Text | None = titled("Fax", None)
    email: Text | None = titled("Thư điện tử", None)
    website: Text | None = titled("Trang thông tin điện tử", None)


class AgencyChange(Record):
    """A change of an agency that holds from a day on (thay đổi); fields that it leaves out stay as they were.

    A new name removes the forms made from the old one: the name on the head of papers, in sentences, as a superior.
    """

    since: Day = titled("Từ", about=_FROM)
    name: Text | None = titled("Tên", None)
    short_name: Text | None = titled("Tên gọi", None)
    symbol: Text | None = titled("Viết tắt", None)
    parent: AgencyRef | None = titled("Cơ quan chủ quản", None)
    superior: AgencyRef | None = titled("Cấp trên", None)
    letterhead: tuple[Text, ...] = titled("Tên trên đầu văn bản", ())
    parent_form: Text | None = titled("Tên khi là cơ quan chủ quản", None)
    place: Text | None = titled("Địa danh", None)
    head_title: Text | None = titled("Chức vụ người đứng đầu", None)
    collective: Text | None = titled("Tên tập thể", None)
    unit_of: AgencyRef | None = titled("Là đơn vị của", None)
    has_seal: Literal["có", "không"] | None = titled("Có con dấu", None)
    contact: Contact | None = titled("Liên hệ", None)


class Agency(Record):
    """One agency (cơ quan, tổ chức), as it is named, abbreviated, headed and reached."""

    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Tên đầy đủ, ví dụ: Sở Thông tin và Truyền thông")
    short_name: Text | None = titled(
        "Tên gọi", None, about="Tên gọi trong câu văn và ở nơi nhận, ví dụ: UBND tỉnh; bỏ trống thì dùng tên đầy đủ"
    )
    symbol: Text = titled("Viết tắt", about="Chữ viết tắt trong số, ký hiệu, ví dụ: STTTT")
    parent: AgencyRef | None = titled("Cơ quan chủ quản", None)
    superior: AgencyRef | None = titled(
        "Cấp trên",
        None,
        about="Cơ quan giao nhiệm vụ cho cơ quan này mà không ghi ở đầu văn bản, như UBND tỉnh với UBND xã",
    )
    letterhead: tuple[Text, ...] = titled(
        "Tên trên đầu văn bản", (), about="Chỉ ghi khi muốn tự ngắt dòng; mỗi dòng một mục"
    )
    parent_form: Text | None = titled(
        "Tên khi là cơ quan chủ quản", None, about="Ví dụ: UBND tỉnh Sông Thương; được viết tắt cụm từ thông dụng"
    )
    place: Text | None = titled("Địa danh", None, about="Bỏ trống thì theo cơ quan chủ quản")
    head_title: Text = titled("Chức vụ người đứng đầu", about="Ví dụ: Giám đốc")
    collective: Text | None = titled("Tên tập thể", None, about="Dùng sau TM., ví dụ: Ủy ban nhân dân")
    unit_of: AgencyRef | None = titled("Là đơn vị của", None, about="Đơn vị được ký thừa lệnh cho cơ quan nào")
    has_seal: Literal["có", "không"] = titled("Có con dấu", "có")
    contact: Contact | None = titled("Liên hệ", None)
    since: Day | None = titled("Từ", None, about="Ngày bắt đầu hoạt động; bỏ trống: từ trước đến nay")
    until: Day | None = titled("Đến", None, about="Ngày cuối cùng còn hoạt động, khi giải thể, chấm dứt hoạt động")
    inherits: tuple[AgencyRef, ...] = titled(
        "Kế thừa", (), about="Mã các cơ quan mà cơ quan này thay thế kể từ ngày ở mục “từ”"
    )
    founding: Founding | None = titled(
        "Cách thành lập",
        None,
        about="Đi với “kế thừa”; cơ quan cũ đổi tên, sáp nhập thì hết hoạt động từ ngày trước đó",
    )
    changes: tuple[AgencyChange, ...] = titled(
        "Thay đổi", (), about="Mỗi lần đổi tên, đổi cơ quan chủ quản, trụ sở …: một mục, chỉ ghi những gì đổi"
    )

    @property
    def called(self) -> str:
        """The name used in running text and among the recipients."""
        return self.short_name or self.name


class AgencyGroup(Record):
    """Several agencies under one name (nhóm cơ quan), such as all district committees."""

    id: Slug = titled("Mã")
    name: Text = titled("Tên", about="Tên gọi chung ở nơi nhận, ví dụ: UBND các huyện, thành phố")
    members: tuple[AgencyRef, ...] = titled("Gồm")


class Post(Record):
    """One more post that a person holds (chức vụ khác), always or for a time."""

    title: Text = titled("Chức vụ")
    agency: AgencyRef = titled("Cơ quan")
    full_title: Text | None = titled("Chức vụ đầy đủ", None)
    since: Day | None = titled("Từ", None, about=_FROM)
    until: Day | None = titled("Đến", None, about=_TO)


class PersonChange(Record):
    """A change of a person that holds from a day on (thay đổi); fields that it leaves out stay as they were."""

    since: Day = titled("Từ", about=_FROM)
    succeeds: PersonRef | None = titled("Kế nhiệm", None, about="Mã người mà người này lên thay")
    name: Text | None = titled("Họ và tên", None)
    honorific: Literal["Ông", "Bà"] | None = titled("Danh xưng", None)
    academic: Text | None = titled("Học hàm, học vị", None)
    title: Text | None = titled("Chức vụ", None)
    agency: AgencyRef | None = titled("Cơ quan", None)
    full_title: Text | None = titled("Chức vụ đầy đủ", None)


class Person(Record):
    """One official (cán bộ, công chức). The name is written without academic titles (PLI.P1.II.7c).

    A successor (`succeeds`) need not give a post: from that day on it is the predecessor's.
    """

    id: Slug = titled("Mã")
    name: Text = titled("Họ và tên")
    honorific: Literal["Ông", "Bà"] | None = titled(
        "Danh xưng", None, about="Bỏ trống thì văn bản ghi tên không kèm “Ông”, “Bà”"
    )
    academic: Text | None = titled("Học hàm, học vị", None, about="Chỉ dùng trong danh sách; không in ở chữ ký")
    title: Text = titled(
        "Chức vụ", "", about="Chức vụ trong cơ quan, ví dụ: Phó Giám đốc; người kế nhiệm không cần ghi"
    )
    agency: AgencyRef = titled("Cơ quan", "", about="Người kế nhiệm không cần ghi")
    full_title: Text | None = titled(
        "Chức vụ đầy đủ", None, about="Ví dụ: Chủ tịch UBND tỉnh; bỏ trống thì ghép chức vụ với tên gọi của cơ quan"
    )
    since: Day | None = titled("Từ", None, about="Ngày nhận chức vụ; bỏ trống: từ trước đến nay")
    until: Day | None = titled("Đến", None, about="Ngày cuối cùng giữ chức vụ; có người kế nhiệm thì không cần ghi")
    succeeds: PersonRef | None = titled(
        "Kế nhiệm",
        None,
        about="Mã người tiền nhiệm: nhận chức vụ và chỗ trong các ban của người ấy kể từ ngày ở mục “từ”",
    )
    posts: tuple[Post, ...] = titled("Chức vụ khác", (), about="Chức vụ kiêm nhiệm, hoặc giữ trước, sau chức vụ trên")
    changes: tuple[PersonChange, ...] = titled(
        "Thay đổi", (), about="Mỗi lần đổi chức vụ, cơ quan, họ tên: một mục, chỉ ghi những gì đổi"
    )

    def acting_for(self, body: str) -> Person:
        """The person with the post held in the agency with this id, where that is not the first of the posts."""
        if self.agency == body:
            return self
        post = next((post for post in self.posts if post.agency == body), None)
        if post is None:
            return self
        facts = {"title": post.title, "agency": post.agency, "full_title": post.full_title}
        return self.model_copy(update=facts)

    @property
    def addressed(self) -> str:
        """The name with its form of address: `Bà Trần Thị B`; the name alone where the record gives none."""
        return f"{self.honorific} {self.name}" if self.honorific else self.name


class AgencyFile(Record):
    """The file of agencies (loại: cơ quan)."""

    kind: Literal["cơ quan"] = titled("Loại")
    agencies: tuple[Agency, ...] = titled("Danh sách")
    groups: tuple[AgencyGroup, ...] = titled("Nhóm", ())


class PeopleFile(Record):
    """The file of people (loại: cán bộ)."""

    kind: Literal["cán bộ"] = titled("Loại")
    people: tuple[Person, ...] = titled("Danh sách")


class SeriesRecord(Record):
    """Types of papers that are numbered together (sổ văn bản): the choice of the head of the office (Đ.15.1c)."""

    name: Text = titled("Tên", about="Ví dụ: Sổ công văn và văn bản khác")
    kinds: tuple[Text, ...] = titled("Loại", about="Các loại đánh số chung, ví dụ: [công văn, báo cáo, tờ trình]")
    bodies: tuple[BodyRef, ...] = titled("Cơ quan", (), about="Bỏ trống: mọi cơ quan, ban; mỗi nơi vẫn đếm số riêng")


class OwnRule(Record):
    """An office's own rule (quy tắc riêng): words that its papers must or must not contain."""

    name: Text = titled("Tên", about="Quy tắc nói gì, ví dụ: Không viết “quý cơ quan”")
    forbidden: tuple[Text, ...] = titled("Không có", (), about="Những cụm chữ không được dùng; không kể hoa, thường")
    required: tuple[Text, ...] = titled("Phải có", (), about="Những cụm chữ mà văn bản phải có ít nhất một")
    types: tuple[Text, ...] = titled("Loại văn bản", (), about="Ví dụ: [công văn]; bỏ trống: mọi loại")
    level: Literal["chất lượng", "thông lệ", "cần xem lại"] = titled("Mức", "thông lệ")
    remedy: Text | None = titled("Cách sửa", None)


class OfficeFile(Record):
    """The office itself (loại: văn phòng): whose folder this is, and its choices for form, levels and series."""

    kind: Literal["văn phòng"] = titled("Loại")
    name: Text = titled("Tên", about="Tên của bộ hồ sơ, ví dụ: Văn phòng mẫu tỉnh Sông Thương")
    year: int = titled("Năm")
    note: Text | None = titled("Ghi chú", None)
    clerk: PersonRef | None = titled("Văn thư", None)
    series: tuple[SeriesRecord, ...] = titled(
        "Sổ văn bản", (), about="Các loại văn bản lấy số chung một dãy; loại không ghi ở đây có dãy số riêng"
    )
    house_style: dict[Text, Text] = titled(
        "Thể thức", {}, about="Giá trị chọn trong khoảng Nghị định cho phép, ví dụ: lề trái: 35"
    )
    levels: dict[Text, Text] = titled(
        "Mức kiểm tra",
        {},
        about="Mã quy tắc: tắt, chất lượng, thông lệ, cần xem lại hoặc sai thể thức, ví dụ: CL-02: tắt",
    )
    own_rules: tuple[OwnRule, ...] = titled(
        "Quy tắc riêng", (), about="Chữ mà văn bản của cơ quan phải có hoặc không được có; nêu khi kiểm tra"
    )

    def shared_series(self, body: str, kind: str) -> str | None:
        """The name of the series that a type of papers of a body shares with others, None where it has its own."""
        return next(
            (
                series_record.name
                for series_record in self.series
                if kind in series_record.kinds and (not series_record.bodies or body in series_record.bodies)
            ),
            None,
        )
