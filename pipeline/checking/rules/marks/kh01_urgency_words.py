"""KH-01: Dấu chỉ mức độ khẩn là HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN.

Nghị định 30/2020/NĐ-CP không còn mức “HỎA TỐC HẸN GIỜ” của quy định trước.

Đúng: `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN`
Sai: `HỎA TỐC HẸN GIỜ`, `KHẨN CẤP`, `RẤT KHẨN`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper, Regime

_LEVELS = frozenset(map(set_phrases.key, ("hỏa tốc", "thượng khẩn", "khẩn")))
_TIMED = set_phrases.key("hỏa tốc hẹn giờ")
_LIKE = re.compile(r"\b(?:khẩn|hoả tốc)\b")
_LONGEST = 30


@rule(
    code="KH-01",
    title="Mức độ khẩn là HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN",
    group=Group.MARKS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.III.2b",
    elements=(Element.URGENCY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    marks = list(paper.paragraphs(paper.component(Element.URGENCY)))
    marks += _unknown_marks(paper)
    if not marks:
        return NotApplicable("không có dấu chỉ mức độ khẩn")
    # The circular of 2011 had a fourth level.
    allowed = _LEVELS | {_TIMED} if paper.regime is Regime.TT01 else _LEVELS
    return tuple(
        Breach(
            found=f"Dấu chỉ mức độ khẩn ghi “{mark.plain}”",
            expected="“HỎA TỐC”, “THƯỢNG KHẨN” hoặc “KHẨN”",
            hint="Chọn một trong ba mức độ khẩn của quy định.",
            paragraph=mark.index,
        )
        for mark in marks
        if set_phrases.key(mark.plain) not in allowed
    )


def _unknown_marks(paper: Paper) -> Iterator[Paragraph]:
    """Short lines of capitals in the head, no component themselves, that speak of urgency."""
    heads = [
        component.paragraphs[-1]
        for component in (paper.component(Element.PLACE_DATE), paper.component(Element.NUMBER))
        if component
    ]
    body = paper.component(Element.BODY)
    if not heads:
        return
    taken = {
        index
        for component in paper.components
        if component.element is not Element.BODY
        for index in component.paragraphs
    }
    limit = body.paragraphs[0] if body else max(heads) + 10
    for paragraph in paper.facts.paragraphs[: limit + 1]:
        text = set_phrases.key(paragraph.plain)
        short = len(text) <= _LONGEST and set_phrases.capitals(paragraph.plain)
        if short and paragraph.index not in taken and _LIKE.search(text):
            yield paragraph
