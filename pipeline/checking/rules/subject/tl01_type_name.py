"""TL-01: Văn bản có tên loại phải ghi tên loại, {type_name.caps,italic,bold}, cỡ {type_name.size,align}.

Mọi văn bản hành chính, trừ công văn, có tên loại đặt giữa trang, trên trích yếu nội dung. Văn bản có ký hiệu của một tên
loại (QĐ, KH, BC…) mà không có dòng tên loại là thiếu thành phần thể thức bắt buộc.

Đúng: `QUYẾT ĐỊNH` (cỡ 14, đậm, canh giữa)
Sai: `Quyết định` (chữ thường), số `12/KH-UBND` mà không có dòng `KẾ HOẠCH`
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import LOOK, first, looks_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import TYPE_CODES
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, PartKind


@rule(
    code="TL-01",
    title="Tên loại {type_name.caps,italic,bold}, cỡ {type_name.size,align}",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.5b",
    elements=(Element.TYPE_NAME,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if paper.component(Element.TYPE_NAME) is None and paper.parts[0].kind is PartKind.MAIN:
        return _missing(paper, profile)
    return looks_of(paper, (Element.TYPE_NAME,), profile, name="Tên loại văn bản", keys=(*LOOK, "align"))


def _missing(paper: Paper, profile: Profile) -> Verdict:
    """The verdict on a paper without a type name: not applicable to a công văn, else a breach or not evaluated."""
    code = paper.number.type_code if paper.number else ""
    if code and paper.component(Element.LETTER_SUBJECT) is None:
        name = next((type_name for type_name, known in TYPE_CODES.items() if known == code), code)
        return (
            Breach(
                found=f"Không có dòng tên loại văn bản, trong khi ký hiệu ghi “{code}”",
                expected=f"dòng “{name.upper()}” ở giữa, trên trích yếu nội dung",
                hint=with_values("Thêm dòng tên loại, {type_name.caps,bold,align}.", profile),
                paragraph=first(paper.component(Element.NUMBER)),
            ),
        )
    if paper.is_letter:
        return NotApplicable("công văn không có tên loại")
    return NotEvaluated("không nhận ra tên loại văn bản")
