"""QH-08: Quốc hiệu nằm trên một dòng, Tiêu ngữ nằm trên một dòng.

Nghị định gọi Quốc hiệu và Tiêu ngữ là “hai dòng chữ”: mỗi phần một dòng. Chữ “NAM” rớt xuống dòng dưới là lỗi hay gặp khi
cột bên phải hẹp hơn 96 mm (cỡ 13) hoặc 89 mm (cỡ 12).

Đúng: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` trên một dòng
Sai: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT` / `NAM`
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_NAMES = {Element.NATIONAL_NAME: "Quốc hiệu", Element.MOTTO: "Tiêu ngữ"}


@rule(
    code="QH-08",
    title="Quốc hiệu, Tiêu ngữ mỗi phần trên một dòng",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.1c",
    elements=(Element.NATIONAL_NAME, Element.MOTTO),
)
def check(paper: Paper, _: Profile) -> Verdict:
    components = [component for element in _NAMES for component in paper.components_of(element)]
    if not components:
        return NotApplicable("không thấy Quốc hiệu, Tiêu ngữ")
    lines = {
        component: sum(paragraph.lines or 0 for paragraph in paper.paragraphs(component))
        for component in components
        if all(paragraph.lines is not None for paragraph in paper.paragraphs(component))
    }
    if not lines:
        return NotEvaluated("tệp không cho biết Quốc hiệu, Tiêu ngữ chiếm mấy dòng")
    return tuple(
        Breach(
            found=f"{_NAMES[component.element]} bị ngắt thành {count} dòng",
            expected="trọn trên một dòng",
            hint="Nới cột bên phải của bảng đầu trang, thu hẹp cột bên trái, hoặc dùng cỡ chữ nhỏ nhất được phép.",
            paragraph=component.paragraphs[0],
        )
        for component, count in lines.items()
        if count > 1
    )
