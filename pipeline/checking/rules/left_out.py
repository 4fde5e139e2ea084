"""Rules of the catalogue that the program does not judge (quy tắc để ngoài), each with its reason: shown in docs/rules.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """One rule left out. `title` and `reason` are Vietnamese."""

    code: str
    title: str
    reason: str


LEFT_OUT: tuple[LeftOut, ...] = (
    LeftOut(
        code="SK-08",
        title="Số, ký hiệu không trùng trong năm",
        reason="Cần sổ đăng ký văn bản đi của cả năm; một tệp không cho biết số, ký hiệu đã dùng cho văn bản khác hay chưa.",
    ),
    LeftOut(
        code="SK-10",
        title="Tổ chức tư vấn dùng con dấu của cơ quan lấy hệ thống số riêng",
        reason="Cần biết hệ thống số mà Văn thư đang dùng; trên văn bản không ghi số thuộc hệ thống nào.",
    ),
    LeftOut(
        code="KY-07",
        title="Ký thừa lệnh, thừa ủy quyền đúng phạm vi được giao",
        reason="Cần quy chế làm việc, văn bản ủy quyền và thời hạn ủy quyền của cơ quan; tệp không có.",
    ),
    LeftOut(
        code="SO-01",
        title="Số bản sao theo một hệ thống số chung, bắt đầu lại từ 01 mỗi năm",
        reason="Cần sổ đăng ký bản sao của cơ quan.",
    ),
    LeftOut(
        code="SO-02",
        title="Sao lục chỉ từ bản sao y",
        reason="Cần biết văn bản được sao là bản gốc, bản chính hay bản sao y; tệp không cho biết.",
    ),
    LeftOut(
        code="QT-01",
        title="Ngày ban hành không quá một ngày làm việc sau ngày ký",
        reason="Cần thời điểm ký thực tế và lịch ngày nghỉ, ngày làm bù.",
    ),
    LeftOut(
        code="QT-02",
        title="Sổ đăng ký văn bản đi đủ 10 cột, số liên tục",
        reason="Xét trên sổ đăng ký, không xét trên một văn bản.",
    ),
    LeftOut(
        code="QT-03",
        title="Cảnh báo văn bản đến trùng số, ký hiệu, cơ quan ban hành",
        reason="Cần sổ đăng ký văn bản đến.",
    ),
    LeftOut(
        code="QT-04",
        title="Số dấu giáp lai đủ cho số tờ",
        reason="Dấu giáp lai đóng trên bản giấy sau khi in, theo quy định riêng của từng cơ quan.",
    ),
)

# Rules that are judged, but not in all that they say: what is not looked at.
IN_PART: Mapping[str, str] = {
    "DT-04": "Chỉ xét ngày có trong lịch; thứ tự với văn bản trước và ngày hôm nay cần sổ đăng ký.",
    "DT-05": "Chỉ xét chữ hoa của địa danh; đúng nơi đóng trụ sở hay không cần danh mục của cơ quan.",
    "CQ-06": "Chỉ xét Ủy ban nhân dân; cơ quan khác có cơ quan chủ quản hay không cần danh mục tổ chức.",
    "PG-08": "Chữ tổ hợp chỉ xét trong tệp Word; PDF có thể ghi chữ dựng sẵn thành chữ và dấu rời.",
    "PL-03": "Không xét số, ngày trong “(Kèm theo …)” ghi đủ hay để trống: tệp không cho biết phát hành giấy hay điện tử.",
    "PL-04": "Phụ lục ở tệp riêng thì không xét được: văn bản chính không có trong tệp.",
    "CC-03": "Chỉ nhắc khi thiếu ngày hoặc cơ quan ban hành; trích yếu không có danh mục để đối chiếu.",
    "CC-04": "Lần viện dẫn sau ghi đầy đủ không phải là sai.",
    "ND-01": "ND-01 đến ND-05 không xét phụ lục: biểu mẫu theo quy định của ngành.",
    "ND-13": "Chỉ nhắc khi chắc chắn là danh từ riêng.",
    "SG-03": "Chỉ xét màu và nền của hình dấu; kích thước cần đường kính dấu đã đăng ký.",
    "SO-04": "Chỉ xét phiên bản PDF; chưa đọc độ phân giải và màu của ảnh quét.",
}
