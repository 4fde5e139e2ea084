"""ND-14: Phần thập phân của số được ngăn bằng dấu phẩy.

Dấu chấm chỉ dùng để tách hàng nghìn (nếu có): `1.182.400 trường hợp`, `98,5%`.

Đúng: `98,5%`, `8,83 tỷ đồng`
Sai: `98.5%`, `8.83 tỷ đồng`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.body_text import few, text_paragraphs
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper

_DECIMAL_POINT = re.compile(r"(?<![\d.,/])\d+\.\d{1,2}(?:\s?%|\s(?:tỷ|triệu) đồng\b)")


@rule(
    code="ND-14",
    title="Phần thập phân ngăn bằng dấu phẩy",
    group=Group.BODY,
    severity=Severity.HOUSE_STYLE,
    at="NĐ 86/2012/NĐ-CP",
    elements=(Element.BODY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    paragraphs = tuple(text_paragraphs(paper, tables=True))
    if not paragraphs:
        return NotApplicable("không có nội dung")
    return few(breach for paragraph in paragraphs for breach in _wrong(paragraph))


def _wrong(paragraph: Paragraph) -> Iterator[Breach]:
    for found in _DECIMAL_POINT.finditer(paragraph.plain):
        yield Breach(
            found=f"Số thập phân viết “{found[0]}”",
            expected=f"“{found[0].replace('.', ',')}”",
            hint="Dùng dấu phẩy trước phần thập phân.",
            paragraph=paragraph.index,
        )
