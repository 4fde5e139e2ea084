"""CL-07: Tệp PDF nhúng đủ phông chữ và trang nào cũng có lớp chữ.

Phông không nhúng thì máy khác hiển thị sai; trang chỉ có ảnh thì không tìm kiếm, sao chép được.

Đúng: mọi phông đều nhúng, 5/5 trang có lớp chữ
Sai: phông Times New Roman không nhúng; trang 3 là ảnh quét
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper

_SHOWN = 3


@rule(
    code="CL-07",
    title="Tệp PDF nhúng đủ phông chữ, mọi trang có lớp chữ",
    group=Group.FILE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.facts.medium is not Medium.PDF:
        return NotApplicable("không phải tệp PDF")
    facts = paper.facts
    if facts.marks is None or facts.pages is None or facts.text_pages is None:
        return NotEvaluated("không đọc được phông chữ của tệp")
    breaches = []
    missing = [font.name for font in facts.marks.fonts if not font.embedded]
    if missing:
        names = ", ".join(missing[:_SHOWN]) + (
            f" và {len(missing) - _SHOWN} phông khác" if len(missing) > _SHOWN else ""
        )
        breaches.append(
            Breach(
                found=f"Phông chữ không nhúng trong tệp: {names}",
                expected="nhúng mọi phông chữ",
                hint="Xuất lại PDF theo chuẩn PDF/A (Save As > PDF > Options > PDF/A compliant).",
            )
        )
    if facts.text_pages < facts.pages:
        breaches.append(
            Breach(
                found=f"Chỉ {facts.text_pages}/{facts.pages} trang có lớp chữ",
                expected="mọi trang có lớp chữ",
                hint="Xuất PDF từ tệp Word thay cho quét, hoặc nhận dạng chữ (OCR) các trang là ảnh.",
            )
        )
    return tuple(breaches)
