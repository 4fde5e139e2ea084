"""CC-05: Căn cứ viện dẫn luật, pháp lệnh ghi tên và ngày tháng năm, không ghi số.

Phụ lục I yêu cầu luật, pháp lệnh chỉ ghi tên loại và tên luật; văn bản hành chính thường thêm ngày tháng năm thông qua. Cách
ghi số (`số 72/2025/QH15`) là của văn bản quy phạm pháp luật.

Đúng: `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;`
Sai: `Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;`
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.citations import numbered_laws
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Regime
from pipeline.text import to_nfc


@rule(
    code="CC-05",
    title="Căn cứ viện dẫn luật theo tên và ngày, không theo số",
    group=Group.BASIS,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.II.6b",
    elements=(Element.BASIS,),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    paragraphs = [
        paragraph for component in paper.components_of(Element.BASIS) for paragraph in paper.paragraphs(component)
    ]
    if not paragraphs:
        return NotApplicable("không có căn cứ ban hành")
    return few(
        Breach(
            found=f"Căn cứ ghi “{name} số {number}”",
            expected="tên luật và ngày tháng năm, không ghi số",
            hint=f"Thay “số {number}” bằng ngày tháng năm thông qua.",
            paragraph=paragraph.index,
        )
        for paragraph in paragraphs
        for name, number in numbered_laws(to_nfc(paragraph.plain))
    )
