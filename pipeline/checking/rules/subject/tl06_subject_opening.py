"""TL-06: Trích yếu mở đầu theo mẫu: quyết định bằng “Về việc”, “Ban hành” hoặc “Phê duyệt”; không viết tắt “V/v”.

Mẫu 1.2 (quyết định quy định trực tiếp) mở đầu bằng “Về việc …”, mẫu 1.3 (quyết định quy định gián tiếp) bằng “Ban hành …”
hoặc “Phê duyệt …”. Chữ viết tắt “V/v” chỉ dùng cho công văn, không dùng dưới tên loại.

Đúng: `Về việc thành lập Tổ công tác`, `Ban hành Quy chế làm việc`
Sai: `Thành lập Tổ công tác` (quyết định), `V/v xin bổ sung kinh phí` (tờ trình)
"""

from __future__ import annotations

import re

from pipeline.checking.rules.component_look import first, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

_DECISION = re.compile(r"^(?:Về|Ban hành|Phê duyệt)\s")
_LETTER = re.compile(r"^V\s?/\s?v\b", re.IGNORECASE)


@rule(
    code="TL-06",
    title="Trích yếu mở đầu theo mẫu của loại văn bản",
    group=Group.SUBJECT,
    severity=Severity.HOUSE_STYLE,
    at="PLIII.M1.2",
    elements=(Element.SUBJECT,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    component = paper.component(Element.SUBJECT)
    if component is None or paper.component(Element.TYPE_NAME) is None:
        return NotApplicable("không có trích yếu dưới tên loại")
    text = to_nfc(paper.text(component))
    if _LETTER.match(text):
        expected = "viết đủ “Về việc …”; “V/v” chỉ dùng cho công văn"
    elif paper.type_name == "quyết định" and not _DECISION.match(text):
        expected = "trích yếu quyết định mở đầu bằng “Về việc”, “Ban hành” hoặc “Phê duyệt”"
    else:
        return ()
    return (
        Breach(
            found=f"Trích yếu mở đầu bằng “{shortened(text, 30)}”",
            expected=expected,
            hint="Sửa lại phần đầu của trích yếu.",
            paragraph=first(component),
        ),
    )
