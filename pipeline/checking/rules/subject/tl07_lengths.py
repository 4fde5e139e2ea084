"""TL-07: Tên loại, số, ký hiệu, trích yếu không dài hơn ô dữ liệu của hệ thống quản lý văn bản.

Phụ lục VI định độ dài trường thông tin đầu vào: tên loại 100 ký tự, số 11, ký hiệu 30, trích yếu 500. Dài hơn thì hệ thống
cắt bớt hoặc không nhận văn bản.

Đúng: `Về việc kiện toàn Ban Chỉ đạo` (trích yếu 29 ký tự)
Sai: trích yếu 620 ký tự
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import first, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Regime
from pipeline.text import to_nfc

# Fields of the system: PLVI.P2.I, rows 3, 4, 5 and 8.
_LONGEST_TYPE = 100
_LONGEST_NUMBER = 11
_LONGEST_SYMBOL = 30
_LONGEST_SUBJECT = 500


@rule(
    code="TL-07",
    title="Tên loại, số, ký hiệu, trích yếu vừa ô dữ liệu của hệ thống",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_ERROR,
    at="PLVI.P2.I",
    elements=(Element.SUBJECT, Element.LETTER_SUBJECT, Element.NUMBER, Element.TYPE_NAME),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    subject = Element.LETTER_SUBJECT if paper.is_letter else Element.SUBJECT
    number = paper.number
    fields = (
        (Element.TYPE_NAME, "Tên loại", paper.text(paper.component(Element.TYPE_NAME)), _LONGEST_TYPE),
        (Element.NUMBER, "Số văn bản", number.number if number else "", _LONGEST_NUMBER),
        (Element.NUMBER, "Ký hiệu văn bản", number.symbol if number else "", _LONGEST_SYMBOL),
        (subject, "Trích yếu", paper.text(paper.component(subject)), _LONGEST_SUBJECT),
    )
    if not any(text for *_, text, _ in fields):
        return NotApplicable("không thấy tên loại, số, ký hiệu, trích yếu")
    return tuple(
        Breach(
            found=f"{name} dài {len(to_nfc(text))} ký tự: “{shortened(text)}”",
            expected=f"nhiều nhất {longest} ký tự",
            hint="Viết gọn lại để hệ thống quản lý văn bản nhận đủ.",
            paragraph=first(paper.component(element)),
        )
        for element, name, text, longest in fields
        if len(to_nfc(text)) > longest
    )
