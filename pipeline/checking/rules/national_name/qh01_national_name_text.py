"""QH-01: Quốc hiệu đúng nguyên văn.

Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”. Chấp nhận cả hai cách đặt dấu thanh HÒA và HOÀ. Chữ in hoa, in đậm do
quy tắc QH-02 xét.

Đúng: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`
Sai: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.`, `CỘNG HOÀ XÃ HỘI CHỦ NGHIÃ VIỆT NAM`
"""

from __future__ import annotations

from pipeline.checking.rules.absence import missing_from_head
from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import same_ignoring_tone_style

_NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@rule(
    code="QH-01",
    title="Quốc hiệu đúng nguyên văn",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1a",
    elements=(Element.NATIONAL_NAME,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = tuple(paper.components_of(Element.NATIONAL_NAME))
    if not found:
        return missing_from_head(
            paper,
            name="Quốc hiệu",
            expected=f"“{_NATIONAL_NAME}”",
            hint="Thêm Quốc hiệu ở phía trên, bên phải trang đầu.",
        )
    return tuple(
        Breach(
            found=f"Quốc hiệu ghi “{paper.text(component)}”",
            expected=f"“{_NATIONAL_NAME}”",
            hint="Gõ lại Quốc hiệu.",
            paragraph=first(component),
        )
        for component in found
        if not same_ignoring_tone_style(paper.text(component).upper(), _NATIONAL_NAME)
    )
