"""MT-04: Đường kẻ ngang là nét kẻ liền, không phải chữ gạch chân, dấu gạch dưới hay ký tự kẻ khung.

Chữ gạch chân và dãy “_____” thay đổi theo cỡ chữ, lệch khi sửa văn bản và không phải là nét liền của đường kẻ.

Đúng: đường kẻ vẽ (Shapes) hoặc viền dưới của đoạn, của ô bảng
Sai: gạch chân Tiêu ngữ; gõ `___________` dưới tên cơ quan
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import StrokeKind
from pipeline.reading.recognised import Element, Paper

# What has a line under it on a paper of this form, or might be given one.
_ELEMENTS = (
    Element.NATIONAL_NAME,
    Element.MOTTO,
    Element.PARENT_AGENCY,
    Element.ISSUING_AGENCY,
    Element.TYPE_NAME,
    Element.SUBJECT,
    Element.LETTER_SUBJECT,
    Element.ANNEX_TITLE,
    Element.ANNEX_REFERENCE,
    Element.ATTACHED_REFERENCE,
    Element.COPY_FORM,
)
_MEANS = {
    StrokeKind.UNDERLINE: "chữ gạch chân",
    StrokeKind.CHARACTERS: "dãy ký tự (gạch dưới, gạch ngang)",
}


@rule(
    code="MT-04",
    title="Đường kẻ là nét vẽ, không phải gạch chân hay dãy ký tự",
    group=Group.MARKS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.1b",
    elements=_ELEMENTS,
)
def check(paper: Paper, _: Profile) -> Verdict:
    places = {
        index for element in _ELEMENTS for component in paper.components_of(element) for index in component.paragraphs
    }
    lines = [stroke for stroke in paper.facts.strokes if stroke.under in places]
    if not lines:
        return NotApplicable("không có đường kẻ ở phần đầu văn bản")
    breaches = []
    for stroke in lines:
        if stroke.kind in _MEANS and stroke.under is not None:
            text = shortened(paper.paragraph(stroke.under).plain)
            breaches.append(
                Breach(
                    found=f"Đường kẻ dưới “{text}” là {_MEANS[stroke.kind]}",
                    expected="đường kẻ ngang, nét liền, được vẽ",
                    hint="Bỏ gạch chân hoặc dãy ký tự, chèn một đường kẻ (Insert - Shapes - Line).",
                    paragraph=stroke.under,
                )
            )
    return few(breaches)
