"""CL-06: Tệp Word không còn theo dõi thay đổi, ghi chú, chữ ẩn, liên kết ra ngoài, đối tượng nhúng.

Những thứ này đi theo tệp, người nhận đọc được.

Đúng: tệp chỉ có văn bản
Sai: còn 3 chỗ theo dõi thay đổi, 2 ghi chú
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper

_KINDS = (
    ("tracked_changes", "chỗ theo dõi thay đổi chưa chấp nhận hoặc từ chối", "Review > Accept, Accept All Changes."),
    ("comments", "ghi chú (comment)", "Review > Delete, Delete All Comments in Document."),
    ("hidden_text", "đoạn chữ ẩn", "File > Info > Inspect Document, xóa Hidden Text."),
    ("external_links", "liên kết lấy nội dung từ bên ngoài", "File > Info > Edit Links to Files, ngắt liên kết."),
    ("embedded_objects", "đối tượng nhúng", "Thay đối tượng nhúng bằng bảng hoặc hình ảnh."),
)


@rule(
    code="CL-06",
    title="Tệp Word không còn theo dõi thay đổi, ghi chú, chữ ẩn, liên kết, đối tượng nhúng",
    group=Group.FILE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.DOCX}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.facts.medium is not Medium.DOCX:
        return NotApplicable("không phải tệp Word")
    burdens = paper.facts.burdens
    if burdens is None:
        return NotEvaluated("không đọc được dữ liệu thừa của tệp")
    return tuple(
        Breach(found=f"Tệp còn {getattr(burdens, key)} {name}", expected=f"không có {name}", hint=hint)
        for key, name, hint in _KINDS
        if getattr(burdens, key)
    )
