"""CC-02: Cuối mỗi căn cứ có dấu chấm phẩy, cuối căn cứ cuối cùng có dấu chấm.

Theo Thông tư 01/2011/TT-BNV, căn cứ cuối cùng kết thúc bằng dấu phẩy.

Đúng: `Căn cứ Luật …;` … `Theo đề nghị của Giám đốc Sở Nội vụ.`
Sai: `Theo đề nghị của Giám đốc Sở Nội vụ;` ở căn cứ cuối cùng (lẫn với cách viết của văn bản quy phạm pháp luật)
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_NAMES = {";": "dấu chấm phẩy", ".": "dấu chấm", ",": "dấu phẩy"}


@rule(
    code="CC-02",
    title="Dấu câu cuối mỗi căn cứ và cuối căn cứ cuối cùng",
    group=Group.BASIS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6a",
    elements=(Element.BASIS,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    breaches = []
    components = tuple(paper.components_of(Element.BASIS))
    if not components:
        return NotApplicable("không có căn cứ ban hành")
    for component in components:
        for index in component.paragraphs:
            last = index == component.paragraphs[-1]
            mark = profile.text("basis_mark.final" if last else "basis_mark.middle")
            text = paper.paragraph(index).plain
            if text.endswith(mark):
                continue
            name = "Căn cứ cuối cùng" if last else "Căn cứ"
            breaches.append(
                Breach(
                    found=f"{name} “{shortened(text)}” không kết thúc bằng {_NAMES.get(mark, mark)}",
                    expected=f"kết thúc bằng “{mark}”",
                    hint=f"Sửa dấu cuối đoạn thành “{mark}”.",
                    paragraph=index,
                )
            )
    return few(breaches)
