"""CL-03: Chữ “Đ”, “đ” là chữ của tiếng Việt, không phải chữ trông giống của ngôn ngữ khác.

Chữ Ð (eth, U+00D0) và Ɖ (U+0189) in ra giống chữ Đ nhưng tìm kiếm, sắp xếp, đọc bằng máy đều sai.

Đúng: `QĐ-UBND` với Đ là U+0110
Sai: `QÐ-UBND` với Ð là U+00D0
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.prose import slips, words_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper

_LOOKALIKES = re.compile("[\u00d0\u0189\u00f0\u0256]")


@rule(
    code="CL-03",
    title="Chữ Đ đúng mã của tiếng Việt",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    return slips(words_of(paper, without=()), _find, hint="Tìm và thay bằng chữ Đ, đ gõ từ bộ gõ tiếng Việt Unicode.")


def _find(paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
    for match in _LOOKALIKES.finditer(paragraph.text):
        wanted = "Đ (U+0110)" if match[0].isupper() else "đ (U+0111)"
        code = f"U+{ord(match[0]):04X}"
        yield match.start(), match.end(), f"Dùng chữ “{match[0]}” ({code}) thay cho chữ Đ", wanted
        return
