"""CC-01: Mỗi căn cứ ban hành là một đoạn, mở đầu bằng “Căn cứ”, “Theo” hoặc “Xét”, chữ {basis.italic}, cỡ {basis.size}.

Theo Nghị định 30/2020/NĐ-CP, căn cứ in nghiêng; theo Thông tư 01/2011/TT-BNV, căn cứ in đứng.

Đúng: `Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;` (nghiêng, một đoạn)
Sai: căn cứ in đứng (văn bản từ 05/3/2020); hai căn cứ viết liền trong một đoạn
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import looks_of, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

_OPENING = re.compile(r"^(?:căn cứ|theo|xét|thực hiện|được sự|sau khi)\b", re.IGNORECASE)
_SECOND = re.compile(r"[;.,]\s*Căn cứ\s")


@rule(
    code="CC-01",
    title="Căn cứ ban hành: mỗi căn cứ một đoạn, đúng kiểu chữ, cỡ {basis.size}",
    group=Group.BASIS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6a",
    elements=(Element.BASIS,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if not any(paper.components_of(Element.BASIS)):
        return NotApplicable("không có căn cứ ban hành")
    wrong = tuple(_wrong_paragraphs(paper))
    looks = looks_of(paper, (Element.BASIS,), profile, name="Căn cứ", keys=("size", "bold", "italic"))
    if wrong:
        return few((*wrong, *(looks if isinstance(looks, tuple) else ())))
    return few(looks) if isinstance(looks, tuple) else looks


def _wrong_paragraphs(paper: Paper) -> Iterator[Breach]:
    for component in paper.components_of(Element.BASIS):
        for paragraph in paper.paragraphs(component):
            text = to_nfc(paragraph.plain)
            if not _OPENING.match(text):
                yield Breach(
                    found=f"Đoạn “{shortened(text)}” trong phần căn cứ không mở đầu như một căn cứ",
                    expected="mở đầu bằng “Căn cứ”, “Theo” hoặc “Xét”",
                    hint="Viết lại phần đầu đoạn, hoặc nối vào căn cứ phía trên.",
                    paragraph=paragraph.index,
                )
            elif _SECOND.search(text):
                yield Breach(
                    found=f"Nhiều căn cứ viết liền trong một đoạn: “{shortened(text)}”",
                    expected="mỗi căn cứ là một đoạn",
                    hint="Xuống dòng trước mỗi chữ “Căn cứ”.",
                    paragraph=paragraph.index,
                )
