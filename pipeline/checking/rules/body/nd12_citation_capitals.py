"""ND-12: Viện dẫn phần, chương, mục, tiểu mục, điều của một văn bản thì viết hoa; khoản, điểm thì viết thường.

Chữ “Khoản”, “Điểm” ở đầu câu, đầu đoạn, sau dấu hai chấm hoặc trong dấu ngoặc kép vẫn viết hoa.

Đúng: `điểm a khoản 2 Điều 103 Mục 5 Chương XII`
Sai: `theo Khoản 2 điều 5`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.body_text import few, text_paragraphs
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper, Regime
from pipeline.text import to_nfc

_ROMAN = r"[IVXLC]+"
# Inside a sentence: after a letter, a figure, a comma or a semicolon.
_INSIDE = r"(?<=[\w,;] )"
_TOO_HIGH = re.compile(
    rf"{_INSIDE}(?:Khoản \d{{1,3}}(?![\d.,]*\d)|Điểm [a-zđ](?= (?:khoản|Khoản|Điều|điều|và|hoặc)\b|[,;)]))"
)
# “điều” is also “to send”: not before those who are sent.
_TOO_LOW = re.compile(
    rf"(?<![\w-])(?:điều \d{{1,3}}[a-zđ]?(?! (?:cán bộ|xe|người|công chức|viên chức|chiến sĩ|đồng chí))|"
    rf"(?<!\d )chương (?:{_ROMAN}|\d{{1,2}})|tiểu mục (?:{_ROMAN}|\d{{1,2}}))(?!\w|[.,/]\d)"
)
# “mục”, “phần” are common words: only what is plainly a reference is judged.
_TOO_LOW_HERE = re.compile(
    rf"(?<![\w-])(?:(?:tại|theo|ở|Điều \d{{1,3}}|khoản \d{{1,3}}) mục (?:{_ROMAN}|\d{{1,2}})|(?:tại|theo|ở) phần {_ROMAN})"
    r"(?= (?:của|Chương|Phần|Phụ lục|Nghị|Quyết|Thông|Luật|Kế|Quy|Chỉ|Hướng|Báo|Công|này)\b|[,;.)]|$)"
)


@rule(
    code="ND-12",
    title="Viện dẫn: viết hoa Điều, Chương, Mục, Phần; viết thường khoản, điểm",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLII.V.7",
    elements=(Element.BODY, Element.BASIS),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    paragraphs = tuple(text_paragraphs(paper, tables=True))
    if not paragraphs:
        return NotApplicable("không có nội dung")
    return few(breach for paragraph in paragraphs for breach in _wrong(paragraph))


def _wrong(paragraph: Paragraph) -> Iterator[Breach]:
    text = to_nfc(paragraph.plain)
    for found in _TOO_HIGH.finditer(text) if "Khoản " in text or "Điểm " in text else ():
        yield _breach(found[0], found[0][:1].lower() + found[0][1:], paragraph)
    for found in _TOO_LOW.finditer(text) if any(word in text for word in ("điều ", "chương ", "tiểu mục ")) else ():
        yield _breach(found[0], found[0][:1].upper() + found[0][1:], paragraph)
    for found in _TOO_LOW_HERE.finditer(text) if "mục " in text or "phần " in text else ():
        word = re.search(rf"(?:mục|phần) (?:{_ROMAN}|\d+)$", found[0])
        if word:
            yield _breach(word[0], word[0][:1].upper() + word[0][1:], paragraph)


def _breach(found: str, expected: str, paragraph: Paragraph) -> Breach:
    return Breach(
        found=f"Viện dẫn viết “{found}”",
        expected=f"“{expected}”",
        hint="Viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm.",
        paragraph=paragraph.index,
    )
