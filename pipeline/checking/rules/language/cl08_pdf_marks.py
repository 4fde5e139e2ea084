"""CL-08: Tệp PDF khai chuẩn PDF/A, có tiêu đề và ngôn ngữ tiếng Việt.

PDF/A để lưu trữ lâu dài; tiêu đề, ngôn ngữ để tìm kiếm và để phần mềm đọc màn hình đọc đúng.

Đúng: PDF/A-2b, tiêu đề “Quyết định: …”, ngôn ngữ `vi-VN`
Sai: PDF thường, không có tiêu đề, không khai ngôn ngữ
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="CL-08",
    title="Tệp PDF khai chuẩn PDF/A, tiêu đề, ngôn ngữ",
    group=Group.FILE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.facts.medium is not Medium.PDF:
        return NotApplicable("không phải tệp PDF")
    marks = paper.facts.marks
    if marks is None:
        return NotEvaluated("không đọc được thông tin của tệp")
    breaches = []
    if marks.pdfa is None:
        breaches.append(
            Breach(
                found="Tệp không khai chuẩn PDF/A",
                expected="PDF/A",
                hint="Xuất lại PDF, chọn PDF/A (Save As > PDF > Options > PDF/A compliant).",
            )
        )
    if not marks.title.strip():
        breaches.append(
            Breach(
                found="Tệp không có tiêu đề",
                expected="tên loại và trích yếu văn bản",
                hint="Ghi tiêu đề ở File > Info > Title trước khi xuất PDF.",
            )
        )
    if not marks.language.lower().startswith("vi"):
        said = f"khai ngôn ngữ “{marks.language}”" if marks.language else "không khai ngôn ngữ"
        breaches.append(
            Breach(
                found=f"Tệp {said}", expected="“vi-VN”", hint="Đặt ngôn ngữ soạn thảo là tiếng Việt rồi xuất lại PDF."
            )
        )
    return tuple(breaches)
