"""QH-03: Tiêu ngữ đúng nguyên văn, có gạch nối và cách chữ ở hai bên gạch nối.

Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”: chữ cái đầu của mỗi cụm từ viết hoa, giữa các cụm từ có gạch nối (-), không
phải gạch ngang dài (–). Tiêu ngữ in hoa toàn bộ do quy tắc QH-04 xét.

Đúng: `Độc lập - Tự do - Hạnh phúc`
Sai: `Độc lập – Tự do – Hạnh phúc` (gạch ngang dài), `Độc lập-Tự do-Hạnh phúc` (không cách chữ)
"""

from __future__ import annotations

from pipeline.checking.rules.absence import missing_from_head
from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
# A motto in capitals is the matter of QH-04.
_ACCEPTED = frozenset({_MOTTO, _MOTTO.upper()})


@rule(
    code="QH-03",
    title="Tiêu ngữ đúng nguyên văn",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1b",
    elements=(Element.MOTTO,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = tuple(paper.components_of(Element.MOTTO))
    if not found:
        return missing_from_head(
            paper, name="Tiêu ngữ", expected=f"“{_MOTTO}”", hint="Thêm Tiêu ngữ ở giữa, dưới Quốc hiệu."
        )
    return tuple(
        Breach(
            found=f"Tiêu ngữ ghi “{paper.text(component)}”",
            expected=f"“{_MOTTO}”",
            hint="Gõ lại Tiêu ngữ; dùng dấu gạch nối (-) có cách chữ ở hai bên.",
            paragraph=first(component),
        )
        for component in found
        if to_nfc(paper.text(component)) not in _ACCEPTED
    )
