"""ND-13: Viết hoa các tên đặc biệt: Thủ đô Hà Nội, Thành phố Hồ Chí Minh, Nhân dân, Nhà nước.

“Nhân dân”, “Nhà nước” chỉ được nhắc khi rõ là danh từ riêng (“phục vụ nhân dân”, “Đảng và nhà nước”); trong tên cơ quan và
trong các cụm từ như “quản lý nhà nước”, “ngân sách nhà nước” thì không.

Đúng: `phục vụ Nhân dân`, `Thành phố Hồ Chí Minh`, `Thủ đô Hà Nội`
Sai: `phục vụ nhân dân`, `thành phố Hồ Chí Minh`, `thủ đô Hà Nội`
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

# The words themselves first: a text without them is not searched any further.
_PATTERNS = (
    ("thủ đô ", re.compile(r"\bthủ đô (?=Hà Nội\b)"), "Thủ đô "),
    ("thành phố ", re.compile(r"\bthành phố (?=Hồ Chí Minh\b)"), "Thành phố "),
    (
        "nhân dân",
        re.compile(
            r"(?<=\bphục vụ )nhân dân\b(?! tệ)|(?<=\btầng lớp )nhân dân\b|(?<=\btoàn thể )nhân dân\b|"
            r"(?<=\bđời sống )nhân dân\b|(?<=\bcủa )nhân dân\b(?= (?:và|trong|trên|địa phương)\b|[,;.]|$)"
        ),
        "Nhân dân",
    ),
    ("nhà nước", re.compile(r"(?<=\bĐảng và )nhà nước\b|(?<=\bĐảng, )nhà nước\b"), "Nhà nước"),
)


@rule(
    code="ND-13",
    title="Viết hoa Thủ đô Hà Nội, Thành phố Hồ Chí Minh, Nhân dân, Nhà nước",
    group=Group.BODY,
    severity=Severity.HOUSE_STYLE,
    at="PLII.III.1c",
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
    for words, pattern, right in _PATTERNS:
        for found in pattern.finditer(text) if words in text else ():
            context = " ".join(text[max(0, found.start() - 16) : found.end() + 14].split())
            yield Breach(
                found=f"Viết “{found[0].strip()}” trong “…{context}…”",
                expected=f"“{right.strip()}”",
                hint="Viết hoa tên đặc biệt theo Phụ lục II.",
                paragraph=paragraph.index,
            )
