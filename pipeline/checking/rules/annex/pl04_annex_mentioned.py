"""PL-04: Văn bản có phụ lục thì trong nội dung phải có chỉ dẫn về phụ lục đó.

Chỉ dẫn có thể nêu từng phụ lục (“tại Phụ lục I”) hoặc nêu chung (“các phụ lục kèm theo”, “Phụ lục I đến Phụ lục III”).

Đúng: `… theo danh mục tại Phụ lục I kèm theo Kế hoạch này.`
Sai: kế hoạch có phụ lục nhưng nội dung không nhắc đến
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import few, judged_parts
from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper, PartKind
from pipeline.text import normalize_tone_style, to_roman

_NUMBER = r"(?:[IVXLC]+|\d+)\b"
_LABEL_NUMBER = re.compile(rf"(?P<number>{_NUMBER})\s*[.:]?$")
# Words that speak of annexes without naming each: “các phụ lục”, “02 phụ lục”, “phụ lục kèm theo”, “Phụ lục I đến III”.
_TOGETHER = re.compile(
    rf"phụ lục(?! (?:số )?{_NUMBER})|(?:\d+|các|những) phụ lục|phụ lục (?:số )?{_NUMBER}\s*(?:đến|-|–|,|và)|"
    r"(?:biểu mẫu|biểu|danh sách|danh mục|bảng|lịch|mẫu|đề cương|tài liệu|dự thảo|chi tiết)(?:(?!phụ lục)[^.;]){0,80}"
    r"(?:kèm theo|đính kèm|gửi kèm)|\((?:xin )?(?:gửi kèm|kèm theo|đính kèm|có [^()]{1,40} kèm theo)",
    re.IGNORECASE,
)


@rule(
    code="PL-04",
    title="Nội dung văn bản có chỉ dẫn về từng phụ lục",
    group=Group.ANNEX,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.III.1a",
    elements=(Element.ANNEX_LABEL,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    labels = tuple(paper.components_of(Element.ANNEX_LABEL))
    if not labels:
        return NotApplicable("không có phụ lục")
    if paper.parts[0].kind is not PartKind.MAIN:
        return NotEvaluated("tệp chỉ có phụ lục, văn bản chính ở tệp khác")
    text = _text(paper)
    if _TOGETHER.search(text):
        return ()
    return few(_unmentioned(paper, labels, text))


def _text(paper: Paper) -> str:
    """The text of the paper and of what is attached to it, tables included."""
    components = [paper.component(Element.BODY, part.index) for part in judged_parts(paper)]
    return normalize_tone_style("\n".join(paper.text(component) for component in components))


def _unmentioned(paper: Paper, labels: Sequence[Component], text: str) -> Iterator[Breach]:
    for position, label in enumerate(labels, 1):
        found = _LABEL_NUMBER.search(paper.text(label))
        # By the number it has, or by the one that it should have: how it is written is the matter of PL-01.
        names = {found["number"] if found else "", to_roman(position), str(position)} - {""}
        if any(re.search(rf"phụ lục (?:số )?{name}\b", text, re.IGNORECASE) for name in names):
            continue
        yield Breach(
            found=f"Nội dung văn bản không nhắc đến “{paper.text(label)}”",
            expected="có chỉ dẫn về phụ lục trong nội dung",
            hint="Thêm chỉ dẫn, ví dụ “(chi tiết tại Phụ lục kèm theo)”.",
            paragraph=first(label),
        )
