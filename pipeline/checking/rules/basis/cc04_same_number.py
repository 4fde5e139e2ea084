"""CC-04: Cùng một văn bản thì số, ký hiệu phải viết giống nhau ở mọi chỗ viện dẫn.

So các số, ký hiệu chỉ khác nhau ở dấu, ở chữ hoa, chữ thường hay ở loại gạch nối: đó là một văn bản viết theo hai cách.

Đúng: `Quyết định số 12/QĐ-UBND` ở mọi chỗ
Sai: chỗ này `12/QĐ-UBND`, chỗ khác `12/QD-UBND`
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few, text_paragraphs
from pipeline.checking.rules.citations import bare, numbers
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc


@rule(
    code="CC-04",
    title="Số, ký hiệu của một văn bản viết giống nhau ở mọi chỗ",
    group=Group.BASIS,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.II.6b",
    elements=(Element.BASIS, Element.BODY),
)
def check(paper: Paper, _: Profile) -> Verdict:
    spellings: dict[str, dict[str, int]] = {}
    for paragraph in text_paragraphs(paper, tables=True):
        for number in numbers(to_nfc(paragraph.plain)):
            spellings.setdefault(bare(number), {}).setdefault(number, paragraph.index)
    if not spellings:
        return NotApplicable("không viện dẫn văn bản nào có số, ký hiệu")
    return few(_breach(found) for found in spellings.values() if len(found) > 1)


def _breach(found: dict[str, int]) -> Breach:
    first, *others = found
    return Breach(
        found=f"Số, ký hiệu “{others[0]}” ở chỗ khác viết là “{first}”",
        expected="một văn bản chỉ viết theo một cách",
        hint="Đối chiếu với bản gốc và sửa cho thống nhất.",
        paragraph=found[others[0]],
    )
